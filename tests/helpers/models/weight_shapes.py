"""Names and shapes of a Whisper model's weights, by OpenAI's names."""

from collections.abc import Iterator

from engine.dims import ModelDimensions


def weight_shapes(dims: ModelDimensions) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the name and shape of each weight."""
    n_audio, n_text = dims.n_audio_state, dims.n_text_state
    yield "encoder.conv1.weight", (n_audio, dims.n_mels, 3)
    yield "encoder.conv1.bias", (n_audio,)
    yield "encoder.conv2.weight", (n_audio, n_audio, 3)
    yield "encoder.conv2.bias", (n_audio,)
    yield "encoder.positional_embedding", (dims.n_audio_ctx, n_audio)
    for i in range(dims.n_audio_layer):
        yield from _block(f"encoder.blocks.{i}", n_audio)
    yield from _pair("encoder.ln_post", n_audio)
    yield "decoder.token_embedding.weight", (dims.n_vocab, n_text)
    yield "decoder.positional_embedding", (dims.n_text_ctx, n_text)
    for i in range(dims.n_text_layer):
        block = f"decoder.blocks.{i}"
        yield from _block(block, n_text)
        yield from _attention(f"{block}.cross_attn", n_text)
        yield from _pair(f"{block}.cross_attn_ln", n_text)
    yield from _pair("decoder.ln", n_text)


def _block(name: str, n_state: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield from _attention(f"{name}.attn", n_state)
    yield from _pair(f"{name}.attn_ln", n_state)
    yield from _pair(f"{name}.mlp.0", 4 * n_state, n_state)
    yield from _pair(f"{name}.mlp.2", n_state, 4 * n_state)
    yield from _pair(f"{name}.mlp_ln", n_state)


def _attention(name: str, n_state: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield from _pair(f"{name}.query", n_state, n_state)
    yield f"{name}.key.weight", (n_state, n_state)
    yield from _pair(f"{name}.value", n_state, n_state)
    yield from _pair(f"{name}.out", n_state, n_state)


def _pair(name: str, n_out: int, *n_in: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield f"{name}.weight", (n_out, *n_in)
    yield f"{name}.bias", (n_out,)
