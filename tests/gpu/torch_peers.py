"""Measures openai-whisper or transformers on a GPU under PyTorch, in half precision.

``python -m gpu.torch_peers openai-whisper|transformers RESULTS MODEL...``. Tokens are chosen on the
device and nobody looks at them on the way, which is kinder to the peers than their own searches.
Weights are random for every size: how fast they are does not depend on the values.
"""

import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import torch

from gpu.workload import (
    CLIP_S,
    CLIP_TOKENS,
    MANY,
    WINDOW_S,
    WINDOW_TOKENS,
    Measured,
    append,
    dims_of,
    median_ms,
    sound,
    token_ms,
)

START = 50_257


class OpenAi:
    """The reference's own network, its cache and its spectrogram."""

    def __init__(self, name: str) -> None:
        import whisper  # noqa: PLC0415 - not everywhere

        self._whisper = whisper
        dims = whisper.model.ModelDimensions(**asdict(dims_of(name)))
        self._model = whisper.model.Whisper(dims).half().cuda().eval()

    def mel(self, seconds: int) -> torch.Tensor:
        """Return a window with so much sound in it."""
        wave = torch.from_numpy(sound(seconds)).cuda()
        n_mels = self._model.dims.n_mels
        mel = self._whisper.log_mel_spectrogram(wave, n_mels, padding=480_000)
        return self._whisper.pad_or_trim(mel, 3000)[None].half()

    def encode(self, mel: torch.Tensor) -> torch.Tensor:
        """Encode."""
        return self._model.encoder(mel)

    def decode(self, mel: torch.Tensor, n_tokens: int) -> None:
        """Encode, and choose so many tokens."""
        features = self.encode(mel)
        cache, hooks = self._model.install_kv_cache_hooks()
        tokens = torch.full((len(mel), 1), START, device="cuda")
        for _ in range(n_tokens):
            logits = self._model.decoder(tokens, features, kv_cache=cache)
            tokens = logits[:, -1:].argmax(dim=-1)
        for hook in hooks:
            hook.remove()


class Transformers:
    """Hugging Face's network with its own ``generate``."""

    def __init__(self, name: str) -> None:
        from transformers import (  # noqa: PLC0415 - not everywhere
            WhisperConfig,
            WhisperFeatureExtractor,
            WhisperForConditionalGeneration,
        )

        dims = dims_of(name)
        config = WhisperConfig(
            vocab_size=dims.n_vocab,
            num_mel_bins=dims.n_mels,
            d_model=dims.n_audio_state,
            encoder_layers=dims.n_audio_layer,
            encoder_attention_heads=dims.n_audio_head,
            encoder_ffn_dim=4 * dims.n_audio_state,
            decoder_layers=dims.n_text_layer,
            decoder_attention_heads=dims.n_text_head,
            decoder_ffn_dim=4 * dims.n_text_state,
            attn_implementation="sdpa",
        )
        self._extract = WhisperFeatureExtractor(feature_size=dims.n_mels)
        model = WhisperForConditionalGeneration(config)
        model.generation_config.pad_token_id = config.eos_token_id
        self._model = model.half().cuda().eval()

    def mel(self, seconds: int) -> torch.Tensor:
        """Return a window with so much sound in it."""
        features = self._extract(
            sound(seconds), sampling_rate=16_000, return_tensors="pt", device="cuda"
        )
        return features.input_features.cuda().half()

    def encode(self, mel: torch.Tensor) -> torch.Tensor:
        """Encode."""
        return self._model.model.encoder(mel).last_hidden_state

    def decode(self, mel: torch.Tensor, n_tokens: int) -> None:
        """Encode, and choose so many tokens."""
        start = torch.full((len(mel), 1), START, device="cuda")
        self._model.generate(
            input_features=mel,
            decoder_input_ids=start,
            min_new_tokens=n_tokens,
            max_new_tokens=n_tokens,
            do_sample=False,
            num_beams=1,
        )


PEERS: dict[str, type[OpenAi] | type[Transformers]] = {
    "openai-whisper": OpenAi,
    "transformers": Transformers,
}


def _waited_for(work: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        work()
        torch.cuda.synchronize()

    return run


def _encoder_device_ms(work: Callable[[], object]) -> float:
    times = []
    for _ in range(20):
        start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        start.record()
        work()
        end.record()
        end.synchronize()
        times.append(start.elapsed_time(end))
    return float(sorted(times)[len(times) // 2])


def measured(peer: str, name: str) -> Measured:
    """Measure one model."""
    engine = PEERS[peer](name)
    whole = engine.mel(WINDOW_S)
    batch = whole.repeat(MANY, 1, 1)

    def decode_ms(mel: torch.Tensor, n_tokens: int) -> float:
        return median_ms(_waited_for(lambda: engine.decode(mel, n_tokens)))

    few, many = decode_ms(whole, CLIP_TOKENS), decode_ms(whole, WINDOW_TOKENS)
    return Measured(
        engine=f"{peer} {version(peer)}, torch {version('torch')}",
        model=name,
        device=torch.cuda.get_device_name(),
        dtype="float16",
        encoder_ms=median_ms(_waited_for(lambda: engine.encode(whole))),
        encoder_device_ms=_encoder_device_ms(lambda: engine.encode(whole)),
        token_ms=token_ms(few, many),
        clip_ms=median_ms(_waited_for(lambda: engine.decode(engine.mel(CLIP_S), CLIP_TOKENS))),
        many_x_real_time=MANY * WINDOW_S * 1000 / decode_ms(batch, WINDOW_TOKENS),
    )


def main() -> None:
    """Measure each model."""
    peer, results, names = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
    with torch.inference_mode():
        for name in names:
            append(results, measured(peer, name))
            torch.cuda.empty_cache()


if __name__ == "__main__":
    main()
