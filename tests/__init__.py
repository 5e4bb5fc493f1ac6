"""Tests that cross sections."""
