"""Measures each int8 kernel by itself, beside what the processor can do."""
