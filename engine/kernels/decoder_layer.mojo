"""A layer of the decoder for a few new tokens, as phases that all threads go through together."""

from std.memory import alloc

from kernels.decoder_attention import attend_audio, attend_tokens
from kernels.encoder_attention import CHANNELS
from kernels.gelu import gelu
from kernels.product import multiply
from kernels.quantised import Int8Matrix, normalise
from kernels.team import Member, together
from kernels.vectors import LANES, Floats, FloatVector, Halves, Ints, StopFlag

comptime Matrix = Int8Matrix[2]
"""All of a decoder's matrices are multiplied with activations of 16 bits."""
comptime _PHASES = 8


@fieldwise_init
struct Norm(ImplicitlyCopyable):
    """Weight and bias of a layer norm, ``(n_state,)``."""

    var weight: Floats
    var bias: Floats


@fieldwise_init
struct DecoderLayer(ImplicitlyCopyable):
    """The layer's weights."""

    var attn_norm: Norm
    var qkv: Matrix
    var attn_out: Matrix
    var cross_norm: Norm
    var query: Matrix
    var cross_out: Matrix
    var mlp_norm: Norm
    var mlp_in: Matrix
    var mlp_out: Matrix


@fieldwise_init
struct Audio(ImplicitlyCopyable):
    """Cross-attention's keys and values, as ``pack_cross`` wrote them, and a bias for each frame.

    They are of ``n_windows``; the rows of a batch are the texts of the first one, then of the next.
    """

    var keys: Halves
    var values: Halves
    var bias: Floats
    var n_windows: Int
    var time: Int


@fieldwise_init
struct KVCache(ImplicitlyCopyable):
    """Keys and values of ``offset`` tokens, ``(n_batch, n_head, n_text_ctx, CHANNELS)``; written."""

    var keys: Floats
    var values: Floats
    var offset: Int
    var n_text_ctx: Int


def decode(
    layer: DecoderLayer,
    audio: Audio,
    cache: KVCache,
    x: Floats,
    dst: Floats,
    n_batch: Int,
    n_tokens: Int,
    n_head: Int,
    stop: StopFlag,
):
    """Compute the layer.

    Args:
        layer: Its weights.
        audio: What the tokens attend to.
        cache: Their own keys and values are added.
        x: Shape (n_batch, n_tokens, n_state).
        dst: Of the same shape.
        n_batch: Texts, as many of each window.
        n_tokens: New tokens of each.
        n_head: Heads; ``n_state`` is ``CHANNELS`` times as wide.
        stop: The call's flag.
    """
    var n = n_head * CHANNELS
    var m = n_batch * n_tokens
    # The widest result, of the first and of the last but one product, is never there twice.
    var wide = alloc[Float32](8 * m * n)
    var queries = wide.unsafe_offset(4 * m * n)
    var attended = queries.unsafe_offset(m * n)
    var middle = attended.unsafe_offset(m * n)
    var late = middle.unsafe_offset(m * n)

    def work(counters: Ints) {imm}:
        var threads = Member(counters)

        def normed_x(r: Int, room: Floats) {imm} -> Floats:
            normalise(
                x.unsafe_offset(r * n), layer.attn_norm.weight, layer.attn_norm.bias, room, n
            )
            return room

        def store_qkv(r: Int, column: Int, y: FloatVector) {imm}:
            wide.unsafe_store(r * 3 * n + column, y)

        multiply(normed_x, layer.qkv, store_qkv, m, stop, threads)
        attend_tokens(
            wide,
            cache.keys,
            cache.values,
            cache.offset,
            attended,
            n_batch,
            n_tokens,
            cache.n_text_ctx,
            n_head,
            threads,
        )

        def attended_row(r: Int, room: Floats) {imm} -> Floats:
            return attended.unsafe_offset(r * n)

        def add_to_x(r: Int, column: Int, y: FloatVector) {imm}:
            var at = r * n + column
            middle.unsafe_store(at, y + x.unsafe_load[width=LANES](at))

        multiply(attended_row, layer.attn_out, add_to_x, m, stop, threads)

        def normed_middle(r: Int, room: Floats) {imm} -> Floats:
            normalise(
                middle.unsafe_offset(r * n),
                layer.cross_norm.weight,
                layer.cross_norm.bias,
                room,
                n,
            )
            return room

        def store_query(r: Int, column: Int, y: FloatVector) {imm}:
            queries.unsafe_store(r * n + column, y)

        multiply(normed_middle, layer.query, store_query, m, stop, threads)
        attend_audio(
            queries,
            audio.keys,
            audio.values,
            audio.bias,
            attended,
            audio.n_windows,
            m // audio.n_windows,
            audio.time,
            n_head,
            threads,
        )

        def add_to_middle(r: Int, column: Int, y: FloatVector) {imm}:
            var at = r * n + column
            late.unsafe_store(at, y + middle.unsafe_load[width=LANES](at))

        multiply(attended_row, layer.cross_out, add_to_middle, m, stop, threads)

        def normed_late(r: Int, room: Floats) {imm} -> Floats:
            normalise(
                late.unsafe_offset(r * n), layer.mlp_norm.weight, layer.mlp_norm.bias, room, n
            )
            return room

        def store_hidden(r: Int, column: Int, y: FloatVector) {imm}:
            wide.unsafe_store(r * 4 * n + column, gelu(y))

        multiply(normed_late, layer.mlp_in, store_hidden, m, stop, threads)

        def hidden_row(r: Int, room: Floats) {imm} -> Floats:
            return wide.unsafe_offset(r * 4 * n)

        def add_to_late(r: Int, column: Int, y: FloatVector) {imm}:
            var at = r * n + column
            dst.unsafe_store(at, y + late.unsafe_load[width=LANES](at))

        multiply(hidden_row, layer.mlp_out, add_to_late, m, stop, threads)

    together(work, _PHASES)
    wide.unsafe_free()
