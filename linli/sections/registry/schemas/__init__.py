"""Shapes of the registry's REST face."""
