"""Measures openai-whisper or transformers on a GPU under PyTorch, in half precision.

``python -m gpu.torch_peers openai-whisper|transformers RESULTS MODEL...``. Tokens are chosen on
the device and not read meanwhile, which favours the peers over their own search loops. Weights
are random for every size, since speed does not depend on their values.
"""

import sys
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import torch
from typing_extensions import override

from engine.audio.waveform import N_SAMPLES, SAMPLE_RATE
from engine.checkpoints.catalogue import PUBLISHED_DIMS
from gpu.workload import append, measured, sound

START = 50_257


class OnTorch:
    """The part of ``workload.Engine`` that both peers share."""

    dtype = "float16"

    def __init__(self, peer: str) -> None:
        self.name = f"{peer} {version(peer)}, torch {version('torch')}"
        self.device = torch.cuda.get_device_name()

    def features(self, windows: torch.Tensor) -> torch.Tensor:
        """Encode without waiting."""
        raise NotImplementedError

    def encode(self, windows: torch.Tensor) -> float:
        start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        start.record()
        self.features(windows)
        end.record()
        end.synchronize()
        return float(start.elapsed_time(end))


class OpenAi(OnTorch):
    """The reference's own network, its cache and its spectrogram."""

    def __init__(self, model: str) -> None:
        import whisper  # noqa: PLC0415 - not installed everywhere

        super().__init__("openai-whisper")
        self._whisper = whisper
        dims = whisper.model.ModelDimensions(**asdict(PUBLISHED_DIMS[model]))
        self._model = whisper.model.Whisper(dims).half().cuda().eval()

    def windows(self, seconds: int, n: int) -> torch.Tensor:
        wave = torch.from_numpy(sound(seconds)).cuda()
        n_mels = self._model.dims.n_mels
        mel = self._whisper.log_mel_spectrogram(wave, n_mels, padding=N_SAMPLES)
        return self._whisper.pad_or_trim(mel, 3000)[None].half().repeat(n, 1, 1)

    @override
    def features(self, windows: torch.Tensor) -> torch.Tensor:
        return self._model.encoder(windows)

    def decode(self, windows: torch.Tensor, n_tokens: int) -> None:
        features = self.features(windows)
        cache, hooks = self._model.install_kv_cache_hooks()
        tokens = torch.full((len(windows), 1), START, device="cuda")
        for _ in range(n_tokens):
            logits = self._model.decoder(tokens, features, kv_cache=cache)
            tokens = logits[:, -1:].argmax(dim=-1)
        for hook in hooks:
            hook.remove()
        torch.cuda.synchronize()


class Transformers(OnTorch):
    """Hugging Face's network with its own ``generate``."""

    def __init__(self, model: str) -> None:
        # Not installed everywhere:
        from transformers import (  # noqa: PLC0415
            WhisperFeatureExtractor,
            WhisperForConditionalGeneration,
        )

        from engine.benchmark.runners.hugging_face import network_config  # noqa: PLC0415

        super().__init__("transformers")
        dims = PUBLISHED_DIMS[model]
        config = network_config(dims, attn_implementation="sdpa")
        self._extract = WhisperFeatureExtractor(feature_size=dims.n_mels)
        network = WhisperForConditionalGeneration(config)
        network.generation_config.pad_token_id = config.eos_token_id
        self._model = network.half().cuda().eval()

    def windows(self, seconds: int, n: int) -> torch.Tensor:
        found = self._extract(
            sound(seconds), sampling_rate=SAMPLE_RATE, return_tensors="pt", device="cuda"
        )
        return found.input_features.cuda().half().repeat(n, 1, 1)

    @override
    def features(self, windows: torch.Tensor) -> torch.Tensor:
        return self._model.model.encoder(windows).last_hidden_state

    def decode(self, windows: torch.Tensor, n_tokens: int) -> None:
        start = torch.full((len(windows), 1), START, device="cuda")
        self._model.generate(
            input_features=windows,
            decoder_input_ids=start,
            min_new_tokens=n_tokens,
            max_new_tokens=n_tokens,
            do_sample=False,
            num_beams=1,
        )
        torch.cuda.synchronize()


PEERS: dict[str, type[OpenAi] | type[Transformers]] = {
    "openai-whisper": OpenAi,
    "transformers": Transformers,
}


def main() -> None:
    """Measure each model."""
    peer, results, models = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
    with torch.inference_mode():
        for model in models:
            append(results, measured(PEERS[peer](model), model))
            torch.cuda.empty_cache()


if __name__ == "__main__":
    main()
