"""A draft saves calls of the network and changes nothing that is chosen."""

from collections.abc import Sequence

import numpy as np
import pytest
from fakes.scripted_run import ScriptedRun, scripted
from hypothesis import given
from hypothesis import strategies as st
from models.tiny_vocabulary import tiny_vocabulary
from numpy.typing import NDArray

from engine.decoding.drafted_run import DraftedRun
from engine.decoding.greedy import DecodingResult, decode_greedily
from engine.decoding.logit_filters import TimestampRules
from engine.steps import finish
from engine.tokenizer.tokenizer import Tokenizer

TINY = Tokenizer(tiny_vocabulary())
N_VOCAB, EOT = TINY.n_vocab, TINY.eot
PREFIX = (TINY.sot, TINY.languages["de"], TINY.transcribe)
A, B, C = TINY.encode("ABC")


class RememberingRun:
    """A network whose logits depend on all tokens so far, however they were handed over."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._tokens: list[int] = []
        self.calls: list[int] = []
        """How many tokens each call took."""

    def logits(self, tokens: NDArray[np.int64], rows: Sequence[int]) -> NDArray[np.float32]:
        n_before = len(self._tokens)
        self._tokens += tokens[0].tolist()
        self.calls.append(tokens.shape[1])
        ends = [n_before + row + 1 for row in rows]
        return np.stack([self._after(self._tokens[:end]) for end in ends])[None]

    def reorder(self, parents: Sequence[int]) -> None:
        assert list(parents) == [0]

    def rewind(self, n_tokens: int) -> None:
        del self._tokens[n_tokens:]

    def _after(self, tokens: list[int]) -> NDArray[np.float32]:
        rng = np.random.default_rng([self._seed, *tokens])
        logits = (3.0 * rng.standard_normal(N_VOCAB)).astype(np.float32)
        logits[EOT] += 0.4 * len(tokens)
        return logits


def _decoded(run: RememberingRun | DraftedRun | ScriptedRun) -> DecodingResult:
    steps = decode_greedily(run, TINY, np.array([PREFIX]), [TimestampRules(TINY)], 40)
    (result,) = finish(steps)
    return result


@given(
    seed=st.integers(0, 1000),
    n_right=st.integers(0, 30),
    wrong=st.lists(st.integers(0, N_VOCAB - 1), max_size=5),
)
def test_any_draft_gives_the_tokens_and_probabilities_of_none(
    seed: int, n_right: int, wrong: list[int]
) -> None:
    plain = _decoded(RememberingRun(seed))
    draft = (*plain.tokens[:n_right], *wrong)
    drafted = DraftedRun(RememberingRun(seed), draft)
    assert _decoded(drafted) == plain
    assert drafted.n_accepted >= min(n_right, len(plain.tokens))


def test_a_draft_that_is_right_costs_one_call() -> None:
    plain = _decoded(RememberingRun(3))
    run = RememberingRun(3)
    _decoded(DraftedRun(run, plain.tokens))
    assert run.calls == [len(PREFIX) + len(plain.tokens)]


@pytest.mark.parametrize("edit", ["one other", "one more", "one less"])
def test_after_a_wrong_token_the_rest_of_a_draft_is_checked_at_once(edit: str) -> None:
    plain = _decoded(RememberingRun(3)).tokens
    assert len(plain) > 6
    wrong = next(token for token in range(N_VOCAB) if token not in plain)
    middle = {"one other": (wrong,), "one more": (wrong, plain[2]), "one less": ()}[edit]
    draft = (*plain[:2], *middle, *plain[3:])
    run = RememberingRun(3)
    drafted = DraftedRun(run, draft)
    assert _decoded(drafted).tokens == plain
    # The first token that the draft has again is found when it was chosen.
    n_alone = 0 if edit == "one more" else 1
    n_rest = len(plain) - 3 - n_alone
    assert run.calls == [len(PREFIX) + len(draft), *[1] * n_alone, 1 + n_rest]
    assert drafted.n_accepted == 2 + n_rest


def test_a_draft_of_another_text_costs_no_more_calls_than_none() -> None:
    plain = _decoded(RememberingRun(3))
    other = [token for token in range(N_VOCAB) if token not in plain.tokens]
    run = RememberingRun(3)
    drafted = DraftedRun(run, other[:8])
    assert _decoded(drafted) == plain
    assert drafted.n_accepted == 0
    assert run.calls == [len(PREFIX) + 8, *[1] * len(plain.tokens)]


def test_an_empty_draft_is_no_draft() -> None:
    run = scripted([[A, B, C, EOT]], N_VOCAB)
    assert _without_rules(DraftedRun(_Rewindable(run), ())) == (A, B, C)


class _Rewindable:
    """A scripted run in which nothing is to be forgotten."""

    def __init__(self, run: ScriptedRun) -> None:
        self._run = run
        self._n_tokens = 0

    def logits(self, tokens: NDArray[np.int64], rows: Sequence[int]) -> NDArray[np.float32]:
        self._n_tokens += tokens.shape[1]
        return self._run.logits(tokens, rows)

    def reorder(self, parents: Sequence[int]) -> None:
        self._run.reorder(parents)

    def rewind(self, n_tokens: int) -> None:
        assert n_tokens == self._n_tokens


def _without_rules(run: DraftedRun) -> tuple[int, ...]:
    (result,) = finish(decode_greedily(run, TINY, np.array([PREFIX]), (), 40))
    return result.tokens
