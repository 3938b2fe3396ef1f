"""A decode that checks a draft: its tokens in one call of the network, as far as they prove right."""

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray


class RewindableRun(Protocol):
    """A ``DecoderRun`` of one row that can forget its last tokens."""

    def logits(self, tokens: NDArray[np.int64], rows: Sequence[int]) -> NDArray[np.float32]:
        """See ``DecoderRun``."""
        ...

    def reorder(self, parents: Sequence[int]) -> None:
        """See ``DecoderRun``."""
        ...

    def rewind(self, n_tokens: int) -> None:
        """Forget all tokens but the first ``n_tokens``."""
        ...


NEAR: Final = 4
"""Tokens of a draft among which a chosen one is looked for, once another one was chosen."""


class DraftedRun:
    """A ``DecoderRun`` of one row whose calls also take the tokens that probably follow.

    While the tokens chosen are those of the draft, their logits are there already. From the first other
    one on, the network is asked as usual until a chosen token is the draft's again: a word written
    otherwise leaves the rest of a text as it was. So the search chooses what it would choose without a
    draft, provided that the network gives each token the same logits whether it comes alone or with
    others.
    """

    def __init__(self, run: RewindableRun, draft: Sequence[int]) -> None:
        """Check ``draft``, which follows the prefix, on a fresh ``run``."""
        self.n_accepted = 0
        """Tokens of the draft that were chosen when their logits were there."""
        self._run = run
        self._rest = list(draft)
        """What is left of the draft."""
        self._ahead: list[NDArray[np.float32]] = []
        """What follows each token of the rest, (1, 1, n_vocab) each; empty while nobody knows."""
        self._n_before = 0
        """Tokens that were chosen, or belong to the prefix."""

    def logits(self, tokens: NDArray[np.int64], rows: Sequence[int]) -> NDArray[np.float32]:
        """See ``DecoderRun``; the first call takes the prefix."""
        is_prefix = not self._n_before
        n_before, self._n_before = self._n_before, self._n_before + tokens.shape[1]
        first = int(tokens[0, 0])
        if self._ahead and first == self._rest[0]:
            self.n_accepted += 1
            del self._rest[0]
            return self._ahead.pop(0)
        self._ahead = []
        self._run.rewind(n_before)
        if is_prefix or self._goes_on_after(first):
            return self._taken_with_rest(tokens, rows)
        return self._run.logits(tokens, rows)

    def reorder(self, parents: Sequence[int]) -> None:
        """See ``DecoderRun``: there is only one row."""
        self._run.reorder(parents)

    def peek(self, row: int, tokens: Sequence[int]) -> NDArray[np.float32]:
        """See ``PeekingRun``; what is left of the draft has to be checked again."""
        self._ahead = []
        self._run.rewind(self._n_before)
        logits = self._run.logits(np.array([tokens]), (len(tokens) - 1,))
        self._run.rewind(self._n_before)
        return logits[row, 0]

    def _goes_on_after(self, token: int) -> bool:
        """Tell whether the draft goes on after a token, and drop what stands before that."""
        try:
            place = self._rest.index(token, 0, NEAR)
        except ValueError:
            return False
        del self._rest[: place + 1]
        return True

    def _taken_with_rest(
        self, tokens: NDArray[np.int64], rows: Sequence[int]
    ) -> NDArray[np.float32]:
        """Have the network take tokens and the rest of the draft in one call."""
        n_tokens, n_rows = tokens.shape[1], len(rows)
        drafted = np.concatenate((tokens, np.array([self._rest], np.int64)), axis=1)
        logits = self._run.logits(drafted, (*rows, *range(n_tokens, drafted.shape[1])))
        # Copies, since the search changes what it is given.
        self._ahead = [logits[:, n : n + 1].copy() for n in range(n_rows, logits.shape[1])]
        return logits[:, :n_rows].copy()
