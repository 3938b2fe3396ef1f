"""Self-attention of the encoder: all frames to all frames, a head at a time, in float32.

A head's keys are laid out in blocks of ``LANES`` frames with the channels outside, so that one
register holds the same channel of 16 keys, and their scores grow side by side.
"""

from max.algorithm.functional import sync_parallelize
from std.memory import alloc
from std.runtime import parallelism_level

from kernels.softmax import HIDDEN, exponentiate
from kernels.vectors import (
    HAS_WIDE_REGISTERS,
    LANES,
    Floats,
    FloatVector,
    StopFlag,
    is_set,
)

comptime CHANNELS = 64
"""Per head: 64 in every Whisper."""

comptime TILE_QUERIES = 6
"""Queries of a tile: with ``TILE_BLOCKS`` or ``TILE_PARTS``, as many sums as the registers hold."""
comptime TILE_BLOCKS = 2 if HAS_WIDE_REGISTERS else 1
"""Blocks of ``LANES`` keys of a tile of scores."""
comptime PARTS = CHANNELS // LANES
"""Registers that hold one frame's channels."""
comptime TILE_PARTS = PARTS if HAS_WIDE_REGISTERS else 1
"""Parts of the channels of a tile of sums."""
comptime QUERIES = 4 * TILE_QUERIES
"""Queries that share what was read of keys and values; their scores fit the second-level cache."""
comptime CHUNK = 64
"""Keys, or values of ``TILE_PARTS``, that all tiles of these queries read from the first-level cache."""


@fieldwise_init
struct PaddingCache(ImplicitlyCopyable):
    """Cached keys and values of padding frames, which are not computed.

    ``keys_values`` is ``(n, 2 * n_state)``; ``bias``, ``(n,)``, is added to the scores.
    """

    var keys_values: Floats
    var bias: Floats
    var n: Int


