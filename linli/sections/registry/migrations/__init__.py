"""Database migrations of the registry."""
