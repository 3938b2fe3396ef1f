"""What measures the int8 kernels inside a graph: a stopwatch, and plain loops of their instructions."""
