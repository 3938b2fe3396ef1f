"""The product of float32 rows and an int8 matrix; rows are quantised when they are read.

A closure gives each row and another takes each result, so that what is around a product (a norm, a
convolution's neighbours, GELU, a residual) needs no pass of its own over memory.
"""

from std.memory import alloc, bitcast
from std.runtime import parallelism_level

from kernels.quantised import Int8Matrix, Rows
from kernels.team import Threads
from kernels.vectors import (
    HAS_WIDE_REGISTERS,
    LANES,
    SMALL_WORK,
    Floats,
    FloatVector,
    IntVector,
    StopFlag,
    dot2,
    dot4,
    is_set,
)

comptime TILE_ROWS = 6 if HAS_WIDE_REGISTERS else 4
"""Rows of a tile: with ``TILE_PANELS``, as many sums as the registers hold."""
comptime TILE_PANELS = 2 if HAS_WIDE_REGISTERS else 1
"""Panels of ``LANES`` columns of a tile."""
comptime Sums[n_rows: Int, n_panels: Int] = Array[IntVector, n_rows * n_panels]
"""A tile's sums over one group of inputs."""
comptime BLOCK_ROWS = 48
"""Rows of a task, quantised together: they fit the second-level cache."""
comptime FEW_ROWS = 64
"""Up to so many rows (a decoder's step, or a draft) threads share the columns, with more the rows."""
comptime LEAST_SHARE = 1 << 16
"""Products of two numbers that are worth a thread's part where it begins at once: some microseconds."""


