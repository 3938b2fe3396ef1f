"""Compares the int8 products with sums of whole numbers; prints a line for each case, and how many differ.

A program without MAX's threads, so that it can be compiled for, and run on, an emulated processor. All
scales are 1, so each result is a whole number.
"""

from std.memory import alloc

from kernels.product import multiply
from kernels.quantised import Int8Matrix
from kernels.team import Threads
from kernels.vectors import HAS_DOT4, IS_X86, LANES, ZERO_POINT, Floats, FloatVector, group_size

comptime K = 256
comptime N = 48


@fieldwise_init
struct Alone(Threads):
    """The only thread."""

    comptime STARTS_AT_ONCE = False

    @always_inline
    def share_out[PartType: def(Int) -> None, //](mut self, part: PartType, n: Int):
        for i in range(n):
            part(i)


@always_inline
def weight(row: Int, column: Int) -> Int:
    """Return a weight; two neighbours' sums fit, as ``engine.graphs.int8_weights`` sees to."""
    var i = column * K + row
    return (i * 7919 + i // 97) % 127 - 63


@always_inline
def activation(row: Int, i: Int, largest: Int) -> Int:
    """Return an activation; each group has the largest one, of either sign."""
    if i % 32 == 0:
        return largest if (row + i // 32) % 2 == 0 else -largest
    var place = row * K + i
    return (place * 104729 + place // 13) % (2 * largest + 1) - largest


@no_inline
def count_differences[n_bytes: Int](m: Int) raises -> Int:
    """Return how many of ``m`` rows' results are not the sums of products."""
    comptime GROUP = group_size(n_bytes)
    comptime N_GROUPS = K // GROUP
    var values = alloc[Int8](N * K).unsafe_origin_cast[MutUntrackedOrigin]()
    var scales = alloc[Float32](N * N_GROUPS).unsafe_origin_cast[MutUntrackedOrigin]()
    var sums = alloc[Int32](N * N_GROUPS).unsafe_origin_cast[MutUntrackedOrigin]()
    var bias = alloc[Float32](N).unsafe_origin_cast[MutUntrackedOrigin]()
    for column in range(N):
        bias.unsafe_store(column, 0)
        var panel = column // LANES * LANES
        for group in range(N_GROUPS):
            var sum = 0
            for i in range(group * GROUP, (group + 1) * GROUP):
                var place = panel * K + i // 4 * 4 * LANES + column % LANES * 4 + i % 4
                values.unsafe_store(place, Int8(weight(i, column)))
                sum += weight(i, column)
            var place = panel * N_GROUPS + group * LANES + column % LANES
            scales.unsafe_store(place, 1)
            sums.unsafe_store(place, Int32(-sum * ZERO_POINT))
    var largest = 127 if n_bytes == 1 else 127 * 256
    var x = alloc[Float32](m * K).unsafe_origin_cast[MutUntrackedOrigin]()
    for r in range(m):
        for i in range(K):
            x.unsafe_store(r * K + i, Float32(activation(r, i, largest)))
    var y = alloc[Float32](m * N).unsafe_origin_cast[MutUntrackedOrigin]()
    var stop = alloc[Int32](1).unsafe_origin_cast[MutUntrackedOrigin]()
    stop.unsafe_store(0, 0)

    def row(r: Int, room: Floats) {imm} -> Floats:
        return x.unsafe_offset(r * K)

    def finish(r: Int, column: Int, result: FloatVector) {imm}:
        y.unsafe_store(r * N + column, result)

    var alone = Alone()
    var matrix = Int8Matrix[n_bytes](values, scales, sums, bias, K, N)
    multiply(row, matrix, finish, m, stop, alone)
    var n_different = 0
    for r in range(m):
        for column in range(N):
            # Each group's sum is a whole number; the groups are added up in float32.
            var expected = Float32(0)
            for group in range(N_GROUPS):
                var sum = 0
                for i in range(group * GROUP, (group + 1) * GROUP):
                    sum += activation(r, i, largest) * weight(i, column)
                expected += Float32(sum)
            if y.unsafe_load(r * N + column) != expected:
                n_different += 1
    return n_different


def main() raises:
    print("x86:", IS_X86, "sums of four:", HAS_DOT4)
    for m in [1, 2, 3, 4, 5, 6, 25, 64, 65, 150]:
        print("8 bits,", m, "rows:", count_differences[1](m), "differ")
        print("16 bits,", m, "rows:", count_differences[2](m), "differ")
