"""Attention of the decoder's few new tokens: to the tokens so far, and to the encoded audio.

Each token reads all keys and values of the audio, and memory bandwidth decides the time: so they
are float16. A head's keys are in blocks of 16 frames with the channels outside, so that 16 scores grow
side by side; the last keys, which fill no block, follow frame by frame.
"""

from max.algorithm.functional import sync_parallelize
from std.memory import alloc

from kernels.encoder_attention import CHANNELS, PARTS
from kernels.softmax import HIDDEN, exponentiate
from kernels.team import Threads
from kernels.vectors import (
    HAS_WIDE_REGISTERS,
    LANES,
    Floats,
    FloatVector,
    Halves,
)

comptime TILE_TOKENS = 4 if HAS_WIDE_REGISTERS else 2
"""Tokens that attend to the audio side by side: as many as the registers hold sums of."""


def pack_cross(
    keys_values: Floats, keys: Halves, values: Halves, n_batch: Int, time: Int, n_head: Int
):
    """Convert cross-attention's keys and values to float16 in the layout ``attend_audio`` reads.

    Args:
        keys_values: Shape (n_batch, time, 2 * n_state).
        keys: Room for n_batch * n_head * time * CHANNELS.
        values: As much room; laid out (n_batch, n_head, time, CHANNELS).
        n_batch: Windows.
        time: Frames of each.
        n_head: Heads.
    """
    var n_state = n_head * CHANNELS
    var blocked = time // LANES * LANES

    def task(pair: Int) {imm}:
        var source = keys_values.unsafe_offset(
            (pair // n_head) * time * 2 * n_state + (pair % n_head) * CHANNELS
        )
        var head_keys = keys.unsafe_offset(pair * time * CHANNELS)
        var head_values = values.unsafe_offset(pair * time * CHANNELS)
        for t in range(time):
            var row = t * 2 * n_state
            var block = head_keys.unsafe_offset((t // LANES) * LANES * CHANNELS + t % LANES)
            for c in range(0, CHANNELS, LANES):
                var key = source.unsafe_load[width=LANES](row + c).cast[DType.float16]()
                var value = source.unsafe_load[width=LANES](row + n_state + c)
                head_values.unsafe_store(t * CHANNELS + c, value.cast[DType.float16]())
                if t < blocked:
                    comptime for lane in range(LANES):
                        block.unsafe_store((c + lane) * LANES, key[lane])
                else:
                    head_keys.unsafe_store(t * CHANNELS + c, key)

    sync_parallelize(task, n_batch * n_head)


def attend_audio[
    ThreadsType: Threads, //
](
    queries: Floats,
    keys: Halves,
    values: Halves,
    key_bias: Floats,
    dst: Floats,
    n_batch: Int,
    n_tokens: Int,
    time: Int,
    n_head: Int,
    mut threads: ThreadsType,
):
    """Let each token attend to the frames of its window (cross-attention).

    Args:
        queries: Shape (n_batch, n_tokens, n_state).
        keys: As ``pack_cross`` wrote them.
        values: As ``pack_cross`` wrote them.
        key_bias: Shape (time,): added to the scores of each frame.
        dst: Shape (n_batch, n_tokens, n_state).
        n_batch: Windows.
        n_tokens: Tokens of each.
        time: Frames of each.
        n_head: Heads.
        threads: Who does it.
    """
    var n_state = n_head * CHANNELS
    var padded = (time + LANES - 1) // LANES * LANES

    def task(pair: Int) {imm}:
        var scores = alloc[Float32](TILE_TOKENS * padded)
        var first = ((pair // n_head) * n_tokens) * n_state + (pair % n_head) * CHANNELS
        var audio = pair * time * CHANNELS
        var token = 0
        while token + TILE_TOKENS <= n_tokens:
            _attend_tile[TILE_TOKENS](
                queries.unsafe_offset(first + token * n_state),
                keys.unsafe_offset(audio),
                values.unsafe_offset(audio),
                key_bias,
                scores,
                dst.unsafe_offset(first + token * n_state),
                time,
                padded,
                n_state,
            )
            token += TILE_TOKENS
        while token < n_tokens:
            _attend_tile[1](
                queries.unsafe_offset(first + token * n_state),
                keys.unsafe_offset(audio),
                values.unsafe_offset(audio),
                key_bias,
                scores,
                dst.unsafe_offset(first + token * n_state),
                time,
                padded,
                n_state,
            )
            token += 1
        scores.unsafe_free()

    threads.share_out(task, n_batch * n_head)


@always_inline
def _attend_tile[
    n_tokens: Int
](
    queries: Floats,
    keys: Halves,
    values: Halves,
    key_bias: Floats,
    scores: Floats,
    dst: Floats,
    time: Int,
    padded: Int,
    n_state: Int,
):
    """Let ``n_tokens`` attend side by side: each key and value is read and converted once."""
    _score_audio[n_tokens](queries, keys, key_bias, scores, time, padded, n_state)
    var inverses = Array[Float32, n_tokens](fill=0)
    comptime for i in range(n_tokens):
        inverses[i] = exponentiate(scores.unsafe_offset(i * padded), padded)
    var sums = Array[FloatVector, n_tokens * PARTS](fill=FloatVector(0))
    for t in range(time):
        comptime for p in range(PARTS):
            var value = values.unsafe_load[width=LANES](t * CHANNELS + p * LANES).cast[
                DType.float32
            ]()
            comptime for i in range(n_tokens):
                var weight = FloatVector(scores.unsafe_load(i * padded + t))
                sums[i * PARTS + p] = weight.fma(value, sums[i * PARTS + p])
    comptime for i in range(n_tokens):
        comptime for p in range(PARTS):
            dst.unsafe_store(i * n_state + p * LANES, sums[i * PARTS + p] * inverses[i])


@always_inline
def _score_audio[
    n_tokens: Int
](
    queries: Floats,
    keys: Halves,
    key_bias: Floats,
    scores: Floats,
    time: Int,
    padded: Int,
    n_state: Int,
):
    """Score queries, ``n_state`` apart, against all frames, into ``scores``, (n_tokens, padded)."""
    var scale = Float32(CHANNELS) ** -0.5
    var blocked = time // LANES * LANES
    for t in range(0, blocked, LANES):
        # Four sums each, since one would wait for itself at each channel.
        var sums = Array[FloatVector, n_tokens * 4](fill=FloatVector(0))
        for c in range(0, CHANNELS, 4):
            comptime for part in range(4):
                var key = keys.unsafe_load[width=LANES](t * CHANNELS + (c + part) * LANES).cast[
                    DType.float32
                ]()
                comptime for i in range(n_tokens):
                    var channel = FloatVector(queries.unsafe_load(i * n_state + c + part))
                    sums[i * 4 + part] = channel.fma(key, sums[i * 4 + part])
        comptime for i in range(n_tokens):
            var sum = sums[i * 4] + sums[i * 4 + 1] + sums[i * 4 + 2] + sums[i * 4 + 3]
            var score = sum * scale + key_bias.unsafe_load[width=LANES](t)
            scores.unsafe_store(i * padded + t, score)
    for t in range(blocked, padded):
        comptime for i in range(n_tokens):
            var score = HIDDEN
            if t < time:
                var query = queries.unsafe_offset(i * n_state)
                var sum = FloatVector(0)
                comptime for c in range(0, CHANNELS, LANES):
                    var key = keys.unsafe_load[width=LANES](t * CHANNELS + c)
                    sum = key.cast[DType.float32]().fma(query.unsafe_load[width=LANES](c), sum)
                score = sum.reduce_add() * scale + key_bias.unsafe_load(t)
            scores.unsafe_store(i * padded + t, score)


def attend_tokens[
    ThreadsType: Threads, //
](
    qkv: Floats,
    keys: Floats,
    values: Floats,
    offset: Int,
    dst: Floats,
    n_batch: Int,
    n_tokens: Int,
    n_text_ctx: Int,
    n_head: Int,
    mut threads: ThreadsType,
):
    """Add the new tokens to the KV cache; let each attend to itself and all before it.

    Args:
        qkv: Shape (n_batch, n_tokens, 3 * n_state).
        keys: The cache, shape (n_batch, n_head, n_text_ctx, CHANNELS); written.
        values: Like ``keys``.
        offset: Tokens already in the cache.
        dst: Shape (n_batch, n_tokens, n_state).
        n_batch: Windows.
        n_tokens: New tokens of each.
        n_text_ctx: Most tokens the cache holds.
        n_head: Heads.
        threads: Who does it.
    """
    var n_state = n_head * CHANNELS
    var scale = Float32(CHANNELS) ** -0.5

    def task(pair: Int) {imm}:
        var cache = pair * n_text_ctx * CHANNELS
        var head = (pair % n_head) * CHANNELS
        var scores = alloc[Float32](n_text_ctx + LANES)
        for token in range(n_tokens):
            var row = (pair // n_head) * n_tokens + token
            var source = qkv.unsafe_offset(row * 3 * n_state + head)
            var last = offset + token
            var sums = Array[FloatVector, PARTS](fill=FloatVector(0))
            comptime for c in range(0, CHANNELS, LANES):
                var place = cache + last * CHANNELS + c
                keys.unsafe_store(place, source.unsafe_load[width=LANES](n_state + c))
                values.unsafe_store(place, source.unsafe_load[width=LANES](2 * n_state + c))
            for t in range(last + 1):
                var sum = FloatVector(0)
                comptime for c in range(0, CHANNELS, LANES):
                    var key = keys.unsafe_load[width=LANES](cache + t * CHANNELS + c)
                    sum = key.fma(source.unsafe_load[width=LANES](c), sum)
                scores.unsafe_store(t, sum.reduce_add() * scale)
            var padded = (last + LANES) // LANES * LANES
            for t in range(last + 1, padded):
                scores.unsafe_store(t, HIDDEN)
            var inverse = exponentiate(scores, padded)
            for t in range(last + 1):
                var weight = FloatVector(scores.unsafe_load(t))
                comptime for p in range(PARTS):
                    var value = values.unsafe_load[width=LANES](cache + t * CHANNELS + p * LANES)
                    sums[p] = weight.fma(value, sums[p])
            comptime for p in range(PARTS):
                dst.unsafe_store(row * n_state + head + p * LANES, sums[p] * inverse)
        scores.unsafe_free()

    threads.share_out(task, n_batch * n_head)
