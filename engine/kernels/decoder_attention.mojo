"""Attention of the decoder's few new tokens: to the tokens so far, and to the encoded audio.

Each token reads all keys and values of the audio, and memory bandwidth decides the time: so they
are float16. A head's keys are in blocks of 16 frames with the channels outside, so that 16 scores grow
side by side; the last keys, which fill no block, follow frame by frame.
"""

from max.algorithm.functional import sync_parallelize
from std.memory import alloc

from kernels.encoder_attention import CHANNELS, PARTS
from kernels.softmax import HIDDEN, exponentiate
from kernels.vectors import LANES, SMALL_WORK, Floats, FloatVector, Halves


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


def attend_audio(
    queries: Floats,
    keys: Halves,
    values: Halves,
    key_bias: Floats,
    dst: Floats,
    n_batch: Int,
    n_tokens: Int,
    time: Int,
    n_head: Int,
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
    """
    var n_state = n_head * CHANNELS
    var padded = (time + LANES - 1) // LANES * LANES

    def task(pair: Int) {imm}:
        var scores = alloc[Float32](padded)
        for token in range(n_tokens):
            var place = ((pair // n_head) * n_tokens + token) * n_state + (pair % n_head) * CHANNELS
            _score_audio(
                queries.unsafe_offset(place),
                keys.unsafe_offset(pair * time * CHANNELS),
                key_bias,
                scores,
                time,
                padded,
            )
            var inverse = exponentiate(scores, padded)
            var sums = Array[FloatVector, PARTS](fill=FloatVector(0))
            for t in range(time):
                var weight = FloatVector(scores.unsafe_load(t))
                var at = (pair * time + t) * CHANNELS
                comptime for p in range(PARTS):
                    var value = values.unsafe_load[width=LANES](at + p * LANES)
                    sums[p] = weight.fma(value.cast[DType.float32](), sums[p])
            comptime for p in range(PARTS):
                dst.unsafe_store(place + p * LANES, sums[p] * inverse)
        scores.unsafe_free()

    sync_parallelize(task, n_batch * n_head)


@always_inline
def _score_audio(
    query: Floats, keys: Halves, key_bias: Floats, scores: Floats, time: Int, padded: Int
):
    """Score one query, (CHANNELS,), against all frames, into ``scores``, (padded,)."""
    var scale = Float32(CHANNELS) ** -0.5
    var blocked = time // LANES * LANES
    for t in range(0, blocked, LANES):
        # Four sums, since one would wait for itself at each channel.
        var sums = Array[FloatVector, 4](fill=FloatVector(0))
        for c in range(0, CHANNELS, 4):
            comptime for i in range(4):
                var key = keys.unsafe_load[width=LANES](t * CHANNELS + (c + i) * LANES)
                var channel = FloatVector(query.unsafe_load(c + i))
                sums[i] = channel.fma(key.cast[DType.float32](), sums[i])
        var score = (sums[0] + sums[1] + sums[2] + sums[3]) * scale
        scores.unsafe_store(t, score + key_bias.unsafe_load[width=LANES](t))
    for t in range(blocked, padded):
        var score = HIDDEN
        if t < time:
            var sum = FloatVector(0)
            comptime for c in range(0, CHANNELS, LANES):
                var key = keys.unsafe_load[width=LANES](t * CHANNELS + c)
                sum = key.cast[DType.float32]().fma(query.unsafe_load[width=LANES](c), sum)
            score = sum.reduce_add() * scale + key_bias.unsafe_load(t)
        scores.unsafe_store(t, score)


def attend_tokens(
    qkv: Floats,
    keys: Floats,
    values: Floats,
    offset: Int,
    dst: Floats,
    n_batch: Int,
    n_tokens: Int,
    n_text_ctx: Int,
    n_head: Int,
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

    var n_pairs = n_batch * n_head
    if n_pairs * n_tokens * (offset + n_tokens) * 2 * CHANNELS <= SMALL_WORK:
        for pair in range(n_pairs):
            task(pair)
    else:
        sync_parallelize(task, n_pairs)
