"""Measures this engine on a GPU: ``python -m gpu.ours RESULTS MODEL...``."""

import sys
from importlib.metadata import version
from pathlib import Path
from statistics import median

import numpy as np

from engine.compiled import CompiledStore
from engine.device import ChosenDevice, choose_device
from engine.dims import ModelDimensions
from engine.folders import compiled_folder, shipped_folders
from engine.local_models import LocalModels
from engine.mel import log_mel_spectrogram
from engine.model import WhisperModel
from engine.opened_checkpoint import open_checkpoint
from engine.weight_names import Weights
from gpu.random_weights import random_weights
from gpu.workload import (
    CLIP_S,
    CLIP_TOKENS,
    MANY,
    REAL,
    REPEATS,
    WINDOW_S,
    WINDOW_TOKENS,
    Measured,
    append,
    dims_of,
    median_ms,
    sound,
    token_ms,
)

START = np.array([[50_257]])


def _weights(name: str, dims: ModelDimensions) -> Weights:
    if name in REAL:
        return open_checkpoint(LocalModels().find(name)).weights
    return random_weights(dims)


class Engine:
    """One model on the GPU."""

    def __init__(self, name: str, chosen: ChosenDevice) -> None:
        self.name = name
        self.dims = dims_of(name)
        self._chosen = chosen
        store = CompiledStore(compiled_folder(), shipped=shipped_folders())
        self.model = WhisperModel(
            _weights(name, self.dims), self.dims, chosen, store, lambda _: None
        )

    def window(self, seconds: int) -> np.ndarray:
        """Return the log-mel of a window with so much sound in it."""
        mel = log_mel_spectrogram(sound(seconds), self.dims.n_mels, padding=480_000)
        return mel[None, :, : self.dims.n_frames]

    def encode(self, window: np.ndarray) -> float:
        """Encode, wait, and return the device's own time."""
        encoded = self.model.encode(window)
        self._chosen.device.synchronize()
        return encoded.clock.elapsed_ms() if encoded.clock else 0.0

    def decode(self, window: np.ndarray, n_tokens: int) -> None:
        """Encode, and choose so many tokens, whatever they are."""
        assert self.model.loop is not None
        encoded = self.model.encode(window)
        run = self.model.loop.start(encoded, n_tokens=n_tokens + 1)
        run.take(np.repeat(START, len(window), axis=0))
        run.step(n_tokens)
        run.sampled()

    def measured(self) -> Measured:
        """Measure all there is to be measured."""
        whole = self.window(WINDOW_S)
        batch = np.repeat(whole, MANY, axis=0)

        def decode_ms(window: np.ndarray, n_tokens: int) -> float:
            return median_ms(lambda: self.decode(window, n_tokens))

        few, many = decode_ms(whole, CLIP_TOKENS), decode_ms(whole, WINDOW_TOKENS)
        return Measured(
            engine=f"maxwhisper {version('maxwhisper-desktop')}, max {version('max')}",
            model=self.name,
            device=self._chosen.device.model_name,
            dtype=self._chosen.dtype,
            encoder_ms=median_ms(lambda: self.encode(whole)),
            encoder_device_ms=median(self.encode(whole) for _ in range(REPEATS)),
            token_ms=token_ms(few, many),
            clip_ms=median_ms(lambda: self.decode(self.window(CLIP_S), CLIP_TOKENS)),
            many_x_real_time=MANY * WINDOW_S * 1000 / decode_ms(batch, WINDOW_TOKENS),
        )


def main() -> None:
    """Measure each model, and leave what was found though the next one fail."""
    results = Path(sys.argv[1])
    chosen = choose_device("gpu")
    for name in sys.argv[2:]:
        append(results, Engine(name, chosen).measured())


if __name__ == "__main__":
    main()
