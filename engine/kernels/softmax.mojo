"""Softmax of a row of scores, in place and not yet divided by its sum."""

from std.math.polynomial import polynomial_evaluate
from std.memory import bitcast

from kernels.vectors import LANES, Floats, FloatVector

comptime HIDDEN = Float32(-1e30)
"""The score of what must not be attended to, a row's fill at its end included."""

comptime _LOG2_E = Float32(1.4426950408889634)
comptime _LEAST = Float32(-87)
"""From here on, its exponential is the smallest normal number."""
comptime _MAGIC = Float32(3 << 22)
"""Added to a small number, it leaves the nearest whole one in the lowest bits."""
comptime _STEP = 4
"""Vectors that are computed side by side, so that none waits for another."""


@always_inline
def _exp(x: FloatVector) -> FloatVector:
    """Return the exponential of numbers up to 0, with a relative error of 2e-7."""
    var within = max(x, FloatVector(_LEAST))
    var whole = within.fma(FloatVector(_LOG2_E), FloatVector(_MAGIC))
    var rest = within.fma(FloatVector(_LOG2_E), _MAGIC - whole)
    # 2 ** rest, whose exponent the whole number is then added to.
    var power = polynomial_evaluate[
        [Float32(1), 0.693147, 0.2402212, 0.05550713, 0.009675542, 0.0013276472]
    ](rest)
    var exponent = bitcast[DType.int32, LANES](whole) << 23
    return bitcast[DType.float32, LANES](bitcast[DType.int32, LANES](power) + exponent)


@always_inline
def exponentiate(scores: Floats, n: Int) -> Float32:
    """Replace ``n`` scores, a multiple of ``LANES``, by weights up to 1; return one over their sum."""
    var tops = Array[FloatVector, _STEP](fill=FloatVector(HIDDEN))
    var stepped = n // (_STEP * LANES) * _STEP * LANES
    for i in range(0, stepped, _STEP * LANES):
        comptime for j in range(_STEP):
            tops[j] = max(tops[j], scores.unsafe_load[width=LANES](i + j * LANES))
    for i in range(stepped, n, LANES):
        tops[0] = max(tops[0], scores.unsafe_load[width=LANES](i))
    var largest = max(max(tops[0], tops[1]), max(tops[2], tops[3])).reduce_max()
    var sum = FloatVector(0)
    for i in range(0, n, LANES):
        var weight = _exp(scores.unsafe_load[width=LANES](i) - largest)
        scores.unsafe_store(i, weight)
        sum += weight
    return 1 / sum.reduce_add()
