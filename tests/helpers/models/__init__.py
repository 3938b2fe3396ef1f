"""Models for tests: real and tiny vocabularies and weights, in every file format."""
