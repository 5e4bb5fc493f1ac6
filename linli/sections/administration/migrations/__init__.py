"""Migrations of the administration section."""
