"""Quantised operands of a product: activations of 8 or 16 bits, and an int8 matrix."""

from std.math import sqrt
from std.memory import bitcast

from kernels.vectors import (
    LANES,
    ZERO_POINT,
    Bytes,
    Floats,
    FloatVector,
    HAS_DOT4,
    Ints,
    IntVector,
    SignedBytes,
    group_size,
)


@fieldwise_init
struct Int8Matrix[n_bytes: Int](ImplicitlyCopyable):
    """Weights ``(k, n)`` as ``engine.graphs.int8_weights`` packs them; activations have ``n_bytes``.

    ``values`` is ``(n / 16, k / 4, 16, 4)``: panels of 16 columns, in them four inputs at a time, as
    ``dot4`` takes them. ``scales`` and ``sums`` are ``(n / 16, n_groups, 16)``, so that one row's product
    reads each array once, in its order; ``sums`` takes the activations' zero point out. ``bias`` is
    ``(n,)``.
    """

    comptime GROUP = group_size(Self.n_bytes)

    var values: SignedBytes
    var scales: Floats
    var sums: Ints
    var bias: Floats
    var k: Int
    var n: Int

    def groups(self) -> Int:
        return self.k // Self.GROUP

    @always_inline
    def scale(self, column: Int, group: Int) -> FloatVector:
        """Return a group's scales of the ``LANES`` columns from ``column`` on."""
        return self.scales.unsafe_load[width=LANES](column * self.groups() + group * LANES)

    @always_inline
    def start(self, column: Int, group: Int) -> IntVector:
        """Return what a group's sums start with, of the ``LANES`` columns from ``column`` on."""
        return self.sums.unsafe_load[width=LANES](column * self.groups() + group * LANES)

    def element(self, row: Int, column: Int) -> Float32:
        """Return one weight in float32."""
        var panel = (column // LANES) * LANES
        var place = (row // 4) * LANES * 4 + (column % LANES) * 4 + row % 4
        var value = self.values.unsafe_load(panel * self.k + place).cast[DType.float32]()
        var scale = panel * self.groups() + (row // Self.GROUP) * LANES + column % LANES
        return value * self.scales.unsafe_load(scale)


@fieldwise_init
struct Rows[n_bytes: Int](ImplicitlyCopyable):
    """Activations of ``n`` rows in ``8 * n_bytes`` bits, with a scale for each group of a row.

    Rows stand side by side in each group, so that a tile finds them at distances known to the compiler: where
    rows are far apart, computing their places takes the processor's time from the products. ``values`` is
    ``(n_groups, n_bytes, n, GROUP)`` where ``IN_BYTES``: a number is 256 times its upper byte, a signed one plus
    ``ZERO_POINT``, plus its lower byte, if there are two. Else it is ``(n_groups, n, GROUP)`` in int16 for
    ``dot2``, and of each four inputs the pair (0, 2) stands before (1, 3). ``scales`` is ``(n_groups, n)``.
    """

    comptime GROUP = group_size(Self.n_bytes)
    comptime IN_BYTES = HAS_DOT4 or Self.n_bytes == 1

    var values: Bytes
    var scales: Floats
    var n: Int
    var k: Int

    def groups(self) -> Int:
        return self.k // Self.GROUP

    @always_inline
    def fours(self, row: Int, group: Int, byte: Int) -> Ints:
        """Return where a group's upper (0) or lower (1) bytes are, four inputs in each int32."""
        var place = ((group * Self.n_bytes + byte) * self.n + row) * Self.GROUP
        return self.values.unsafe_offset(place).unsafe_bitcast[Int32]()

    @always_inline
    def pairs(self, row: Int, group: Int) -> Ints:
        """Return where a group's numbers are, two inputs in each int32."""
        var place = (group * self.n + row) * Self.GROUP
        return self.values.unsafe_bitcast[Int32]().unsafe_offset(place // 2)

    @always_inline
    def scale(self, row: Int, group: Int) -> Float32:
        return self.scales.unsafe_load(group * self.n + row)

    @always_inline
    def fill(self, row: Int, x: Floats):
        """Quantise one row of ``k`` floats."""
        comptime largest_number = Float32(127) if Self.n_bytes == 1 else Float32(127 * 256)
        for group in range(self.groups()):
            var at = x.unsafe_offset(group * Self.GROUP)
            var top = FloatVector(0)
            comptime for i in range(Self.GROUP // LANES):
                top = max(top, abs(at.unsafe_load[width=LANES](i * LANES)))
            var largest = top.reduce_max()
            var inverse = largest_number / largest if largest > 0 else Float32(0)
            self.scales.unsafe_store(group * self.n + row, largest / largest_number)
            comptime for i in range(Self.GROUP // LANES):
                var scaled = at.unsafe_load[width=LANES](i * LANES) * inverse
                var number = round(scaled).cast[DType.int32]()
                comptime if not Self.IN_BYTES:
                    self.pairs(row, group).unsafe_store(i * LANES // 2, _paired(number))
                elif Self.n_bytes == 1:
                    self._store(row, group, 0, i * LANES, number + Int32(ZERO_POINT))
                else:
                    # Where bytes are signed, rounded, so that the lower one fits too.
                    var upper = (number + Int32(128 - ZERO_POINT)) >> 8
                    self._store(row, group, 0, i * LANES, upper + Int32(ZERO_POINT))
                    self._store(row, group, 1, i * LANES, number - (upper << 8))

    @always_inline
    def _store(self, row: Int, group: Int, byte: Int, i: Int, number: IntVector):
        var place = self.fours(row, group, byte).unsafe_bitcast[UInt8]()
        place.unsafe_store(i, number.cast[DType.uint8]())


@always_inline
def _paired(number: IntVector) -> SIMD[DType.int32, LANES // 2]:
    """Return 16 numbers as eight pairs: of each four (0, 2), then (1, 3)."""
    # In memory order (a, b, c, d) of each four becomes (a, c, b, d).
    var shorts = number.cast[DType.int16]()
    var mixed = shorts.shuffle[0, 2, 1, 3, 4, 6, 5, 7, 8, 10, 9, 11, 12, 14, 13, 15]()
    return bitcast[DType.int32, LANES // 2](mixed)


@always_inline
def normalise(x: Floats, weight: Floats, bias: Floats, y: Floats, k: Int):
    """Apply layer norm to ``x``, (k,) with ``k`` a multiple of ``LANES``, and write it to ``y``."""
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
