"""Tests of the MQTT edge that need no database."""
