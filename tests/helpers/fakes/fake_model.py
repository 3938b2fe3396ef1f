"""A whole network that says what it was told to, and remembers what it was given to hear."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from max.driver import CPU
from models.tiny_vocabulary import tiny_vocabulary
from numpy.typing import NDArray
from typing_extensions import override

from engine.decoding.greedy import DecoderRun
from engine.dims import ModelDimensions
from engine.graphs.spec import CPU_TARGET, INT8
from engine.padding.cache import GROUP, PaddingMemory
from engine.runtime.device import ChosenDevice
from engine.runtime.encoder_output import EncodedAudio
from engine.runtime.model import WhisperModel
from fakes.scripted_run import scripted

if TYPE_CHECKING:
    from fakes.scripted_run import ScriptedRun

DIMS = ModelDimensions(
    n_mels=5,
    n_audio_ctx=1500,
    n_audio_state=2,
    n_audio_head=1,
    n_audio_layer=3,
    n_vocab=len(tiny_vocabulary()),
    n_text_ctx=448,
    n_text_state=2,
    n_text_head=1,
    n_text_layer=1,
)
"""A real window and a real transcript's length, on next to no network."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One call of the encoder."""

    mel: NDArray[np.float32]
    memory: PaddingMemory | None


class FakeModel(WhisperModel):
    """Decodes one prepared line after the other, whatever it hears."""

    def __init__(self, lines: Sequence[Sequence[int]] = ()) -> None:
        self.dims = DIMS
        self.gpu_decoder = None
        self.default_batch_size = 1
        self.chosen = ChosenDevice(CPU(), CPU_TARGET, INT8, "The CPU was asked for.")
        self.heard: list[Heard] = []
        self.runs: list[ScriptedRun] = []
        self._lines = list(lines)

    @override
    def encode(
        self, mel: NDArray[np.float32], memory: PaddingMemory | None = None
    ) -> EncodedAudio:
        self.heard.append(Heard(mel, memory))
        return EncodedAudio(len(mel), None, ())

    @override
    def start(
        self, encoded: EncodedAudio, beam_size: int = 1, n_tokens: int | None = None
    ) -> DecoderRun:
        lines = [self._lines.pop(0) for _ in range(encoded.batch_size)] * beam_size
        self.runs.append(scripted(lines, DIMS.n_vocab, probability=0.9))
        return self.runs[-1]


def known_padding(first: int = 160) -> PaddingMemory:
    """Return a memory of all frames from ``first`` on, in groups; each entry knows its own place."""
    positions = np.arange(first, DIMS.n_audio_ctx, GROUP)
    floats = positions.astype(np.float32)
    return PaddingMemory(
        positions,
        np.tile(floats[:, None], (DIMS.n_audio_layer, 1, 2 * DIMS.n_audio_state)),
        np.tile(floats[:, None], (1, DIMS.n_audio_state)),
        np.full(len(positions), np.log(GROUP), np.float32),
    )
