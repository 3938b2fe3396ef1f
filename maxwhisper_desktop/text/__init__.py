"""What may be done to a transcript before it is typed."""
