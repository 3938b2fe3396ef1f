"""Commands between processes, and one app a user."""
