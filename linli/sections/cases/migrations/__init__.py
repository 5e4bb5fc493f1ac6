"""Database changes of the cases section."""
