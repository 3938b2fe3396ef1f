"""The activation of the MLP and of the convolutions."""

from std.math import erf

from kernels.vectors import FloatVector


@always_inline
def gelu(x: FloatVector) -> FloatVector:
    """Return the exact GELU."""
    return 0.5 * x * (1 + erf(x * Float32(0.7071067811865476)))
