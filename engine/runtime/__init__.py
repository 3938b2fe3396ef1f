"""The compiled network at work on a CPU or a GPU."""
