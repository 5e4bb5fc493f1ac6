"""Tests of the administration section."""
