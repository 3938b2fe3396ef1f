"""Beam search: several texts are followed at once, and the likeliest that ended is taken.

The reference's rules (Radford et al. 2022, ``whisper.decoding``): at each step the likeliest
continuations of all beams go on, those that end are put aside, and the search is over when as many
have ended as there are beams, or ``patience`` times as many. The texts' scores decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.decoding.greedy import DecoderRun, DecodingResult, decoding_result
from engine.decoding.hotwords import HotwordSearch, Lift
from engine.decoding.logit_filters import LogitFilter, log_softmax
from engine.decoding.ranking import score
from engine.options import DecodingOptions
from engine.steps import Steps
from engine.tokenizer.tokenizer import Tokenizer

N_GROUPS: Final = 256
"""Into which the vocabulary is split, to find its largest values by the groups' maxima."""


@dataclass(slots=True)
class _Beams:
    """The texts that are followed, and those that have ended.

    Attributes:
        sampled: int64 (n, n_sampled): tokens so far, without the prefix.
        totals: float64 (n,): sums of their log-probabilities, as if hotwords were certain.
        ended: Likelihoods of the texts that ended, the end token counted but not kept.
    """

    sampled: NDArray[np.int64]
    totals: NDArray[np.float64]
    ended: dict[tuple[int, ...], float] = field(default_factory=dict)


def decode_with_beams(
    run: DecoderRun,
    tokenizer: Tokenizer,
    prefix: Sequence[int],
    filters: Sequence[LogitFilter],
    n_left: int,
    options: DecodingOptions,
    *,
    hotwords: HotwordSearch | None = None,
) -> Steps[DecodingResult]:
    """Search one window; pauses before each call of the network.

    Args:
        run: The network, fresh, with a row for each beam.
        tokenizer: For the special tokens.
        prefix: ``initial_tokens`` of the window.
        filters: Applied in order to the logits of each step.
        n_left: Most tokens to decode.
        options: Its ``beam_size``, ``patience`` and ``length_penalty``.
        hotwords: Names to listen for.
    """
    beam_size = options.beam_size
    n_endings = round(beam_size * options.patience)
    yield
    both = run.logits(
        np.array([prefix] * beam_size), (list(prefix).index(tokenizer.sot), len(prefix) - 1)
    )
    no_speech_prob = float(np.exp(log_softmax(both[:1, 0]))[0, tokenizer.no_speech])
    # All beams are equal at first: one stands for all.
    logits = both[:1, 1]
    beams = _Beams(np.empty((1, 0), np.int64), np.zeros(1))
    for step in range(n_left):
        for logit_filter in filters:
            logit_filter(logits, beams.sampled)
        lifts = [] if hotwords is None else list(hotwords.lifts(logits, beams.sampled))
        parents = _advance(beams, logits, lifts, beam_size, n_endings, tokenizer.eot)
        if len(beams.ended) >= n_endings or step == n_left - 1:
            break
        yield
        run.reorder(parents)
        logits = run.logits(beams.sampled[:, -1:], (0,))[:, 0]
    row, total = _likeliest(beams, options, tokenizer.eot)
    total -= 0.0 if hotwords is None else hotwords.lifted(row)
    return decoding_result(row, total, no_speech_prob, tokenizer.eot)


def _advance(
    beams: _Beams,
    logits: NDArray[np.float32],
    lifts: Sequence[Lift],
    beam_size: int,
    n_endings: int,
    eot: int,
) -> list[int]:
    """Go one token further, and return which beam each one goes on from."""
    logprobs = log_softmax(logits)
    for lift in lifts:
        logprobs[lift.row, lift.token] += lift.gain
    # One more of each than there are beams: one of them may be the end.
    n_each = beam_size + 1
    tokens = np.stack([_largest(row, n_each) for row in logprobs])
    reached = beams.totals[:, None] + np.take_along_axis(logprobs, tokens, axis=1)
    parents: list[int] = []
    chosen: list[tuple[int, float]] = []
    for place in np.argsort(-reached, axis=None, kind="stable"):
        beam, i = divmod(int(place), n_each)
        token, total = int(tokens[beam, i]), float(reached[beam, i])
        if token != eot:
            parents.append(beam)
            chosen.append((token, total))
            if len(chosen) == beam_size:
                break
        elif len(beams.ended) < n_endings:
            beams.ended[tuple(beams.sampled[beam].tolist())] = total
    newest = np.array([[token] for token, _ in chosen], np.int64)
    beams.sampled = np.concatenate((beams.sampled[parents], newest), axis=1)
    beams.totals = np.array([total for _, total in chosen])
    return parents


def _largest(values: NDArray[np.float32], n: int) -> NDArray[np.int64]:
    """Return where the ``n`` largest of (n_vocab,) are, ten times as fast as ``np.partition``."""
    size = max(len(values) // N_GROUPS, 1)
    maxima = np.maximum.reduceat(values, np.arange(0, len(values), size))
    # n groups have a value of at least this, so that none of the n largest is below.
    bound = np.partition(maxima, -n)[-n]
    places = np.flatnonzero(values >= bound)
    return places[np.argsort(-values[places], kind="stable")[:n]]


def _likeliest(beams: _Beams, options: DecodingOptions, eot: int) -> tuple[list[int], float]:
    """Return the tokens of the text to take, with the end token if it has ended, and their sum."""
    texts = [([*tokens, eot], total) for tokens, total in beams.ended.items()]
    unfinished = zip(beams.sampled.tolist(), beams.totals.tolist(), strict=True)
    texts += sorted(unfinished, key=lambda text: -text[1])[
        : max(options.beam_size - len(texts), 0)
    ]

    def scored(text: tuple[list[int], float]) -> float:
        tokens, total = text
        return score(total, len(tokens) - tokens.count(eot), options.length_penalty)

    return max(texts, key=scored)
