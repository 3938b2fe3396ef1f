"""The search for tokens and the rules of what may come next: NumPy only, no MAX."""
