"""Tests of the cases section."""
