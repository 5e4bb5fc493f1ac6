"""Database changes of the insight section."""
