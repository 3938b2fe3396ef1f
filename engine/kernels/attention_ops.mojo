"""The operations a graph can name: the encoder's self-attention, and the layout of cross-attention."""

import extensibility
from extensibility import InputTensor, OutputTensor

from kernels.decoder_attention import pack_cross
from kernels.encoder_attention import CHANNELS, PaddingCache, attend_frames
from kernels.linear_ops import flag_of, floats_of


@extensibility.register("encoder_self_attention")
struct EncoderSelfAttention:
    """See ``attend_frames``; ``padding``, ``(n_layer, n_cached, 2 * n_state)``, is of all layers."""

    @staticmethod
    def execute[
        layer: Int
    ](
        dst: OutputTensor[dtype=DType.float32, rank=3, ...],
        qkv: InputTensor[dtype=DType.float32, rank=3, ...],
        padding: InputTensor[dtype=DType.float32, rank=3, ...],
        padding_bias: InputTensor[dtype=DType.float32, rank=1, ...],
        stop: InputTensor[dtype=DType.int32, rank=1, ...],
    ) raises:
        var n_cached = padding.dim_size(1)
        var keys_values = floats_of(padding).unsafe_offset(
            layer * n_cached * padding.dim_size(2)
        )
        attend_frames(
            floats_of(qkv),
            PaddingCache(keys_values, floats_of(padding_bias), n_cached),
            dst.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin](),
            qkv.dim_size(0),
            qkv.dim_size(1),
            dst.dim_size(2) // CHANNELS,
            flag_of(stop),
        )


@extensibility.register("pack_cross_attention")
struct PackCrossAttention:
    """See ``pack_cross``."""

    @staticmethod
    def execute(
        keys: OutputTensor[dtype=DType.float16, rank=4, ...],
        values: OutputTensor[dtype=DType.float16, rank=4, ...],
        keys_values: InputTensor[dtype=DType.float32, rank=3, ...],
    ) raises:
        pack_cross(
            floats_of(keys_values),
            keys.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin](),
            values.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin](),
            keys_values.dim_size(0),
            keys_values.dim_size(1),
            keys.dim_size(1),
        )
