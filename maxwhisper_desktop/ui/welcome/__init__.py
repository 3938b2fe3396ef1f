"""The welcome, a step a file."""
