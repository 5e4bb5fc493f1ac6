"""Tests of the devices section."""
