"""Commands between processes, and the lock that allows one app per user."""
