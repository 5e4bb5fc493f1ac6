"""Shapes of the administration endpoints, one module per noun."""
