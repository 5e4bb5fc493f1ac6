"""Tests of the watch edge."""
