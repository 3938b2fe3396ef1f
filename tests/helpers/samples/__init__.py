"""Sample data: recordings, takes, settings, histories."""
