"""The operations a graph can name: attention of the encoder and of the decoder."""

import extensibility
from extensibility import InputTensor, OutputTensor
from extensibility import _MutableInputTensor as MutableInputTensor

from kernels.linear_ops import floats_of
from kernels.self_attention import CHANNELS, Memory, attend_all
from kernels.token_attention import attend_sound, attend_text, pack_sound


@extensibility.register("sound_attention")
struct SoundAttention:
    """See ``attend_all``; the memory, ``(n_layer, n, 2 * n_state)``, is that of all layers."""

    @staticmethod
    def execute[
        layer: Int
    ](
        dst: OutputTensor[dtype=DType.float32, rank=3, ...],
        qkv: InputTensor[dtype=DType.float32, rank=3, ...],
        memory: InputTensor[dtype=DType.float32, rank=3, ...],
        memory_bias: InputTensor[dtype=DType.float32, rank=1, ...],
    ) raises:
        var n = memory.dim_size(1)
        var layer_memory = floats_of(memory).unsafe_offset(layer * n * memory.dim_size(2))
        attend_all(
            floats_of(qkv),
            Memory(layer_memory, floats_of(memory_bias), n),
            dst.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin](),
            qkv.dim_size(0),
            qkv.dim_size(1),
            dst.dim_size(2) // CHANNELS,
        )


@extensibility.register("pack_cross_attention")
struct PackCrossAttention:
    """See ``pack_sound``."""

    @staticmethod
    def execute(
        keys: OutputTensor[dtype=DType.float16, rank=4, ...],
        values: OutputTensor[dtype=DType.float16, rank=4, ...],
        keys_values: InputTensor[dtype=DType.float32, rank=3, ...],
    ) raises:
        pack_sound(
            floats_of(keys_values),
            keys.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin](),
            values.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin](),
            keys_values.dim_size(0),
            keys_values.dim_size(1),
            keys.dim_size(1),
        )


@extensibility.register("cross_attention")
struct CrossAttention:
    """See ``attend_sound``."""

    @staticmethod
    def execute(
        dst: OutputTensor[dtype=DType.float32, rank=3, ...],
        queries: InputTensor[dtype=DType.float32, rank=3, ...],
        keys: InputTensor[dtype=DType.float16, rank=4, ...],
        values: InputTensor[dtype=DType.float16, rank=4, ...],
        key_bias: InputTensor[dtype=DType.float32, rank=1, ...],
    ) raises:
        attend_sound(
            floats_of(queries),
            keys.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin](),
            values.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin](),
            floats_of(key_bias),
            dst.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin](),
            queries.dim_size(0),
            queries.dim_size(1),
            keys.dim_size(2),
            keys.dim_size(1),
        )


@extensibility.register("text_attention")
struct TextAttention:
    """See ``attend_text``."""

    @staticmethod
    def execute(
        dst: OutputTensor[dtype=DType.float32, rank=3, ...],
        qkv: InputTensor[dtype=DType.float32, rank=3, ...],
        offset: InputTensor[dtype=DType.int64, rank=1, ...],
        keys: MutableInputTensor[dtype=DType.float32, rank=4, ...],
        values: MutableInputTensor[dtype=DType.float32, rank=4, ...],
    ) raises:
        attend_text(
            floats_of(qkv),
            keys.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin](),
            values.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin](),
            Int(offset.unsafe_ptr().unsafe_load(0)),
            dst.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin](),
            qkv.dim_size(0),
            qkv.dim_size(1),
            keys.dim_size(2),
            keys.dim_size(1),
        )
