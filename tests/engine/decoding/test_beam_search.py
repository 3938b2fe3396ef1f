"""The likeliest text among several, by the reference's rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
import pytest
from fakes.scripted_run import random_run
from hypothesis import given
from hypothesis import strategies as st
from models.tiny_vocabulary import tiny_vocabulary
from numpy.typing import NDArray

from engine.decoding.beam_search import decode_with_beams
from engine.decoding.greedy import decode_greedily
from engine.decoding.logit_filters import (
    LogitFilter,
    SuppressBlank,
    SuppressTokens,
    TimestampRules,
    never_said,
)
from engine.options import DecodingOptions
from engine.steps import finish
from engine.tokenizer.tokenizer import Tokenizer

TINY = Tokenizer(tiny_vocabulary())
N_VOCAB = len(tiny_vocabulary())
A, B, C = (TINY.encode(text)[0] for text in (" the", " and", " s"))
WORDS = (A, B, C, TINY.eot)

FILTERS: Sequence[LogitFilter] = (
    SuppressBlank(TINY),
    SuppressTokens(never_said(TINY)),
    TimestampRules(TINY),
)

Text = tuple[int, ...]


@dataclass
class Language:
    """A network for which what may follow depends on all that was said; some words have a chance."""

    likelihoods: Callable[[Text], Sequence[float]]
    """Probabilities of ``WORDS`` after a text."""
    histories: list[Text] = field(default_factory=list)

    def logits(self, tokens: NDArray[np.int64], rows: Sequence[int]) -> NDArray[np.float32]:
        if not self.histories:
            self.histories = [()] * len(tokens)
        else:
            self.histories = [
                (*said, int(token))
                for said, token in zip(self.histories, tokens[:, 0], strict=True)
            ]
        after = np.full((len(tokens), N_VOCAB), -30.0, np.float32)
        for row, said in enumerate(self.histories):
            # What began with noise does not end: it only fills beams that have nothing better.
            is_sense = set(said) <= set(WORDS)
            chances = self.likelihoods(said) if is_sense else (0.3, 0.3, 0.4, 1e-9)
            after[row, list(WORDS)] = np.log(chances)
        return np.repeat(after[:, None], len(rows), axis=1)

    def reorder(self, parents: Sequence[int]) -> None:
        self.histories = [self.histories[parent] for parent in parents]


def _trap(said: Text) -> Sequence[float]:
    """The likeliest first word leads nowhere; the second likeliest to a certain end."""
    if said == ():
        return (0.55, 0.43, 0.01, 0.01)
    if said == (B,):
        return (0.01, 0.01, 0.01, 0.97)
    return (0.3, 0.3, 0.3, 0.1)


def _found(language: Language, beam_size: int, n_left: int = 6) -> tuple[Text, float, bool]:
    steps = decode_with_beams(
        language, TINY, [TINY.sot], [], n_left, DecodingOptions(beam_size=beam_size)
    )
    result = finish(steps)
    return result.tokens, result.avg_logprob, result.has_ended


def test_a_word_that_leads_nowhere_is_given_up_for_one_that_seemed_less_likely() -> None:
    greedy, *_ = _found(Language(_trap), 1)
    assert greedy[0] == A
    tokens, avg_logprob, has_ended = _found(Language(_trap), 2)
    assert tokens == (B,)
    assert has_ended
    assert avg_logprob == pytest.approx(np.log(0.43 * 0.97) / 2, abs=1e-4)


def test_a_text_that_does_not_end_is_what_is_left_where_none_ends() -> None:
    endless = Language(lambda _: (0.6, 0.3, 0.1 - 1e-9, 1e-9))
    tokens, _, has_ended = _found(endless, 3, n_left=5)
    assert tokens == (A,) * 5
    assert not has_ended


@given(st.integers(0, 10_000))
def test_with_as_many_beams_as_there_are_texts_the_likeliest_of_all_is_found(seed: int) -> None:
    rng = np.random.default_rng(seed)
    chances: dict[Text, NDArray[np.float64]] = {}

    def likelihoods(said: Text) -> Sequence[float]:
        if said not in chances:
            drawn = rng.dirichlet(np.full(4, 0.7)) + 1e-6
            # The third word is followed by the end alone, so that all texts are listed.
            chances[said] = drawn if len(said) < 3 else np.array([1e-9, 1e-9, 1e-9, 1.0])
        return [float(chance) for chance in chances[said]]

    tokens, avg_logprob, has_ended = _found(Language(likelihoods), 40)
    every = [text for n in range(4) for text in product((A, B, C), repeat=n)]

    def total(text: Text) -> float:
        steps = [np.log(likelihoods(text[:i])) for i in range(len(text) + 1)]
        normed = [step - np.log(np.exp(step).sum()) for step in steps]
        places = [WORDS.index(token) for token in (*text, TINY.eot)]
        return float(sum(step[place] for step, place in zip(normed, places, strict=True)))

    def mean(text: Text) -> float:
        return total(text) / max(len(text), 1)

    assert has_ended
    assert mean(tokens) == pytest.approx(max(map(mean, every)), abs=1e-3)
    assert avg_logprob == pytest.approx(total(tokens) / (len(tokens) + 1), abs=1e-3)


@given(st.integers(0, 50))
def test_one_beam_is_the_greedy_search(seed: int) -> None:
    runs = [random_run(seed, n_steps=30, batch_size=1, n_vocab=N_VOCAB) for _ in range(2)]
    (greedy,) = finish(decode_greedily(runs[0], TINY, np.array([[TINY.sot]]), FILTERS, 30))
    beam = finish(decode_with_beams(runs[1], TINY, [TINY.sot], FILTERS, 30, DecodingOptions()))
    assert beam.tokens == greedy.tokens
    assert beam.has_ended == greedy.has_ended
    assert beam.no_speech_prob == pytest.approx(greedy.no_speech_prob)
    assert beam.avg_logprob == pytest.approx(greedy.avg_logprob, abs=1e-5)


def test_each_beam_obeys_the_rules_of_its_own_text() -> None:
    options = DecodingOptions(beam_size=4)
    run = random_run(3, n_steps=30, batch_size=4, n_vocab=N_VOCAB)
    result = finish(decode_with_beams(run, TINY, [TINY.sot], FILTERS, 30, options))
    times = [token for token in result.tokens if token >= TINY.timestamp_begin]
    assert result.tokens[0] >= TINY.timestamp_begin
    assert times == sorted(times)
    assert not set(result.tokens) & set(never_said(TINY))
