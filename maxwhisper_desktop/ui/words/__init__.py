"""What things are called to the user."""
