"""Softmax of a row of scores, in place and not yet divided by its sum."""

from std.math import exp

from kernels.vectors import LANES, Floats, FloatVector

comptime HIDDEN = Float32(-1e30)
"""The score of what must not be attended to, a row's fill at its end included."""


@always_inline
def exponentiate(scores: Floats, n: Int) -> Float32:
    """Replace ``n`` scores, a multiple of ``LANES``, by weights up to 1; return one over their sum."""
    var top = FloatVector(HIDDEN)
    for i in range(0, n, LANES):
        top = max(top, scores.unsafe_load[width=LANES](i))
    var largest = top.reduce_max()
    var sum = FloatVector(0)
    for i in range(0, n, LANES):
        var weight = exp(scores.unsafe_load[width=LANES](i) - largest)
        scores.unsafe_store(i, weight)
        sum += weight
    return 1 / sum.reduce_add()
