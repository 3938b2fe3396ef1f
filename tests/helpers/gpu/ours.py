"""Measures this engine on a GPU: ``python -m gpu.ours RESULTS MODEL...``."""

import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np

from engine.audio.mel import MelSpectrogram, log_mel_spectrogram
from engine.audio.waveform import N_SAMPLES
from engine.checkpoints.catalogue import PUBLISHED_DIMS
from engine.checkpoints.local import LocalModels
from engine.checkpoints.opened import open_checkpoint
from engine.checkpoints.weight_names import Weights
from engine.compilation.store import CompiledStore
from engine.dims import ModelDimensions
from engine.folders import compiled_folder, shipped_folders
from engine.runtime.device import ChosenDevice, choose_device
from engine.runtime.gpu_network import GpuNetwork
from engine.runtime.loader import load_network
from engine.steps import finish
from gpu.random_weights import random_weights
from gpu.workload import REAL, append, measured, sound

START = np.array([[50_257]])


def _weights(name: str, dims: ModelDimensions) -> Weights:
    if name in REAL:
        return open_checkpoint(LocalModels().find(name)).weights
    return random_weights(dims)


class MaxWhisper:
    """See ``workload.Engine``."""

    name = f"maxwhisper {version('maxwhisper-desktop')}, max {version('max')}"

    def __init__(self, model: str, chosen: ChosenDevice) -> None:
        self.device = chosen.device.model_name
        self.dtype: str = chosen.dtype
        self._gpu = chosen.device
        self._dims = PUBLISHED_DIMS[model]
        store = CompiledStore(compiled_folder(), shipped=shipped_folders())
        network = load_network(
            _weights(model, self._dims), self._dims, chosen, store, lambda _: None
        )
        assert isinstance(network, GpuNetwork)
        self._network = network

    def windows(self, seconds: int, n: int) -> list[MelSpectrogram]:
        mel = log_mel_spectrogram(sound(seconds), self._dims.n_mels, padding=N_SAMPLES)
        return [mel[:, : self._dims.n_frames]] * n

    def encode(self, windows: list[MelSpectrogram]) -> float:
        encoded = finish(self._network.encode(windows))
        self._gpu.synchronize()
        return encoded.clock.elapsed_ms() if encoded.clock else 0.0

    def decode(self, windows: list[MelSpectrogram], n_tokens: int) -> None:
        encoded = finish(self._network.encode(windows))
        run = self._network.decoder.start(encoded, n_tokens=n_tokens + 1)
        run.take(np.repeat(START, len(windows), axis=0))
        run.step(n_tokens)
        run.sampled()


def main() -> None:
    """Measure each model, saving each result before the next, which may fail."""
    results = Path(sys.argv[1])
    chosen = choose_device("gpu")
    for name in sys.argv[2:]:
        append(results, measured(MaxWhisper(name, chosen), name))


if __name__ == "__main__":
    main()
