"""Fair benchmarks of speech recognition engines, and the reports of their results."""
