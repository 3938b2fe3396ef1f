"""What a transcription asks of the network, whichever device it is on.

``loader`` chooses between ``cpu_network`` and ``gpu_network``, once; nobody else asks which it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from engine.audio.mel import MelSpectrogram
from engine.decoding.greedy import DecoderRun, DecodingResult
from engine.decoding.hotwords import Hotwords
from engine.dims import ModelDimensions
from engine.options import DecodingOptions
from engine.padding.cache import PaddingCache
from engine.runtime.device import ChosenDevice
from engine.runtime.encoder_output import EncodedAudio
from engine.runtime.stop_flag import StopFlag
from engine.steps import Steps
from engine.tokenizer.tokenizer import Tokenizer


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How tokens are chosen.

    Attributes:
        has_timestamps: Whether segments are marked.
        temperature: See ``decode_greedily``; above 0 there are no beams, at 0 no texts to choose the
            ``best_of``.
        decoding: The rest. One window at a time where it ``needs_rows``.
        begun: Tokens that each text begins with: the end of the prefix. Results do not repeat them.
        draft: Tokens that a single window's text probably begins with. They change no result; where
            several tokens cost hardly more than one, they save time.
        hotwords: Names to listen for; only where the network ``can_look_ahead``.
    """

    has_timestamps: bool
    temperature: float = 0.0
    decoding: DecodingOptions = field(default_factory=DecodingOptions)
    begun: tuple[int, ...] = ()
    draft: tuple[int, ...] = ()
    hotwords: Hotwords | None = None

    @property
    def n_rows(self) -> int:
        """Texts that each window is decoded to."""
        return self.decoding.best_of if self.temperature > 0 else self.decoding.beam_size


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found, and how long it took, in milliseconds.

    Attributes:
        results: Of each window that was asked for.
        prefill: Until the prompt was taken.
        decode: After it.
        device: What a GPU itself spent on both; 0 elsewhere.
        n_drafted: Tokens of a draft that were checked.
        n_accepted: Those of them that were right.
    """

    results: tuple[DecodingResult, ...]
    prefill: float
    decode: float
    device: float = 0.0
    n_drafted: int = 0
    n_accepted: int = 0


class TokenSearch(Protocol):
    """Finds the tokens of a batch of windows."""

    def __call__(
        self, encoded: EncodedAudio, prefix: Sequence[int], budget: int | None
    ) -> Steps[SearchResult]:
        """Decode windows; pauses before each wait for the network.

        Args:
            encoded: The windows. Whoever runs the steps checks ``is_current`` after each pause.
            prefix: The tokens before each transcript: ``initial_tokens``.
            budget: The most tokens to decode; None for what the model allows.
        """
        ...


class StartRun(Protocol):
    """Begins a decode: ``Network.start``."""

    def __call__(self, encoded: EncodedAudio, beam_size: int, n_tokens: int) -> DecoderRun:
        """Begin with each window ``beam_size`` times, for at most so many tokens."""
        ...


class Network(Protocol):
    """Encoder and decoder of one checkpoint on one device. One call at a time."""

    @property
    def dims(self) -> ModelDimensions:
        """The checkpoint's dimensions."""
        ...

    @property
    def chosen(self) -> ChosenDevice:
        """Where it computes, and why."""
        ...

    @property
    def default_batch_size(self) -> int:
        """Windows to decode at once where nothing else is wanted."""
        ...

    @property
    def takes_padding(self) -> bool:
        """Whether ``encode`` takes what is cached of the padding in the place of its frames."""
        ...

    @property
    def stop(self) -> StopFlag | None:
        """What ends a call of the encoder early, which is then repeated; None where nothing does."""
        ...

    @property
    def can_look_ahead(self) -> bool:
        """Whether its runs are ``PeekingRun``s, which listening for hotwords needs."""
        ...

    @property
    def gains_by_budget(self) -> bool:
        """Whether a decoder step is faster the fewer tokens it has room for."""
        ...

    def encode(
        self, mels: Sequence[MelSpectrogram], padding: PaddingCache | None = None
    ) -> Steps[EncodedAudio]:
        """Run the encoder on a batch; pauses before each wait for it.

        Args:
            mels: One a window, all (n_mels, n_frames), ``n_frames`` even, at most the model's.
            padding: Of the frames that follow; only where ``takes_padding``.
        """
        ...

    def start(
        self, encoded: EncodedAudio, beam_size: int = 1, n_tokens: int | None = None
    ) -> DecoderRun:
        """Return a fresh decode of ``encoded``, whose tokens are chosen by the caller.

        Args:
            encoded: The windows; one, if there are beams.
            beam_size: Rows that the window is given.
            n_tokens: Most tokens that will be taken; None for all the model can.
        """
        ...

    def search(self, tokenizer: Tokenizer, options: SearchOptions) -> TokenSearch:
        """Return the search that chooses tokens as ``options`` want it."""
        ...
