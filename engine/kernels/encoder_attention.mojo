"""Self-attention of the encoder: all frames to all frames, a head at a time, in float32.

A head's keys are laid out in blocks of ``LANES`` frames with the channels outside, so that one
register holds the same channel of 16 keys, and their scores grow side by side.
"""

from max.algorithm.functional import sync_parallelize
from std.memory import alloc
from std.runtime import parallelism_level

from kernels.softmax import HIDDEN, exponentiate
from kernels.vectors import HAS_WIDE_REGISTERS, LANES, Floats, FloatVector

comptime CHANNELS = 64
"""Per head: 64 in every Whisper."""

comptime TILE_QUERIES = 6 if HAS_WIDE_REGISTERS else 2
"""Queries of a tile: with ``TILE_BLOCKS``, as many sums as the registers hold."""
comptime TILE_BLOCKS = 2 if HAS_WIDE_REGISTERS else 1
"""Blocks of ``LANES`` keys of a tile."""
comptime PARTS = CHANNELS // LANES
"""Registers that hold one frame's channels."""


@fieldwise_init
struct PaddingCache(ImplicitlyCopyable):
    """Cached keys and values of padding frames, which are not computed.

    ``keys_values`` is ``(n, 2 * n_state)``; ``bias``, ``(n,)``, is added to the scores.
    """

    var keys_values: Floats
    var bias: Floats
    var n: Int


