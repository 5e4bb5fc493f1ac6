"""Shapes of the section's REST endpoints."""
