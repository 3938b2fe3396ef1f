"""Fair comparisons of engines: what is measured, and the reports of it."""