def attend_frames(
    qkv: Floats, padding: PaddingCache, dst: Floats, n_batch: Int, time: Int, n_head: Int
):
    """Let each computed frame attend to all of its window and to the cached padding.

    Args:
        qkv: Shape (n_batch, time, 3 * n_state): queries, keys, values side by side.
        padding: The same for all windows.
        dst: Shape (n_batch, time, n_state).
        n_batch: Windows.
        time: Frames of each.
        n_head: Heads; ``n_state`` is ``CHANNELS`` times as wide.
    """
    var n_state = n_head * CHANNELS
    var pairs = n_batch * n_head
    # Few heads on many threads: each head's keys are then laid out more than once, which is cheap.
    var splits = max(1, 2 * parallelism_level() // pairs)
    var share = (time + splits - 1) // splits

    def task(i: Int) {imm}:
        var pair = i // splits
        var window = (pair // n_head) * time
        var head = (pair % n_head) * CHANNELS
        var first = (i % splits) * share
        _attend_head(
            qkv.unsafe_offset(window * 3 * n_state + head),
            PaddingCache(padding.keys_values.unsafe_offset(head), padding.bias, padding.n),
            dst.unsafe_offset(window * n_state + head),
            time,
            n_state,
            first,
            min(first + share, time),
        )

    sync_parallelize(task, pairs * splits)


@always_inline
def _attend_head(
    qkv: Floats, padding: PaddingCache, dst: Floats, time: Int, n_state: Int, first: Int, end: Int
):
    """Attend from the frames ``first`` to ``end`` of one head to all ``time`` of them."""
    var step = 3 * n_state
    var n_keys = time + padding.n
    var padded = (n_keys + TILE_BLOCKS * LANES - 1) // (TILE_BLOCKS * LANES) * TILE_BLOCKS * LANES
    var keys = alloc[Float32](padded * CHANNELS)
    var values = alloc[Float32](padded * CHANNELS)
    var bias = alloc[Float32](padded)
    # Keys (padded / LANES, CHANNELS, LANES) and values (padded, CHANNELS): the computed frames, then
    # the cached ones, then zeros with a hidden score up to a whole tile.
    for t in range(padded):
        var block = keys.unsafe_offset((t // LANES) * LANES * CHANNELS + t % LANES)
        var source = qkv.unsafe_offset(t * step + n_state)
        var score = Float32(0)
        if t >= time:
            source = padding.keys_values.unsafe_offset((t - time) * 2 * n_state)
            score = padding.bias.unsafe_load(t - time) if t < n_keys else HIDDEN
        bias.unsafe_store(t, score)
        for c in range(0, CHANNELS, LANES):
            var key = FloatVector(0)
            var value = FloatVector(0)
            if t < n_keys:
                key = source.unsafe_load[width=LANES](c)
                value = source.unsafe_load[width=LANES](n_state + c)
            values.unsafe_store(t * CHANNELS + c, value)
            comptime for lane in range(LANES):
                block.unsafe_store((c + lane) * LANES, key[lane])
    var scores = alloc[Float32](TILE_QUERIES * padded)
    var queries = alloc[Float32](TILE_QUERIES * CHANNELS)
    for t in range(first, end, TILE_QUERIES):
        comptime for r in range(TILE_QUERIES):
            # Beyond the end the last query is computed once more, and not stored.
            var at = min(t + r, end - 1) * step
            comptime for c in range(0, CHANNELS, LANES):
                var query = qkv.unsafe_load[width=LANES](at + c)
                queries.unsafe_store(r * CHANNELS + c, query * Float32(CHANNELS) ** -0.5)
        for block in range(0, padded // LANES, TILE_BLOCKS):
            _score(queries, keys, bias, scores, padded, block)
        var inverse = Array[Float32, TILE_QUERIES](fill=0)
        comptime for r in range(TILE_QUERIES):
            inverse[r] = exponentiate(scores.unsafe_offset(r * padded), padded)
        _mix(scores, values, inverse, dst, padded, n_state, t, end)
    keys.unsafe_free()
    values.unsafe_free()
    bias.unsafe_free()
    scores.unsafe_free()
    queries.unsafe_free()


@always_inline
def _score(
    queries: Floats, keys: Floats, bias: Floats, scores: Floats, padded: Int, block: Int
):
    """Score ``TILE_QUERIES`` queries against ``TILE_BLOCKS`` blocks of ``LANES`` keys.

    ``scores``, ``(TILE_QUERIES, padded)``, is written. The sums stay in registers for all channels.
    """
    var sums = Array[FloatVector, TILE_QUERIES * TILE_BLOCKS](fill=FloatVector(0))
    comptime for b in range(TILE_BLOCKS):
        var start = bias.unsafe_load[width=LANES]((block + b) * LANES)
        comptime for r in range(TILE_QUERIES):
            sums[r * TILE_BLOCKS + b] = start
    for c in range(CHANNELS):
        var key = Array[FloatVector, TILE_BLOCKS](fill=FloatVector(0))
        comptime for b in range(TILE_BLOCKS):
            key[b] = keys.unsafe_load[width=LANES](((block + b) * CHANNELS + c) * LANES)
        comptime for r in range(TILE_QUERIES):
            var query = FloatVector(queries.unsafe_load(r * CHANNELS + c))
            comptime for b in range(TILE_BLOCKS):
                sums[r * TILE_BLOCKS + b] = query.fma(key[b], sums[r * TILE_BLOCKS + b])
    comptime for r in range(TILE_QUERIES):
        comptime for b in range(TILE_BLOCKS):
            scores.unsafe_store(r * padded + (block + b) * LANES, sums[r * TILE_BLOCKS + b])


@always_inline
def _mix(
    weights: Floats,
    values: Floats,
    inverse: Array[Float32, TILE_QUERIES],
    dst: Floats,
    padded: Int,
    n_state: Int,
    first: Int,
    end: Int,
):
    """Sum the values by the weights of each query, (TILE_QUERIES, padded), into rows of ``dst``."""
    var sums = Array[FloatVector, TILE_QUERIES * PARTS](fill=FloatVector(0))
    for t in range(padded):
        var value = Array[FloatVector, PARTS](fill=FloatVector(0))
        comptime for p in range(PARTS):
            value[p] = values.unsafe_load[width=LANES](t * CHANNELS + p * LANES)
        comptime for r in range(TILE_QUERIES):
            var weight = FloatVector(weights.unsafe_load(r * padded + t))
            comptime for p in range(PARTS):
                sums[r * PARTS + p] = weight.fma(value[p], sums[r * PARTS + p])
    comptime for r in range(TILE_QUERIES):
        if first + r < end:
            comptime for p in range(PARTS):
                dst.unsafe_store(
                    (first + r) * n_state + p * LANES, sums[r * PARTS + p] * inverse[r]
                )
