"""The search for tokens, and the filters of what may come next: NumPy only, no MAX."""
