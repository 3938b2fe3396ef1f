"""Decodes with ``loop_graph``: gives it the prompt, lets it go, and reads what it chose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from max.driver import CPU, Buffer, Device
from max.dtype import DType
from max.engine import Model
from numpy.typing import NDArray

from engine.dims import ModelDimensions
from engine.encoded_audio import EncodedAudio
from engine.loop_decoder import Mode
from engine.loop_rules import FORBIDDEN, Mark
from engine.replayed import Replayed
from engine.staging import Staged

CACHE_SIZES: Final = (64, 128, 256)
"""Tokens that a decode's caches may hold, beside all of the model's: a step reads all of them."""

RECORDED_PROMPTS: Final = ((1, Mode.START), (1, Mode.MORE), (2, Mode.MORE))
"""Prompts without text before: the start token; then language and task, and no timestamps."""


@dataclass(frozen=True, slots=True)
class LoopRules:
    """What may be chosen, as ``loop_graph`` reads it.

    Attributes:
        suppressed: float32 (n_vocab,): 0, or ``FORBIDDEN`` for what is never chosen.
        blank: float32 (n_vocab,): the same for what is not chosen first.
        marks: int64 (len(Mark),).
    """

    suppressed: NDArray[np.float32]
    blank: NDArray[np.float32]
    marks: NDArray[np.int64]

    @classmethod
    def none(cls, dims: ModelDimensions) -> "LoopRules":
        """Return rules that forbid nothing."""
        marks = np.full(len(Mark), dims.n_vocab)
        marks[[Mark.HAS_TIMESTAMPS, Mark.NO_SPEECH]] = 0
        nothing = np.zeros(dims.n_vocab, np.float32)
        return cls(nothing, nothing, marks)


class DeviceLoop:
    """The decoder of one model on one device. One decode at a time: all share their buffers."""

    def __init__(
        self, model: Model, dims: ModelDimensions, device: Device, dtype: DType
    ) -> None:
        """Decode with a loaded ``loop_graph`` whose caches are of ``dtype``."""
        self._graph = Replayed(model, device, "decoder step")
        self._dims = dims
        self._device = device
        self._dtype = dtype
        self._states: dict[tuple[object, ...], _State] = {}

    @property
    def n_text_ctx(self) -> int:
        """Most tokens of a decode."""
        return self._dims.n_text_ctx

    @property
    def n_vocab(self) -> int:
        """Tokens to choose from."""
        return self._dims.n_vocab

    def start(
        self, encoded: EncodedAudio, rules: LoopRules | None = None, n_tokens: int | None = None
    ) -> "LoopRun":
        """Begin a decode.

        Args:
            encoded: What was heard.
            rules: What may be chosen; None for a run that only answers with logits.
            n_tokens: Most tokens that it will take; None for all the model can.

        Raises:
            DeviceError: The GPU has no memory left for it.
        """
        n_text_ctx = self._dims.n_text_ctx
        wanted = n_text_ctx if n_tokens is None else n_tokens
        n_cache = next((n for n in CACHE_SIZES if wanted <= n < n_text_ctx), n_text_ctx)
        key = (encoded.batch, tuple(encoded.cross[0].shape), n_cache)
        state = self._states.get(key)
        if state is None:
            state = _State(encoded, self._dims, n_cache, self._device, self._dtype)
            self._states[key] = state
            state.set_rules(LoopRules.none(self._dims))
            for width, mode in (*RECORDED_PROMPTS, (1, Mode.STEP)):
                self._graph.record((key, width, mode), state.inputs(width, mode))
        state.hear(encoded)
        state.set_rules(rules or LoopRules.none(self._dims))
        return LoopRun(self._graph, state, key)


class LoopRun:
    """One decode."""

    def __init__(self, graph: Replayed, state: "_State", key: tuple[object, ...]) -> None:
        self._graph = graph
        self._state = state
        self._key = key
        self._mode = Mode.START

    def take(self, tokens: NDArray[np.int64]) -> None:
        """Give a part of the prompt, (batch, n_tokens)."""
        width = tokens.shape[1]
        self._state.prompt(width, self._mode).fill(tokens)
        self._call(width, self._mode)
        self._mode = Mode.MORE

    def step(self, n: int) -> None:
        """Let ``n`` more tokens be chosen. This does not wait for them."""
        for _ in range(n):
            self._call(1, Mode.STEP)

    def sampled(self) -> NDArray[np.int64]:
        """Wait, and return the tokens chosen, (batch, n_text_ctx), zeros after them."""
        return self._state.sampled.to(CPU()).to_numpy()

    def sums(self) -> NDArray[np.float32]:
        """Return the sums of the chosen tokens' log-probabilities, (batch,)."""
        return self._state.sums.to(CPU()).to_numpy()[:, 0]

    def no_speech_probs(self) -> NDArray[np.float32]:
        """Return the probabilities of the no-speech token, (batch,)."""
        return self._state.no_speech.to(CPU()).to_numpy()[:, 0]

    def logits(self, tokens: NDArray[np.int64], rows: Sequence[int]) -> NDArray[np.float32]:
        """See ``engine.decoding.DecoderRun``: each token is taken alone, and all are waited for."""
        answers = list(self._answers(tokens))
        return np.stack([answers[row] for row in rows], axis=1)

    def _answers(self, tokens: NDArray[np.int64]) -> Iterator[NDArray[np.float32]]:
        for column in tokens.T:
            self.take(column[:, None])
            yield np.array(self._state.logits.to(CPU()).to_numpy())

    def _call(self, width: int, mode: Mode) -> None:
        self._graph((self._key, width, mode), self._state.inputs(width, mode))


