"""Damaged files and odd command lines by the thousand, and what must not happen with them."""
