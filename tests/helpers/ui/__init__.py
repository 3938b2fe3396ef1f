"""Windows as a user sees and operates them."""
