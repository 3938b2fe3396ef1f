"""What each kernel has to multiply and to read, from a model's dimensions.

Counted is what the network needs: two operations for each multiplication and addition, and each byte of
a matrix, or of keys and values, once. What a kernel adds to it (quantising, norms, GELU, softmax) lowers
its rate.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from engine.dims import ModelDimensions
from engine.graphs.int8_weights import GROUPS, PANEL, activation_bytes, round_up

SELF_ATTENTION: Final = "self-attention"
DECODER_LAYER: Final = "layer"
LOGITS: Final = "logits"

N_PAST: Final = 100
"""Tokens that the decoder's self-attention finds in its cache: a sentence of half a minute."""


class Matrix(NamedTuple):
    """The int8 matrix of a product.

    Attributes:
        path: Of its weights; decides the bits of the activations.
        n_in: Inputs.
        n_out: Outputs.
    """

    path: str
    n_in: int
    n_out: int

    @property
    def n_bytes(self) -> int:
        """Return the bytes of an activation."""
        return activation_bytes(self.path)

    def stored_bytes(self, *, in_passes: bool) -> int:
        """Return the bytes of its values, scales and bias, and of its sums: products of bytes read them."""
        with_sums = in_passes or self.n_bytes == 1
        group = GROUPS[self.n_bytes]
        n_in, n_out = round_up(self.n_in, group), round_up(self.n_out, PANEL)
        by_group = n_in // group * n_out * 4
        return n_in * n_out + by_group * (2 if with_sums else 1) + 4 * n_out


@dataclass(frozen=True, slots=True)
class Work:
    """What one run of a kernel has to do.

    Attributes:
        kernel: Its name.
        shape: Its sizes, for a reader.
        bits: Of the numbers that weights, or keys and values, are multiplied with.
        operations: Multiplications and additions.
        read_bytes: Of weights, or of keys and values.
    """

    kernel: str
    shape: str
    bits: int
    operations: int
    read_bytes: int


def encoder_matrices(dims: ModelDimensions) -> Mapping[str, Matrix]:
    """Return the matrices of a layer of the encoder and of what is around it, by kernel."""
    n = dims.n_audio_state
    block = "encoder.blocks.0"
    return {
        "conv1": Matrix("encoder.conv1", 3 * dims.n_mels, n),
        "conv2": Matrix("encoder.conv2", 3 * n, n),
        "attn.qkv": Matrix(f"{block}.attn.qkv", n, 3 * n),
        "attn.out": Matrix(f"{block}.attn.out", n, n),
        "mlp.0": Matrix(f"{block}.mlp.0", n, 4 * n),
        "mlp.2": Matrix(f"{block}.mlp.2", 4 * n, n),
        "cross_attn.kv": Matrix("decoder.blocks.0.cross_attn.kv", n, 2 * dims.n_text_state),
    }


def decoder_matrices(dims: ModelDimensions) -> Mapping[str, Matrix]:
    """Return the matrices of a layer of the decoder and its head, by name."""
    n = dims.n_text_state
    block = "decoder.blocks.0"
    return {
        "attn.qkv": Matrix(f"{block}.attn.qkv", n, 3 * n),
        "attn.out": Matrix(f"{block}.attn.out", n, n),
        "cross_attn.query": Matrix(f"{block}.cross_attn.query", n, n),
        "cross_attn.out": Matrix(f"{block}.cross_attn.out", n, n),
        "mlp.0": Matrix(f"{block}.mlp.0", n, 4 * n),
        "mlp.2": Matrix(f"{block}.mlp.2", 4 * n, n),
        LOGITS: Matrix("decoder.head", n, dims.n_vocab),
    }


def encoder_work(
    dims: ModelDimensions, n_frames: int, n_cached: int, *, in_passes: bool
) -> list[Work]:
    """Return the work of the encoder's kernels, in the order in which they run.

    Args:
        dims: The model's.
        n_frames: Frames that are computed.
        n_cached: Entries of the padding cache, which they attend to as well.
        in_passes: See ``Peaks``.
    """
    n, n_keys = dims.n_audio_state, n_frames + n_cached
    products = {
        kernel: _product(
            kernel, 2 * n_frames if kernel == "conv1" else n_frames, matrix, in_passes
        )
        for kernel, matrix in encoder_matrices(dims).items()
    }
    attention = Work(
        SELF_ATTENTION,
        f"{n_frames} x {n_keys}, {dims.n_audio_head} heads",
        bits=32,
        operations=4 * n_frames * n_keys * n,
        read_bytes=2 * n_keys * n * 4,
    )
    kernels = list(products.values())
    at = list(products).index("attn.qkv") + 1
    return [*kernels[:at], attention, *kernels[at:]]


def decoder_work(
    dims: ModelDimensions, n_tokens: int, n_frames: int, *, in_passes: bool
) -> list[Work]:
    """Return the work of the decoder's kernels: a whole layer, and the output head.

    Args:
        dims: The model's.
        n_tokens: New tokens, which are rows of each product.
        n_frames: Frames of cross-attention.
        in_passes: See ``Peaks``.
    """
    n = dims.n_text_state
    products = {
        name: _product(name, n_tokens, matrix, in_passes)
        for name, matrix in decoder_matrices(dims).items()
    }
    head = products.pop(LOGITS)
    # Each new token attends to those before it and to itself, and to all frames.
    n_scores = n_tokens * N_PAST + n_tokens * (n_tokens + 1) // 2 + n_tokens * n_frames
    read_bytes = 2 * n * ((N_PAST + n_tokens) * 4 + n_frames * 2)
    layer = Work(
        DECODER_LAYER,
        f"{n_tokens} after {N_PAST}, {n_frames} frames",
        bits=head.bits,
        operations=4 * n_scores * n + sum(each.operations for each in products.values()),
        read_bytes=read_bytes + sum(each.read_bytes for each in products.values()),
    )
    return [layer, head]


def _product(kernel: str, n_rows: int, matrix: Matrix, in_passes: bool) -> Work:  # noqa: FBT001
    return Work(
        kernel,
        f"{n_rows} x {matrix.n_in} x {matrix.n_out}",
        bits=8 * matrix.n_bytes,
        operations=2 * n_rows * matrix.n_in * matrix.n_out,
        read_bytes=matrix.stored_bytes(in_passes=in_passes),
    )