def attend_frames(
    qkv: Floats,
    padding: PaddingCache,
    dst: Floats,
    n_batch: Int,
    time: Int,
    n_head: Int,
    stop: StopFlag,
):
    """Let each computed frame attend to all of its window and to the cached padding.

    Args:
        qkv: Shape (n_batch, time, 3 * n_state): queries, keys, values side by side.
        padding: The same for all windows.
        dst: Shape (n_batch, time, n_state).
        n_batch: Windows.
        time: Frames of each.
        n_head: Heads; ``n_state`` is ``CHANNELS`` times as wide.
        stop: Where it is set, further heads are not computed.
    """
    var n_state = n_head * CHANNELS
    var pairs = n_batch * n_head
    # Few heads on many threads: each head's keys are then laid out more than once, which is cheap.
    var splits = max(1, 2 * parallelism_level() // pairs)
    var share = (time + splits - 1) // splits

    def task(i: Int) {imm}:
        if is_set(stop):
            return
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
    # Keys (padded / LANES, CHANNELS, LANES) and values (PARTS / TILE_PARTS, padded, TILE_PARTS * LANES):
    # the computed frames, then the cached ones, then zeros with a hidden score up to a whole tile.
    for t in range(padded):
        var block = keys.unsafe_offset((t // LANES) * LANES * CHANNELS + t % LANES)
        var source = qkv.unsafe_offset(t * step + n_state)
        var score = Float32(0)
        if t >= time:
            source = padding.keys_values.unsafe_offset((t - time) * 2 * n_state)
            score = padding.bias.unsafe_load(t - time) if t < n_keys else HIDDEN
        bias.unsafe_store(t, score)
        comptime for part in range(PARTS):
            comptime c = part * LANES
            var key = FloatVector(0)
            var value = FloatVector(0)
            if t < n_keys:
                key = source.unsafe_load[width=LANES](c)
                value = source.unsafe_load[width=LANES](n_state + c)
            comptime outer = part // TILE_PARTS * TILE_PARTS
            values.unsafe_store(
                (outer * padded + t * TILE_PARTS + part % TILE_PARTS) * LANES, value
            )
            comptime for lane in range(LANES):
                block.unsafe_store((c + lane) * LANES, key[lane])
    var scores = alloc[Float32](QUERIES * padded)
    var queries = alloc[Float32](QUERIES * CHANNELS)
    var sums = alloc[Float32](QUERIES * TILE_PARTS * LANES)
    var inverse = alloc[Float32](QUERIES)
    for t in range(first, end, QUERIES):
        # Whole tiles: beyond the end the last query is computed once more, and not stored.
        var n = min(QUERIES, end - t)
        var n_tiled = (n + TILE_QUERIES - 1) // TILE_QUERIES * TILE_QUERIES
        for r in range(n_tiled):
            var at = min(t + r, end - 1) * step
            comptime for c in range(0, CHANNELS, LANES):
                var query = qkv.unsafe_load[width=LANES](at + c)
                queries.unsafe_store(r * CHANNELS + c, query * Float32(CHANNELS) ** -0.5)
        for chunk in range(0, padded, CHUNK):
            for r in range(0, n_tiled, TILE_QUERIES):
                for key in range(chunk, min(chunk + CHUNK, padded), TILE_BLOCKS * LANES):
                    _score(
                        queries.unsafe_offset(r * CHANNELS),
                        keys.unsafe_offset(key * CHANNELS),
                        bias.unsafe_offset(key),
                        scores.unsafe_offset(r * padded + key),
                        padded,
                    )
        for r in range(n_tiled):
            inverse.unsafe_store(r, exponentiate(scores.unsafe_offset(r * padded), padded))
        for part in range(0, PARTS, TILE_PARTS):
            for i in range(0, n_tiled * TILE_PARTS * LANES, LANES):
                sums.unsafe_store(i, FloatVector(0))
            for chunk in range(0, padded, CHUNK):
                for r in range(0, n_tiled, TILE_QUERIES):
                    _mix(
                        scores.unsafe_offset(r * padded + chunk),
                        values.unsafe_offset((part * padded + chunk * TILE_PARTS) * LANES),
                        sums.unsafe_offset(r * TILE_PARTS * LANES),
                        padded,
                        min(CHUNK, padded - chunk),
                    )
            for r in range(n):
                comptime for p in range(TILE_PARTS):
                    var sum = sums.unsafe_load[width=LANES]((r * TILE_PARTS + p) * LANES)
                    dst.unsafe_store(
                        (t + r) * n_state + (part + p) * LANES, sum * inverse.unsafe_load(r)
                    )
    keys.unsafe_free()
    values.unsafe_free()
    bias.unsafe_free()
    scores.unsafe_free()
    queries.unsafe_free()
    sums.unsafe_free()
    inverse.unsafe_free()


@always_inline
def _score(queries: Floats, keys: Floats, bias: Floats, scores: Floats, padded: Int):
    """Score a tile of queries against ``TILE_BLOCKS`` blocks of ``LANES`` keys.

    ``scores``, rows of ``padded``, is written. The sums stay in registers for all channels.
    """
    var sums = Array[FloatVector, TILE_QUERIES * TILE_BLOCKS](fill=FloatVector(0))
    comptime for b in range(TILE_BLOCKS):
        var start = bias.unsafe_load[width=LANES](b * LANES)
        comptime for r in range(TILE_QUERIES):
            sums[r * TILE_BLOCKS + b] = start
    for c in range(CHANNELS):
        var key = Array[FloatVector, TILE_BLOCKS](fill=FloatVector(0))
        comptime for b in range(TILE_BLOCKS):
            key[b] = keys.unsafe_load[width=LANES]((b * CHANNELS + c) * LANES)
        comptime for r in range(TILE_QUERIES):
            var query = FloatVector(queries.unsafe_load(r * CHANNELS + c))
            comptime for b in range(TILE_BLOCKS):
                sums[r * TILE_BLOCKS + b] = query.fma(key[b], sums[r * TILE_BLOCKS + b])
    comptime for r in range(TILE_QUERIES):
        comptime for b in range(TILE_BLOCKS):
            scores.unsafe_store(r * padded + b * LANES, sums[r * TILE_BLOCKS + b])


@always_inline
def _mix(weights: Floats, values: Floats, sums: Floats, padded: Int, n: Int):
    """Add ``n`` values, weighted for each query of a tile, to ``TILE_PARTS`` of its sum.

    ``weights`` are rows of ``padded``; ``values`` is ``(n, TILE_PARTS * LANES)``, ``sums``
    ``(TILE_QUERIES, TILE_PARTS * LANES)``.
    """
    var totals = Array[FloatVector, TILE_QUERIES * TILE_PARTS](fill=FloatVector(0))
    comptime for i in range(TILE_QUERIES * TILE_PARTS):
        totals[i] = sums.unsafe_load[width=LANES](i * LANES)
    for t in range(n):
        var value = Array[FloatVector, TILE_PARTS](fill=FloatVector(0))
        comptime for p in range(TILE_PARTS):
            value[p] = values.unsafe_load[width=LANES]((t * TILE_PARTS + p) * LANES)
        comptime for r in range(TILE_QUERIES):
            var weight = FloatVector(weights.unsafe_load(r * padded + t))
            comptime for p in range(TILE_PARTS):
                totals[r * TILE_PARTS + p] = weight.fma(value[p], totals[r * TILE_PARTS + p])
    comptime for i in range(TILE_QUERIES * TILE_PARTS):
        sums.unsafe_store(i * LANES, totals[i])
