"""Hotwords: names that somebody expects, written where they are heard, and not where they are not.

A name that a model would not write by itself mostly fails in one or two of its tokens; the others are the likeliest
by far. So where a name might begin, the network is asked how it would go on. The name is written if all of it
loses little against what the model would write: a name that was not said falls far behind in some token.

All that decides are the tokens so far and the sound, whether texts are followed one by one, in a batch, as
beams, or along a draft. Only the choice of tokens changes; what is told of them, their likelihood above
all, is the model's own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from engine.decoding.logit_filters import LogitFilter, log_softmax
from engine.tokenizer.tokenizer import Tokenizer

LOSS: Final = 6.0
"""The most by which the log probabilities of a name's tokens may be below the best ones', all together."""


@runtime_checkable
class PeekingRun(Protocol):
    """A ``DecoderRun`` that can look ahead."""

    def peek(self, row: int, tokens: Sequence[int]) -> NDArray[np.float32]:
        """Return the logits (n_vocab,) after a row's tokens and these, which it forgets again."""
        ...


@dataclass(slots=True)
class _Node:
    """What may follow a part of a name.

    Attributes:
        after: By the next token.
        is_whole: Whether the part is a whole name.
    """

    after: dict[int, "_Node"] = field(default_factory=dict)
    is_whole: bool = False

    def add(self, tokens: Sequence[int]) -> None:
        node = self
        for token in tokens:
            node = node.after.setdefault(token, _Node())
        node.is_whole = True


class Hotwords:
    """Names as a trie of the tokens that they are spelled with."""

    def __init__(self, tokenizer: Tokenizer, text: str) -> None:
        """Read the names of ``text``: see ``names_in``."""
        self._tokenizer = tokenizer
        self._after_space, self._bare = _Node(), _Node()
        for name in names_in(text):
            self._after_space.add(tokenizer.encode(f" {name}"))
            self._bare.add(tokenizer.encode(name))

    def beginning(self, sampled: Sequence[int]) -> Iterator[_Node]:
        """Yield what names may begin with after some tokens."""
        if self._tokenizer.eot in sampled[-1:]:
            return
        yield self._after_space
        if not self._is_within_word(sampled):
            yield self._bare

    def goes_on(self, token: int) -> bool:
        """Tell whether a token goes on with the word before it."""
        return _is_cased(self._text(token)[:1])

    def _is_within_word(self, sampled: Sequence[int]) -> bool:
        return bool(sampled) and _is_cased(self._text(sampled[-1])[-1:])

    def _text(self, token: int) -> str:
        return self._tokenizer.decode([token])


def names_in(text: str) -> list[str]:
    """Return the names that a text lists: one a line, else between commas, else between spaces."""
    separator = next((one for one in ("\n", ",") if one in text), None)
    return [name for part in text.split(separator) if (name := part.strip().rstrip(".!?"))]


def _is_cased(char: str) -> bool:
    """Tell whether a character belongs to a word of a script that has spaces between words."""
    return char.isdigit() or char.lower() != char.upper()


@dataclass(frozen=True, slots=True)
class Lift:
    """A token that spells a hotword, to be chosen although others are likelier.

    Attributes:
        row: Of the batch.
        token: The token.
        gain: By which its log probability is below that of certainty.
    """

    row: int
    token: int
    gain: float


class HotwordSearch:
    """The hotwords of one decode."""

    def __init__(
        self, hotwords: Hotwords, run: PeekingRun, filters: Sequence[LogitFilter]
    ) -> None:
        """Listen for ``hotwords`` in what ``run`` decodes, by the rules of ``filters``."""
        self._hotwords = hotwords
        self._run = run
        self._filters = filters
        self._spelled: dict[tuple[int, ...], int] = {}
        """The next token of a name, by the tokens after which it begins or goes on."""
        self._gains: dict[tuple[int, ...], float] = {}
        """Of the last token of some tokens."""

    def lifts(self, logits: NDArray[np.float32], sampled: NDArray[np.int64]) -> Iterator[Lift]:
        """Yield what is to be chosen.

        Args:
            logits: Shape (batch, n_vocab), filtered: after the run's newest tokens.
            sampled: Shape (batch, n_sampled): the tokens chosen so far, without the prefix.
        """
        for row, tokens in enumerate(map(tuple, sampled.tolist())):
            if tokens not in self._spelled:
                self._listen(row, tokens, logits[row])
            if tokens in self._spelled:
                token = self._spelled[tokens]
                gain = -float(log_softmax(logits[row])[token])
                self._gains[*tokens, token] = gain
                yield Lift(row, token, gain)

    def lifted(self, tokens: Sequence[int]) -> float:
        """Return the sum of the gains of a text's tokens."""
        ends = range(1, len(tokens) + 1)
        return sum(self._gains.get(tuple(tokens[:end]), 0.0) for end in ends)

    def _listen(self, row: int, sampled: tuple[int, ...], logits: NDArray[np.float32]) -> None:
        """Note the name that loses least, if one may be heard."""
        heard = [
            path
            for node in self._hotwords.beginning(sampled)
            for path in self._paths(row, sampled, logits, node, ())
        ]
        if heard:
            best = min(heard, key=lambda path: sum(loss for _, loss in path))
            name = [token for token, _ in best]
            for n, token in enumerate(name):
                self._spelled[*sampled, *name[:n]] = token

    def _paths(
        self,
        row: int,
        sampled: tuple[int, ...],
        logits: NDArray[np.float32],
        node: _Node,
        path: tuple[tuple[int, float], ...],
    ) -> Iterator[tuple[tuple[int, float], ...]]:
        """Yield the names that go on after ``path``, as tokens and their losses."""
        tokens = list(node.after)
        losses = logits.max() - logits[tokens]
        left = LOSS - sum(loss for _, loss in path)
        for place in np.flatnonzero(losses <= left).tolist():
            longer = (*path, (tokens[place], float(losses[place])))
            after = node.after[tokens[place]]
            then = self._peeked(row, sampled, [token for token, _ in longer])
            if after.is_whole and not self._hotwords.goes_on(int(then.argmax())):
                yield longer
            yield from self._paths(row, sampled, then, after, longer)

    def _peeked(
        self, row: int, sampled: tuple[int, ...], tokens: Sequence[int]
    ) -> NDArray[np.float32]:
        """Return the logits after more tokens, filtered."""
        logits = self._run.peek(row, tokens)[None]
        for logit_filter in self._filters:
            logit_filter(logits, np.array([[*sampled, *tokens]], np.int64))
        return logits[0]
