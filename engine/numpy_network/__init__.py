"""The network in plain NumPy, where what is inside it is read: float32, without a compile."""
