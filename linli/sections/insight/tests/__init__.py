"""Tests of the insight section."""
