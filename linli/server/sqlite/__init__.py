"""Django's SQLite engine with one difference: the writers of a process wait in line (docs/decisions/0018)."""
