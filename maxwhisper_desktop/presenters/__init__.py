"""Join the windows to the services."""
