"""Reproducible random logits and histories for the decoding rules.

Needs only NumPy: the golden results come from another environment, which has the reference.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

N_CASES = 60
N_ROWS = 4


@dataclass(frozen=True, slots=True)
class RuleCase:
    """Logits (batch, n_vocab) and the preceding tokens (batch, n_sampled)."""

    logits: NDArray[np.float32]
    sampled: NDArray[np.int64]


def rule_case(seed: int, timestamp_begin: int, n_vocab: int) -> RuleCase:
    """Return a batch in which timestamps are likelier than text in about half of the rows.

    Histories are arbitrary tokens, so that the rules are also tested on histories that they
    would never allow.
    """
    rng = np.random.default_rng(seed)
    logits = 3.0 * rng.standard_normal((N_ROWS, n_vocab))
    logits[:, timestamp_begin:] += rng.uniform(-7.0, 2.0, (N_ROWS, 1))
    n_sampled = 0 if seed % 5 == 0 else int(rng.integers(1, 9))
    shape = (N_ROWS, n_sampled)
    text = rng.integers(0, timestamp_begin, shape)
    times = np.sort(rng.integers(timestamp_begin, n_vocab, shape), axis=1)
    sampled = np.where(rng.random(shape) < 0.5, text, times)
    return RuleCase(logits.astype(np.float32), sampled.astype(np.int64))


def banned_tokens(n_vocab: int) -> list[int]:
    """Return some tokens to suppress at every step."""
    chosen = np.random.default_rng(0).choice(n_vocab, 40, replace=False)
    return [int(token) for token in chosen]