def multiply[
    RowType: def(Int, Floats) -> Floats,
    FinishType: def(Int, Int, FloatVector) -> None,
    ThreadsType: Threads,
    n_bytes: Int,
    //,
](
    row: RowType,
    matrix: Int8Matrix[n_bytes],
    finish: FinishType,
    m: Int,
    stop: StopFlag,
    mut threads: ThreadsType,
):
    """Compute ``m`` rows times ``matrix`` plus its bias.

    16-bit activations take about twice as long.

    Args:
        row: Given a row's number and room for ``k`` floats, returns where the row is.
        matrix: The right factor.
        finish: Takes a row, a column and the ``LANES`` results from that column on.
        m: How many rows.
        stop: Where it is set, further rows are not computed.
        threads: Who does it.
    """
    var n_threads = parallelism_level()
    var n_panels = matrix.n // LANES
    var work = m * matrix.k * matrix.n
    var shares = 1
    if m <= FEW_ROWS:
        comptime if ThreadsType.STARTS_AT_ONCE:
            shares = min(n_threads, (work + LEAST_SHARE - 1) // LEAST_SHARE)
        else:
            shares = n_threads if work > SMALL_WORK else 1
    var share = _round_up((n_panels + shares - 1) // shares, TILE_PANELS)
    var fair = _round_up((m + 2 * n_threads - 1) // (2 * n_threads), TILE_ROWS)
    var block = min(BLOCK_ROWS, fair) if m > FEW_ROWS else m

    def task(i: Int) {imm}:
        if is_set(stop):
            return
        var first = (i // shares) * block
        var first_panel = (i % shares) * share
        _multiply_part(
            row,
            matrix,
            finish,
            first,
            min(block, m - first),
            first_panel,
            min(first_panel + share, n_panels),
        )

    threads.share_out(task, shares * ((m + block - 1) // block))


@always_inline
def _round_up(n: Int, multiple: Int) -> Int:
    return (n + multiple - 1) // multiple * multiple


@always_inline
def _multiply_part[
    RowType: def(Int, Floats) -> Floats,
    FinishType: def(Int, Int, FloatVector) -> None,
    n_bytes: Int,
    //,
](
    row: RowType,
    matrix: Int8Matrix[n_bytes],
    finish: FinishType,
    first: Int,
    n_rows: Int,
    first_panel: Int,
    end_panel: Int,
):
    """Compute rows ``first`` on in the panels ``first_panel`` to ``end_panel``."""
    var k = matrix.k
    var room = alloc[Float32](k)
    var values = alloc[UInt8](n_bytes * n_rows * k)
    var scales = alloc[Float32](n_rows * matrix.groups())
    var rows = Rows[n_bytes](values, scales, n_rows, k)
    for r in range(n_rows):
        rows.fill(r, row(first + r, room))
    var panel = first_panel
    while panel + TILE_PANELS <= end_panel:
        var r = 0
        while r + TILE_ROWS <= n_rows:
            _tile[TILE_ROWS, TILE_PANELS](rows, matrix, finish, first, r, panel)
            r += TILE_ROWS
        comptime for n_left in range(1, TILE_ROWS):
            if n_rows - r == n_left:
                _tile[n_left, TILE_PANELS](rows, matrix, finish, first, r, panel)
        panel += TILE_PANELS
    while panel < end_panel:
        for r in range(n_rows):
            _tile[1, 1](rows, matrix, finish, first, r, panel)
        panel += 1
    room.unsafe_free()
    values.unsafe_free()
    scales.unsafe_free()


@always_inline
def _tile[
    FinishType: def(Int, Int, FloatVector) -> None, n_bytes: Int, //, n_rows: Int, n_panels: Int
](
    rows: Rows[n_bytes],
    matrix: Int8Matrix[n_bytes],
    finish: FinishType,
    first: Int,
    r0: Int,
    panel: Int,
):
    """Compute ``n_rows`` from ``r0`` on in ``n_panels``, with all sums in registers."""
    var column = panel * LANES
    var totals = Array[FloatVector, n_rows * n_panels](fill=FloatVector(0))
    comptime for p in range(n_panels):
        var bias = matrix.bias.unsafe_load[width=LANES](column + p * LANES)
        comptime for r in range(n_rows):
            totals[r * n_panels + p] = bias
    # For each group of inputs: int32 sums of int8 products, then scaled and added to float32 totals.
    for group in range(matrix.groups()):
        var sums = Sums[n_rows, n_panels](fill=IntVector(0))
        comptime if Rows[n_bytes].IN_BYTES:
            _add_fours[n_rows, n_panels](sums, rows, matrix, r0, column, group)
        else:
            _add_pairs[n_rows, n_panels](sums, rows, matrix, r0, column, group)
        comptime for p in range(n_panels):
            var scale = matrix.scale(column + p * LANES, group)
            comptime for r in range(n_rows):
                var both = scale * rows.scale(r0 + r, group)
                totals[r * n_panels + p] = (
                    sums[r * n_panels + p].cast[DType.float32]().fma(both, totals[r * n_panels + p])
                )
    comptime for r in range(n_rows):
        comptime for p in range(n_panels):
            finish(first + r0 + r, column + p * LANES, totals[r * n_panels + p])


@always_inline
def _add_fours[
    n_bytes: Int, //, n_rows: Int, n_panels: Int
](
    mut sums: Sums[n_rows, n_panels],
    rows: Rows[n_bytes],
    matrix: Int8Matrix[n_bytes],
    r0: Int,
    column: Int,
    group: Int,
):
    """Add a group's products in bytes, four inputs at a time."""
    var k = matrix.k
    var right = matrix.values.unsafe_offset(column * k + group * matrix.GROUP * LANES)
    comptime for byte in range(n_bytes):
        comptime for p in range(n_panels):
            comptime for r in range(n_rows):
                comptime i = r * n_panels + p
                comptime if byte == 0:
                    # Takes the zero point of the upper bytes, which are signed, out again.
                    sums[i] = matrix.start(column + p * LANES, group)
                else:
                    sums[i] = sums[i] << 8
        var left = rows.fours(r0, group, byte)
        for four in range(matrix.GROUP // 4):
            var w = Array[IntVector, n_panels](fill=IntVector(0))
            comptime for p in range(n_panels):
                w[p] = bitcast[DType.int32, LANES](
                    right.unsafe_load[width = 4 * LANES](p * LANES * k + four * 4 * LANES)
                )
            comptime for r in range(n_rows):
                var a = IntVector(left.unsafe_load(r * (matrix.GROUP // 4) + four))
                comptime for p in range(n_panels):
                    sums[r * n_panels + p] = dot4(sums[r * n_panels + p], a, w[p])


@always_inline
def _add_pairs[
    n_bytes: Int, //, n_rows: Int, n_panels: Int
](
    mut sums: Sums[n_rows, n_panels],
    rows: Rows[n_bytes],
    matrix: Int8Matrix[n_bytes],
    r0: Int,
    column: Int,
    group: Int,
):
    """Add a group's products, two inputs at a time, of weights that are widened on their way."""
    var k = matrix.k
    var right = matrix.values.unsafe_offset(column * k + group * matrix.GROUP * LANES)
    var left = rows.pairs(r0, group)
    for four in range(matrix.GROUP // 4):
        comptime for p in range(n_panels):
            # Of the four weights of a column, shifts widen the pairs (0, 2) and (1, 3).
            var shorts = bitcast[DType.int16, 2 * LANES](
                right.unsafe_load[width = 4 * LANES](p * LANES * k + four * 4 * LANES)
            )
            var even = bitcast[DType.int32, LANES]((shorts << 8) >> 8)
            var odd = bitcast[DType.int32, LANES](shorts >> 8)
            comptime for r in range(n_rows):
                var at = r * (matrix.GROUP // 2) + 2 * four
                var sum = dot2(sums[r * n_panels + p], IntVector(left.unsafe_load(at)), even)
                sums[r * n_panels + p] = dot2(sum, IntVector(left.unsafe_load(at + 1)), odd)
