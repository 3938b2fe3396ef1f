"""Every take that has ended: SQLite, and its sound beside it."""
