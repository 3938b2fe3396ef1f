"""The operation a graph can name: a whole layer of the decoder."""

import extensibility
from extensibility import InputTensor, OutputTensor
from extensibility import _MutableInputTensor as MutableInputTensor

from kernels.decoder_layer import Audio, DecoderLayer, KVCache, Norm, decode
from kernels.linear_ops import flag_of, floats_of, matrix_of


@extensibility.register("int8_decoder_layer")
struct Int8DecoderLayer:
    """See ``decode``; the caches ``keys`` and ``values`` are written in place."""

    @staticmethod
    def execute(
        dst: OutputTensor[dtype=DType.float32, rank=3, ...],
        x: InputTensor[dtype=DType.float32, rank=3, ...],
        offset: InputTensor[dtype=DType.int64, rank=1, ...],
        stop: InputTensor[dtype=DType.int32, rank=1, ...],
        audio_keys: InputTensor[dtype=DType.float16, rank=4, ...],
        audio_values: InputTensor[dtype=DType.float16, rank=4, ...],
        audio_bias: InputTensor[dtype=DType.float32, rank=1, ...],
        keys: MutableInputTensor[dtype=DType.float32, rank=4, ...],
        values: MutableInputTensor[dtype=DType.float32, rank=4, ...],
        attn_norm_weight: InputTensor[dtype=DType.float32, rank=1, ...],
        attn_norm_bias: InputTensor[dtype=DType.float32, rank=1, ...],
        qkv_values: InputTensor[dtype=DType.int8, rank=1, ...],
        qkv_scales: InputTensor[dtype=DType.float32, rank=2, ...],
        qkv_sums: InputTensor[dtype=DType.int32, rank=2, ...],
        qkv_bias: InputTensor[dtype=DType.float32, rank=1, ...],
        attn_out_values: InputTensor[dtype=DType.int8, rank=1, ...],
        attn_out_scales: InputTensor[dtype=DType.float32, rank=2, ...],
        attn_out_sums: InputTensor[dtype=DType.int32, rank=2, ...],
        attn_out_bias: InputTensor[dtype=DType.float32, rank=1, ...],
        cross_norm_weight: InputTensor[dtype=DType.float32, rank=1, ...],
        cross_norm_bias: InputTensor[dtype=DType.float32, rank=1, ...],
        query_values: InputTensor[dtype=DType.int8, rank=1, ...],
        query_scales: InputTensor[dtype=DType.float32, rank=2, ...],
        query_sums: InputTensor[dtype=DType.int32, rank=2, ...],
        query_bias: InputTensor[dtype=DType.float32, rank=1, ...],
        cross_out_values: InputTensor[dtype=DType.int8, rank=1, ...],
        cross_out_scales: InputTensor[dtype=DType.float32, rank=2, ...],
        cross_out_sums: InputTensor[dtype=DType.int32, rank=2, ...],
        cross_out_bias: InputTensor[dtype=DType.float32, rank=1, ...],
        mlp_norm_weight: InputTensor[dtype=DType.float32, rank=1, ...],
        mlp_norm_bias: InputTensor[dtype=DType.float32, rank=1, ...],
        mlp_in_values: InputTensor[dtype=DType.int8, rank=1, ...],
        mlp_in_scales: InputTensor[dtype=DType.float32, rank=2, ...],
        mlp_in_sums: InputTensor[dtype=DType.int32, rank=2, ...],
        mlp_in_bias: InputTensor[dtype=DType.float32, rank=1, ...],
        mlp_out_values: InputTensor[dtype=DType.int8, rank=1, ...],
        mlp_out_scales: InputTensor[dtype=DType.float32, rank=2, ...],
        mlp_out_sums: InputTensor[dtype=DType.int32, rank=2, ...],
        mlp_out_bias: InputTensor[dtype=DType.float32, rank=1, ...],
    ) raises:
        var layer = DecoderLayer(
            Norm(floats_of(attn_norm_weight), floats_of(attn_norm_bias)),
            matrix_of[2](qkv_values, qkv_scales, qkv_sums, qkv_bias),
            matrix_of[2](attn_out_values, attn_out_scales, attn_out_sums, attn_out_bias),
            Norm(floats_of(cross_norm_weight), floats_of(cross_norm_bias)),
            matrix_of[2](query_values, query_scales, query_sums, query_bias),
            matrix_of[2](cross_out_values, cross_out_scales, cross_out_sums, cross_out_bias),
            Norm(floats_of(mlp_norm_weight), floats_of(mlp_norm_bias)),
            matrix_of[2](mlp_in_values, mlp_in_scales, mlp_in_sums, mlp_in_bias),
            matrix_of[2](mlp_out_values, mlp_out_scales, mlp_out_sums, mlp_out_bias),
        )
        decode(
            layer,
            Audio(
                audio_keys.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin](),
                audio_values.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin](),
                floats_of(audio_bias),
                audio_keys.dim_size(0),
                audio_keys.dim_size(2),
            ),
            KVCache(
                keys.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin](),
                values.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin](),
                Int(offset.unsafe_ptr().unsafe_load(0)),
                keys.dim_size(2),
            ),
            floats_of(x),
            dst.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin](),
            x.dim_size(0),
            x.dim_size(1),
            keys.dim_size(1),
            flag_of(stop),
        )
