"""Rows of floats as bytes with one scale for each group, and a matrix in the same form."""

from std.math import sqrt

from kernels.vectors import (
    GROUP,
    LANES,
    ZERO_POINT,
    Bytes,
    Floats,
    FloatVector,
    Ints,
    IntVector,
    SignedBytes,
)


@fieldwise_init
struct Int8Matrix(ImplicitlyCopyable):
    """A matrix ``(k, n)`` as ``engine.int8_weights`` packs it.

    ``values`` runs panel by panel of 16 columns, in it by four inputs at a time: 16 times 4 bytes.
    ``scales`` and ``sums`` are ``(k // GROUP, n)``; ``sums`` takes the left factor's zero point out.
    """

    var values: SignedBytes
    var scales: Floats
    var sums: Ints
    var bias: Floats
    var k: Int
    var n: Int

    def groups(self) -> Int:
        return self.k // GROUP

    def element(self, row: Int, column: Int) -> Float32:
        """Return one weight as a float."""
        var panel = (column // LANES) * LANES * self.k
        var place = (row // 4) * LANES * 4 + (column % LANES) * 4 + row % 4
        var scale = self.scales.unsafe_load((row // GROUP) * self.n + column)
        return self.values.unsafe_load(panel + place).cast[DType.float32]() * scale


@always_inline
def quantise(x: Floats, values: Bytes, scales: Floats, k: Int):
    """Write ``k`` floats as bytes, and the scale of each group."""
    for group in range(k // GROUP):
        var at = x.unsafe_offset(group * GROUP)
        var top = FloatVector(0)
        comptime for i in range(GROUP // LANES):
            top = max(top, abs(at.unsafe_load[width=LANES](i * LANES)))
        var largest = top.reduce_max()
        var inverse = Float32(127) / largest if largest > 0 else Float32(0)
        scales.unsafe_store(group, largest / 127)
        comptime for i in range(GROUP // LANES):
            var rounded = round(at.unsafe_load[width=LANES](i * LANES) * inverse)
            var bytes = (rounded.cast[DType.int32]() + IntVector(ZERO_POINT)).cast[DType.uint8]()
            values.unsafe_store(group * GROUP + i * LANES, bytes)


@always_inline
def normalise(x: Floats, weight: Floats, bias: Floats, y: Floats, k: Int):
    """Apply layer norm to a row of ``k``, a multiple of ``LANES``."""
    var sum = FloatVector(0)
    for i in range(0, k, LANES):
        sum += x.unsafe_load[width=LANES](i)
    var mean = sum.reduce_add() / Float32(k)
    var squares = FloatVector(0)
    for i in range(0, k, LANES):
        var off = x.unsafe_load[width=LANES](i) - mean
        squares = off.fma(off, squares)
    var inverse = 1 / sqrt(squares.reduce_add() / Float32(k) + 1e-5)
    for i in range(0, k, LANES):
        var scaled = (x.unsafe_load[width=LANES](i) - mean) * inverse
        var shifted = scaled.fma(
            weight.unsafe_load[width=LANES](i), bias.unsafe_load[width=LANES](i)
        )
        y.unsafe_store(i, shifted)