class _State:
    """The buffers of decodes of one size: fixed, since what is recorded reads and writes them."""

    def __init__(
        self,
        encoded: EncodedAudio,
        dims: ModelDimensions,
        n_cache: int,
        device: Device,
        dtype: DType,
    ) -> None:
        batch = encoded.batch
        self._batch = batch
        self._device = device
        self._cross = encoded.cross
        self._rules: LoopRules | None = None
        self._prompts: dict[tuple[int, Mode], Staged] = {}
        self._modes = {
            mode: Buffer.from_numpy(np.array(mode.value)).to(device) for mode in Mode
        }
        self._marks = self._zeros(DType.int64, len(Mark))
        self._suppressed = self._zeros(DType.float32, dims.n_vocab)
        self._blank = self._zeros(DType.float32, dims.n_vocab)
        self.logits = self._zeros(DType.float32, batch, dims.n_vocab)
        self.sampled = self._zeros(DType.int64, batch, dims.n_text_ctx)
        self._counts = self._zeros(DType.int64, 1, 2)
        self.sums = self._zeros(DType.float32, batch, 1)
        self.no_speech = self._zeros(DType.float32, batch, 1)
        n_channels = dims.n_text_state // dims.n_text_head
        # Zeros, since the unused part is read too, and masked: nothing times NaN is NaN.
        self._caches = [
            self._zeros(dtype, batch, dims.n_text_head, n_cache, n_channels)
            for _ in range(2 * dims.n_text_layer)
        ]

    def hear(self, encoded: EncodedAudio) -> None:
        """Take what was heard into the fixed buffers, where it is not in them already."""
        for mine, new in zip(self._cross, encoded.cross, strict=True):
            if new is not mine:
                mine.inplace_copy_from(new)

    def set_rules(self, rules: LoopRules) -> None:
        """Take other rules."""
        if rules is self._rules:
            return
        self._marks.inplace_copy_from(Buffer.from_numpy(rules.marks))
        if self._rules is None or rules.suppressed is not self._rules.suppressed:
            self._suppressed.inplace_copy_from(Buffer.from_numpy(rules.suppressed))
            self._blank.inplace_copy_from(Buffer.from_numpy(rules.blank))
        self._rules = rules

    def prompt(self, width: int, mode: Mode) -> Staged:
        """Return where so many tokens of a prompt go.

        Each mode has its own: the second part of a prompt is given before the first has arrived.
        """
        key = width, mode
        if key not in self._prompts:
            self._prompts[key] = Staged(DType.int64, (self._batch, width), self._device)
        return self._prompts[key]

    def inputs(self, width: int, mode: Mode) -> list[Buffer]:
        """Return all that ``loop_graph`` reads and writes."""
        given = [self.prompt(width, mode).buffer, self._modes[mode], self._marks]
        state = [self.logits, self.sampled, self._counts, self.sums, self.no_speech]
        return [*given, self._suppressed, self._blank, *self._cross, *state, *self._caches]

    def _zeros(self, dtype: DType, *shape: int) -> Buffer:
        return Buffer.zeros(shape, dtype, self._device)


def forbidding(tokens: Sequence[int], n_vocab: int) -> NDArray[np.float32]:
    """Return what is added to logits so that ``tokens`` are not chosen, (n_vocab,)."""
    bias = np.zeros(n_vocab, np.float32)
    bias[list(tokens)] = FORBIDDEN
    return bias
