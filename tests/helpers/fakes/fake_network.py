"""A whole network that says what it was told to, and remembers what it was given."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from max.driver import CPU
from models.tiny_vocabulary import tiny_vocabulary

from engine.audio.mel import MelSpectrogram
from engine.dims import ModelDimensions
from engine.graphs.spec import CPU_TARGET, INT8
from engine.padding.cache import GROUP, PaddingCache
from engine.runtime.device import ChosenDevice
from engine.runtime.encoder_output import EncodedAudio
from engine.runtime.host_search import HostSearch
from engine.runtime.network import SearchOptions, TokenSearch
from engine.sentence import Sentence
from engine.steps import Steps
from engine.tokenizer.tokenizer import Tokenizer
from fakes.scripted_run import ScriptedRun, scripted

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
class EncodedWindow:
    """One window that was encoded, (n_mels, n_frames), and the cache for the rest."""

    mel: MelSpectrogram
    padding: PaddingCache | None


class FakeNetwork:
    """A ``Network`` on a CPU that decodes prepared lines, whatever its input."""

    dims = DIMS
    chosen = ChosenDevice(CPU(), CPU_TARGET, INT8, Sentence("The CPU was asked for."))
    default_batch_size = 1
    takes_padding = True
    stop = None
    can_look_ahead = False

    def __init__(
        self, lines: Sequence[Sequence[int]] = (), *, gains_by_budget: bool = False
    ) -> None:
        self.gains_by_budget = gains_by_budget
        self.overwrites = False
        """Whether each window is encoded into the place of the last one, as on a GPU."""
        self.encoded: list[EncodedWindow] = []
        self.runs: list[ScriptedRun] = []
        self.detects: list[int] = []
        """Tokens of the languages that are detected, one after the other."""
        self._lines = list(lines)

    def say_next(self, line: Sequence[int]) -> None:
        """Decode another line before those that are left."""
        self._lines.insert(0, line)

    def encode(
        self, mels: Sequence[MelSpectrogram], padding: PaddingCache | None = None
    ) -> Steps[EncodedAudio]:
        for mel in mels:
            yield
            self.encoded.append(EncodedWindow(mel, padding))
        n, n_encoded = len(mels), len(self.encoded)
        return EncodedAudio(
            n,
            n,
            None,
            (),
            is_current=lambda: not self.overwrites or n_encoded == len(self.encoded),
        )

    def start(
        self, encoded: EncodedAudio, beam_size: int = 1, n_tokens: int | None = None
    ) -> ScriptedRun:
        if n_tokens == 1:
            return self._detecting(self.detects.pop(0))
        lines = [self._lines.pop(0) for _ in range(encoded.batch_size)] * beam_size
        self.runs.append(scripted(lines, DIMS.n_vocab, probability=0.9))
        return self.runs[-1]

    def search(self, tokenizer: Tokenizer, options: SearchOptions) -> TokenSearch:
        return HostSearch(self.start, tokenizer, options, DIMS.n_text_ctx)

    def _detecting(self, language: int) -> ScriptedRun:
        run = scripted([[language]], DIMS.n_vocab)
        run.at_sot[:, language] = 1.0
        return run


def known_padding(first: int = 160) -> PaddingCache:
    """Return a cache of the frames from ``first`` on, in groups; each entry is its place."""
    positions = np.arange(first, DIMS.n_audio_ctx, GROUP)
    floats = positions.astype(np.float32)
    return PaddingCache(
        positions,
        np.tile(floats[:, None], (DIMS.n_audio_layer, 1, 2 * DIMS.n_audio_state)),
        np.tile(floats[:, None], (1, DIMS.n_audio_state)),
        np.full(len(positions), np.log(GROUP), np.float32),
    )
