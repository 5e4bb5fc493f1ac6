"""Drivers to the outside world behind kernel ports."""
