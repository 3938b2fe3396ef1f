"""Decoding on a GPU: send ``gpu_decoder_graph`` the prompt, let it choose, read what it chose."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np
from max.driver import CPU, Device
from max.dtype import DType
from max.engine import Model
from numpy.typing import NDArray

from engine.decoding.greedy import DecodingResult, decoding_result, most_tokens
from engine.dims import ModelDimensions
from engine.graphs.gpu_decoder import Mode
from engine.graphs.gpu_token_rules import Mark
from engine.runtime.captured_graph import CapturedGraph
from engine.runtime.device_clock import DeviceClock
from engine.runtime.encoder_output import EncodedAudio
from engine.runtime.gpu_decoder_state import GpuDecoderState, GpuTokenRules, gpu_token_rules
from engine.runtime.network import SearchOptions, SearchResult
from engine.steps import Steps, within
from engine.tokenizer.tokenizer import Tokenizer
from engine.transcript import Timings

CACHE_SIZES: Final = (64, 128, 256)
"""Sizes of a decode's KV caches in tokens, beside the model's own: a step reads all of a cache."""

STEPS_PER_READ: Final = 8
"""Tokens that are chosen before the host reads them: those after the end token are lost."""

CAPTURED_PROMPTS: Final = ((1, Mode.START), (1, Mode.MORE), (2, Mode.MORE))
"""Prompts without text before: the start token; then language and task, and no timestamps."""


class GpuDecoder:
    """The decoder of one model on one device. One decode at a time: all share their buffers."""

    def __init__(
        self, model: Model, dims: ModelDimensions, device: Device, dtype: DType
    ) -> None:
        """Decode with a loaded ``gpu_decoder_graph`` whose caches are of ``dtype``."""
        self._graph = CapturedGraph(model, device, "decoder step")
        self._dims = dims
        self._device = device
        self._dtype = dtype
        self._states: dict[tuple[object, ...], GpuDecoderState] = {}

    @property
    def n_text_ctx(self) -> int:
        """Most tokens of a decode."""
        return self._dims.n_text_ctx

    @property
    def n_vocab(self) -> int:
        """Tokens to choose from."""
        return self._dims.n_vocab

    def start(
        self,
        encoded: EncodedAudio,
        rules: GpuTokenRules | None = None,
        n_tokens: int | None = None,
        beam_size: int = 1,
    ) -> "GpuDecoderRun":
        """Begin a decode.

        Args:
            encoded: The windows.
            rules: What may be chosen; None for a run that only answers with logits.
            n_tokens: Most tokens that it will take; None for all the model can.
            beam_size: Rows that one window is given.

        Raises:
            DeviceError: The GPU has no memory left for it.
        """
        n_text_ctx = self._dims.n_text_ctx
        wanted = n_text_ctx if n_tokens is None else n_tokens
        n_cache = next((n for n in CACHE_SIZES if wanted <= n < n_text_ctx), n_text_ctx)
        key = (encoded.batch_size, beam_size, tuple(encoded.cross[0].shape), n_cache)
        state = self._states.get(key)
        if state is None:
            state = GpuDecoderState(
                encoded, beam_size, self._dims, n_cache, self._device, self._dtype
            )
            self._states[key] = state
            state.set_rules(GpuTokenRules.none(self._dims))
            for width, mode in (*CAPTURED_PROMPTS, (1, Mode.STEP)):
                self._graph.capture((key, width, mode), state.inputs(width, mode))
        state.set_audio(encoded)
        state.set_rules(rules or GpuTokenRules.none(self._dims))
        return GpuDecoderRun(self._graph, state, key)


class GpuDecoderRun:
    """One decode."""

    def __init__(
        self, graph: CapturedGraph, state: GpuDecoderState, key: tuple[object, ...]
    ) -> None:
        self._graph = graph
        self._state = state
        self._key = key
        self._mode = Mode.START

    def take(self, tokens: NDArray[np.int64]) -> None:
        """Send a part of the prompt, (batch, n_tokens)."""
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
        """See ``engine.decoding.greedy.DecoderRun``: each token is taken alone, and all are waited for."""
        answers: dict[int, NDArray[np.float32]] = {}
        for row, column in enumerate(tokens.T):
            self.take(column[:, None])
            if row in rows:
                answers[row] = np.array(self._state.logits.to(CPU()).to_numpy())
            else:
                self.sums()  # To wait: the next token goes where this one came from.
        return np.stack([answers[row] for row in rows], axis=1)

    def reorder(self, parents: Sequence[int]) -> None:
        """See ``engine.decoding.greedy.DecoderRun``."""
        self._state.reorder(parents)

    def _call(self, width: int, mode: Mode) -> None:
        self._graph((self._key, width, mode), self._state.inputs(width, mode))


class GpuSearch:
    """A ``TokenSearch`` of which only the tokens leave the device."""

    def __init__(
        self,
        decoder: GpuDecoder,
        tokenizer: Tokenizer,
        clock: DeviceClock,
        options: SearchOptions,
    ) -> None:
        """Search with ``decoder``; options that the host must see to are not heeded."""
        self._decoder = decoder
        self._tokenizer = tokenizer
        self._clock = clock
        self._rules = gpu_token_rules(tokenizer, decoder.n_vocab, options)

    def __call__(
        self, encoded: EncodedAudio, prefix: Sequence[int], budget: int | None
    ) -> Steps[SearchResult]:
        """See ``TokenSearch``."""
        timings = Timings()
        n_left = most_tokens(self._decoder.n_text_ctx, len(prefix), budget)
        self._clock.start()
        with timings.timed("prefill"):
            run = self._prefilled(encoded, prefix, len(prefix) + n_left - 1)
        results = yield from within(
            self._decoded(run, encoded.n_windows, n_left), partial(timings.timed, "decode")
        )
        device = self._clock.elapsed_ms()
        return SearchResult(tuple(results), timings.prefill, timings.decode, device)

    def _prefilled(
        self, encoded: EncodedAudio, prefix: Sequence[int], n_tokens: int
    ) -> GpuDecoderRun:
        """Begin a decode of at most ``n_tokens`` and give it the prompt."""
        n_start = prefix.index(self._tokenizer.sot) + 1
        run = self._decoder.start(encoded, self._after(n_start), n_tokens)
        for part in (prefix[:n_start], prefix[n_start:]):
            if part:
                run.take(np.array([part] * encoded.batch_size))
        return run

    def _decoded(
        self, run: GpuDecoderRun, n_windows: int, n_left: int
    ) -> Steps[list[DecodingResult]]:
        """Let tokens be chosen until all windows have ended, or ``n_left`` are."""
        eot = self._tokenizer.eot
        n_done, rows = 0, []
        while n_done < n_left:
            yield
            n_steps = min(STEPS_PER_READ, n_left - n_done)
            run.step(n_steps)
            n_done += n_steps
            rows = run.sampled()[:n_windows, :n_done].tolist()
            if all(eot in row for row in rows):
                break
        self._clock.stop()
        sums, no_speech_probs = run.sums()[:n_windows], run.no_speech_probs()[:n_windows]
        return [
            decoding_result(row, total, no_speech_prob, eot)
            for row, total, no_speech_prob in zip(
                rows, sums.tolist(), no_speech_probs.tolist(), strict=True
            )
        ]

    def _after(self, n_start: int) -> GpuTokenRules:
        """Return the rules for a prompt whose start token is the last of so many."""
        if self._rules.marks[Mark.SOT_END] != n_start:
            marks = self._rules.marks.copy()
            marks[Mark.SOT_END] = n_start
            self._rules = replace(self._rules, marks=marks)
        return self._rules
