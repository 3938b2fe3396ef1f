"""The activation of the MLP and of the convolutions."""

from std.math.polynomial import polynomial_evaluate

from kernels.vectors import FloatVector

comptime _BOUND = Float32(5)
"""Beyond it, either way, the normal distribution is taken to be at its end."""
comptime _TERMS = [
    Float32(0.14136375),
    -0.07029823,
    0.0515254,
    -0.040391985,
    0.03135672,
    -0.023624944,
    0.016910154,
    -0.01016548,
    0.0051132412,
    -0.0038868370,
    0.0031944707,
    -0.0010963716,
]
"""Of a polynomial in ``2 * (x / _BOUND) ** 2 - 1``: (the normal distribution's integral up to x - 0.5) / x."""


@always_inline
def gelu(x: FloatVector) -> FloatVector:
    """Return GELU, with an error of 3e-6 at most up to ``_BOUND``, and of 6e-7 times x beyond it.

    The terms have the smallest greatest error of the result. The error function of the standard library takes as
    long as the products of an MLP.
    """
    var t = x.clamp(-_BOUND, _BOUND)
    var u = (t * t).fma(FloatVector(2 / (_BOUND * _BOUND)), FloatVector(-1))
    return x * t.fma(polynomial_evaluate[_TERMS](u), FloatVector(0.5))
