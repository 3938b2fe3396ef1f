"""Finds the words of a window and their times, once its text is known.

The decoder is run once more, on the tokens of the text, and the attention of the heads that follow the
speech is read (Radford et al.'s implementation of 2023, ``timing.py``). That pass is in float32 and in
NumPy: the graphs' attention is fused, and one pass over known tokens is fast enough without a compile.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from engine.alignment.segments import with_words
from engine.alignment.warping import attention_map, first_frames
from engine.alignment.words import (
    TimedWord,
    shortened_at_sentence_ends,
    split_words,
    typical_duration,
    with_punctuation,
)
from engine.checkpoints.opened import AlignmentHeads, OpenedCheckpoint
from engine.decoding.greedy import DecoderRun
from engine.decoding.logit_filters import log_softmax
from engine.numpy_network.decoder import CrossAttention, NumpyDecoder
from engine.steps import Steps
from engine.tokenizer.tokenizer import TIMESTAMP_STEP_S, Tokenizer
from engine.transcript import Segment


@dataclass(frozen=True, slots=True)
class SpokenWindow:
    """A window whose text is known.

    Attributes:
        run: A fresh decode of it, which gives probabilities.
        cross: What each decoder layer attends to.
        n_frames: Encoder frames with sound.
        start_s: Where it starts in the recording.
        sot_sequence: The tokens that start its transcript, without that for no timestamps.
        language: Its language.
        last_speech_s: Where the words before it ended in the recording.
    """

    run: DecoderRun
    cross: Iterable[CrossAttention]
    n_frames: int
    start_s: float
    sot_sequence: tuple[int, ...]
    language: str
    last_speech_s: float


class WordAligner:
    """Word times by one checkpoint, which is opened when they are first asked for."""

    def __init__(self, opened: Callable[[], OpenedCheckpoint], tokenizer: Tokenizer) -> None:
        self._open = opened
        self._tokenizer = tokenizer

    def timed(self, window: SpokenWindow, segments: Sequence[Segment]) -> Steps[list[Segment]]:
        """Return a window's segments with words; pauses before each longer piece of work."""
        said = [[t for t in segment.tokens if t < self._tokenizer.eot] for segment in segments]
        text = [token for tokens in said for token in tokens]
        words = (yield from self._words(window, text)) if text and window.n_frames else []
        typical = typical_duration(words)
        words = with_punctuation(shortened_at_sentence_ends(words, 2 * typical))
        lengths = [len(tokens) for tokens in said]
        return with_words(
            segments, words, lengths, typical, window.start_s, window.last_speech_s
        )

    def _words(self, window: SpokenWindow, text: Sequence[int]) -> Steps[list[TimedWord]]:
        tokenizer, first = self._tokenizer, len(window.sot_sequence)
        tokens = [*window.sot_sequence, tokenizer.no_timestamps, *text, tokenizer.eot]
        yield
        # (n_text, n_vocab): what was expected before each token of the text.
        rows = range(first, first + len(text))
        logits = window.run.logits(np.array([tokens]), rows)[0]
        probabilities = _probabilities(logits[:, : tokenizer.eot], text)
        yield
        scores = yield from self._decoder.cross_scores(tokens, window.cross, self._heads)
        attention = attention_map(scores[:, :, : window.n_frames])
        # A token is predicted, and its sound attended to, in the row before its own.
        starts = first_frames(-attention[first:-1]) * TIMESTAMP_STEP_S
        words = split_words(text, tokenizer, window.language)
        edges = accumulate((n_tokens for _, n_tokens in words), initial=0)
        return [
            TimedWord(
                word, n, float(starts[i]), float(starts[j]), float(probabilities[i:j].mean())
            )
            for (word, n), (i, j) in zip(words, pairwise(edges), strict=True)
        ]

    @cached_property
    def _checkpoint(self) -> OpenedCheckpoint:
        return self._open()

    @cached_property
    def _decoder(self) -> NumpyDecoder:
        return NumpyDecoder(self._checkpoint.weights, self._checkpoint.dims)

    @cached_property
    def _heads(self) -> AlignmentHeads:
        given, dims = self._checkpoint.alignment_heads, self._checkpoint.dims
        if given is not None:
            return given
        # As the reference does it: all heads of the upper half of the layers.
        layers = range(dims.n_text_layer // 2, dims.n_text_layer)
        return tuple((layer, head) for layer in layers for head in range(dims.n_text_head))


def _probabilities(logits: NDArray[np.float32], tokens: Sequence[int]) -> NDArray[np.float32]:
    likelihoods = log_softmax(logits)
    return np.exp(np.take_along_axis(likelihoods, np.array(tokens)[:, None], axis=1)[:, 0])
