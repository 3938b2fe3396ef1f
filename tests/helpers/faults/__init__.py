"""Faults that a dictation must survive, and what is checked after each."""
