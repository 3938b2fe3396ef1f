"""The history of finished takes: an SQLite database with the recordings beside it."""
