"""What the user can choose: as data, and as a file."""
