"""A decode that checks a draft: all its tokens in one call of the network, as far as they prove right."""

from collections.abc import Sequence
from typing import Protocol

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


class DraftedRun:
    """A ``DecoderRun`` of one row whose first call also takes the tokens that probably follow.

    While the tokens chosen are those of the draft, their logits are there already; from the first other
    one on, the network is asked as usual. So the search chooses what it would choose without a draft,
    provided that the network gives each token the same logits whether it comes alone or with others.
    """

    def __init__(self, run: RewindableRun, draft: Sequence[int]) -> None:
        """Check ``draft``, which follows the prefix, on a fresh ``run``."""
        self.n_accepted = 0
        """Tokens of the draft that were chosen."""
        self._run = run
        self._draft = list(draft)
        self._ahead: NDArray[np.float32] | None = None
        """Shape (n_draft, n_vocab): what follows each token of the draft; None where it is of no use."""
        self._n_prefix = 0

    def logits(self, tokens: NDArray[np.int64], rows: Sequence[int]) -> NDArray[np.float32]:
        """See ``DecoderRun``; the first call takes the prefix."""
        if not self._n_prefix:
            return self._take_prefix(tokens, rows)
        n = self.n_accepted
        if self._ahead is not None and tokens[0].tolist() == self._draft[n : n + 1]:
            self.n_accepted += 1
            return self._ahead[None, n : n + 1].copy()
        if self._ahead is not None and n < len(self._draft):
            self._run.rewind(self._n_prefix + n)
        self._ahead = None
        return self._run.logits(tokens, rows)

    def reorder(self, parents: Sequence[int]) -> None:
        """See ``DecoderRun``: there is only one row."""
        self._run.reorder(parents)

    def _take_prefix(
        self, tokens: NDArray[np.int64], rows: Sequence[int]
    ) -> NDArray[np.float32]:
        self._n_prefix = tokens.shape[1]
        drafted = np.concatenate((tokens, np.array([self._draft], np.int64)), axis=1)
        last = range(self._n_prefix, drafted.shape[1])
        logits = self._run.logits(drafted, (*rows, *last))
        self._ahead = logits[0, len(rows) :]
        return logits[:, : len(rows)].copy()
