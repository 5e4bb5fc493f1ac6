"""Lighting without tables: where the sun is, and which level a schedule asks for."""
