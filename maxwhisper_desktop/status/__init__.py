"""The status of the app and of long jobs: as data, as JSON, as a line of text."""
