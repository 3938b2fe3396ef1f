"""Prepares a transcript for typing: spacing, capitals, vocabulary, punctuation."""
