"""Filters against texts that repeat themselves, as CTranslate2 has them: off unless asked for.

They count what was chosen in this window alone, timestamps included. Unlike the fallback they also
change texts that are right: whoever says a name twice may find it spelled in two ways.
"""

import numpy as np
from numpy.typing import NDArray

from engine.decoding.logit_filters import FORBIDDEN


class RepetitionPenalty:
    """Tokens that were chosen before are less likely (Keskar et al. 2019, section 4.1)."""

    def __init__(self, penalty: float) -> None:
        self._penalty = np.float32(penalty)

    def __call__(self, logits: NDArray[np.float32], sampled: NDArray[np.int64]) -> None:
        """Divide what speaks for them, and multiply what speaks against them, by the penalty."""
        if sampled.shape[1] == 0:
            return
        scores = np.take_along_axis(logits, sampled, axis=1)
        scores = np.where(scores < 0, scores * self._penalty, scores / self._penalty)
        np.put_along_axis(logits, sampled, scores, axis=1)


class NoRepeatNgram:
    """So many tokens never follow each other twice."""

    def __init__(self, size: int) -> None:
        self._size = size

    def __call__(self, logits: NDArray[np.float32], sampled: NDArray[np.int64]) -> None:
        """Forbid what would end a sequence that was there before."""
        for row, tokens in zip(logits, sampled.tolist(), strict=True):
            newest = tokens[len(tokens) - self._size + 1 :]
            for end in range(self._size - 1, len(tokens)):
                if tokens[end - self._size + 1 : end] == newest:
                    row[tokens[end]] = FORBIDDEN
