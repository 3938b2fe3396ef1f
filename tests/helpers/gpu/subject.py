"""This engine as it is checked: a model on a graphics card, or a card's way of working on the processor."""

from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import version
from typing import Final

import numpy as np
from max.driver import CPU
from max.engine import InferenceSession

from engine.audio.mel import MelSpectrogram
from engine.checkpoints.catalogue import PUBLISHED_DIMS
from engine.checkpoints.local import LocalModels
from engine.checkpoints.opened import OpenedCheckpoint, open_checkpoint
from engine.compilation.store import CompiledStore
from engine.dims import ModelDimensions
from engine.folders import compiled_folder, shipped_folders
from engine.graphs.spec import CPU_TARGET, DTypeName, GraphSpec, dtype_for
from engine.graphs.weights import decoder_weights, encoder_weights
from engine.runtime.device import ChosenDevice, choose_device
from engine.runtime.gpu_network import GpuNetwork
from engine.runtime.loader import _load, load_network
from engine.sentence import Sentence
from engine.steps import finish
from engine.tokenizer.tokenizer import Tokenizer
from engine.transcription.transcriber import Transcriber
from gpu.plan import REAL
from gpu.random_weights import random_weights
from gpu.workload import sound, window_of

START: Final = np.array([[50_257]])

ON_CPU: Final = "cpu"
"""The device with which all of this is tried where there is no card."""

ON_GPU: Final = "gpu"
"""The card, with graphs for what MAX calls its architecture."""


def dtype_of(target: str) -> DTypeName:
    """Return what a target computes in: on the processor in float32, whose results are the reference's."""
    return "float32" if target == CPU_TARGET else dtype_for(target)


def specs_of(dims: ModelDimensions, target: str) -> tuple[GraphSpec, GraphSpec]:
    """Return the two graphs of a card's way of working."""
    dtype = dtype_of(target)
    return (
        GraphSpec("encoder", dims, dtype, target),
        GraphSpec("gpu_decoder", dims, dtype, target),
    )


def chosen_device(device: str) -> ChosenDevice:
    """Return the card, with graphs for the architecture that is named, or the processor in float32."""
    if device == ON_CPU:
        reason = Sentence("The processor is tried.")
        return ChosenDevice(CPU(), CPU_TARGET, dtype_of(CPU_TARGET), reason)
    chosen = choose_device("gpu")
    return chosen if device == ON_GPU else replace(chosen, target=device)


@dataclass(frozen=True)
class Subject:
    """One model, which is loaded when it is first asked for.

    Attributes:
        model: Its name. Those that are not in ``REAL`` get random weights.
        device: ``ON_CPU``, ``ON_GPU``, or the architecture that a card's graphs are compiled for.
    """

    model: str
    device: str

    @property
    def dims(self) -> ModelDimensions:
        """The model's sizes."""
        return PUBLISHED_DIMS[self.model]

    @property
    def specs(self) -> tuple[GraphSpec, GraphSpec]:
        """Its graphs."""
        return specs_of(self.dims, self.chosen.target)

    @cached_property
    def chosen(self) -> ChosenDevice:
        """The device, opened."""
        return chosen_device(self.device)

    @cached_property
    def opened(self) -> OpenedCheckpoint:
        """The checkpoint of a model with real weights."""
        return open_checkpoint(LocalModels().find(self.model))

    @property
    def store(self) -> CompiledStore:
        """Where its graphs are."""
        return CompiledStore(compiled_folder(), shipped=shipped_folders())

    @cached_property
    def network(self) -> GpuNetwork:
        """The network, as the app loads it on a card."""
        weights = self.opened.weights if self.model in REAL else random_weights(self.dims)
        store = self.store
        if self.device != ON_CPU:
            network = load_network(weights, self.dims, self.chosen, store, lambda _: None)
            assert isinstance(network, GpuNetwork)
            return network
        paths = store.ensure(self.specs, lambda _: None)
        halves = (
            encoder_weights(weights, self.dims, self.chosen.dtype),
            decoder_weights(weights, self.dims, self.chosen.dtype),
        )
        session = InferenceSession(devices=[self.chosen.device])
        encoder, decoder = (
            _load(session, path, half, self.chosen.dtype)
            for path, half in zip(paths, halves, strict=True)
        )
        return GpuNetwork(encoder, decoder, self.dims, self.chosen)

    @cached_property
    def executed(self) -> GpuNetwork:
        """The same network, of which nothing is captured."""
        encoder, decoder = self.network._encoder._graph, self.network.decoder._graph
        other = GpuNetwork(encoder._model, decoder._model, self.dims, self.chosen)
        other._encoder._graph._can_capture = other.decoder._graph._can_capture = False
        return other

    def transcriber(self, network: GpuNetwork | None = None) -> Transcriber:
        """Return what turns sound into text, with ``network`` or that of the app."""
        tokenizer = Tokenizer(self.opened.vocabulary)
        return Transcriber(self.model, network or self.network, tokenizer)


class MaxWhisper:
    """See ``workload.Engine``."""

    name = f"maxwhisper, max {version('max')}"

    def __init__(self, subject: Subject) -> None:
        self.device = subject.chosen.model_name
        self.dtype: str = subject.chosen.dtype
        self._subject = subject

    def windows(self, seconds: int, n: int) -> list[MelSpectrogram]:
        return [window_of(sound(seconds), self._subject.dims)] * n

    def encode(self, windows: list[MelSpectrogram]) -> float:
        encoded = finish(self._subject.network.encode(windows))
        self._subject.chosen.device.synchronize()
        return encoded.clock.elapsed_ms() if encoded.clock else 0.0

    def decode(self, windows: list[MelSpectrogram], n_tokens: int) -> None:
        network = self._subject.network
        run = network.decoder.start(finish(network.encode(windows)), n_tokens=n_tokens + 1)
        run.take(np.repeat(START, len(windows), axis=0))
        run.step(n_tokens)
        run.sampled()
