"""The rules forbid what the reference's filters forbid, and hold whatever the network says."""

import hashlib
import json
from itertools import pairwise

import numpy as np
import project_files
import pytest
from fakes.scripted_run import random_run
from hypothesis import given
from hypothesis import strategies as st
from models.tiny_vocabulary import tiny_vocabulary
from samples.rule_cases import N_CASES, banned_tokens, rule_case

from engine.decoding.greedy import decode_greedily
from engine.decoding.logit_filters import (
    SuppressBlank,
    SuppressTokens,
    TimestampRules,
    log_probs_of,
    log_softmax,
)
from engine.steps import finish
from engine.tokenizer.tokenizer import Tokenizer

TINY = Tokenizer(tiny_vocabulary())
BEGIN, EOT, N_VOCAB = TINY.timestamp_begin, TINY.eot, TINY.n_vocab
WORD = TINY.encode("the")[0]
GOLDEN = json.loads((project_files.GOLDEN / "rules.json").read_bytes())


def at(seconds: float) -> int:
    return BEGIN + round(seconds / 0.02)


def allowed_after(*sampled: int, timestamps: float = -20.0) -> set[int]:
    """Return what may follow; as it stands, text outweighs the sum of all timestamps."""
    logits = np.zeros((1, N_VOCAB), np.float32)
    logits[:, BEGIN:] = timestamps
    TimestampRules(TINY)(logits, np.array([sampled], np.int64).reshape(1, -1))
    return set(np.flatnonzero(np.isfinite(logits[0])).tolist())


ORDINARY = set(range(EOT))
SPECIAL = set(range(EOT, BEGIN)) - {TINY.no_timestamps}


def times_from(seconds: float) -> set[int]:
    return set(range(at(seconds), N_VOCAB))


@pytest.mark.parametrize("seed", range(N_CASES))
def test_all_rules_forbid_what_the_reference_forbids(seed: int) -> None:
    case = rule_case(seed, BEGIN, N_VOCAB)
    logits = case.logits.copy()
    banned = SuppressTokens(banned_tokens(N_VOCAB))
    for logit_filter in (SuppressBlank(TINY), banned, TimestampRules(TINY)):
        logit_filter(logits, case.sampled)
    forbidden = np.isneginf(logits)
    golden = GOLDEN[seed]
    assert forbidden.sum(axis=1).tolist() == golden["n_forbidden"]
    assert logits.argmax(axis=1).tolist() == golden["argmax"]
    assert hashlib.sha256(forbidden.tobytes()).hexdigest() == golden["sha256"]
    assert (logits[~forbidden] == case.logits[~forbidden]).all()


def test_a_transcript_begins_with_a_timestamp_of_the_first_second() -> None:
    assert allowed_after() == set(range(at(0.0), at(1.0) + 1))


def test_an_opening_timestamp_is_followed_by_text_or_the_end() -> None:
    assert allowed_after(at(0.5)) == ORDINARY | SPECIAL
    assert allowed_after(at(0.0), WORD, at(2.0), at(2.0)) == ORDINARY | SPECIAL


def test_a_closing_timestamp_is_followed_by_an_opening_one_or_the_end() -> None:
    assert allowed_after(at(0.0), WORD, at(2.0)) == SPECIAL | times_from(2.0)


def test_a_segment_is_never_without_length() -> None:
    assert allowed_after(at(2.0), WORD) == ORDINARY | SPECIAL | times_from(2.02)


def test_timestamps_never_go_back() -> None:
    later = allowed_after(at(0.0), WORD, at(5.0), at(6.0), WORD)
    assert later == ORDINARY | SPECIAL | times_from(6.02)


def test_after_the_last_timestamp_only_text_and_the_end_are_left() -> None:
    assert allowed_after(at(30.0), WORD) == ORDINARY | SPECIAL


def test_the_token_for_no_timestamps_is_never_taken() -> None:
    for sampled in ((), (at(0.0),), (at(0.0), WORD), (at(0.0), WORD, at(1.0))):
        assert TINY.no_timestamps not in allowed_after(*sampled)


def test_timestamps_that_together_outweigh_the_best_text_are_taken() -> None:
    n_times = len(times_from(1.02))
    equal = -np.log(n_times)
    assert allowed_after(at(1.0), WORD, timestamps=equal + 0.01) == times_from(1.02)
    kept = allowed_after(at(1.0), WORD, timestamps=equal - 0.01)
    assert kept == ORDINARY | SPECIAL | times_from(1.02)


def test_timestamps_that_are_forbidden_have_no_weight() -> None:
    assert allowed_after(at(1.0), timestamps=100.0) == ORDINARY | SPECIAL


def test_each_row_follows_its_own_history() -> None:
    histories = np.array([[at(0.0), WORD], [WORD, at(0.0)], [at(0.0), at(0.0)]])
    together = np.zeros((3, N_VOCAB), np.float32)
    TimestampRules(TINY)(together, histories)
    for row, history in zip(together, histories, strict=True):
        alone = np.zeros((1, N_VOCAB), np.float32)
        TimestampRules(TINY)(alone, history[None])
        assert (row == alone[0]).all()


@given(seed=st.integers(0, 2**32 - 1))
def test_whatever_the_network_says_segments_are_opened_and_closed_in_order(seed: int) -> None:
    run = random_run(seed, n_steps=40, batch_size=1, n_vocab=N_VOCAB)
    run.steps[..., EOT] -= 5.0
    run.steps[..., BEGIN:] -= 4.0
    only_in_prompts = (*TINY.control_tokens, *TINY.languages.values())
    filters = (SuppressBlank(TINY), SuppressTokens(only_in_prompts), TimestampRules(TINY))
    (result,) = finish(decode_greedily(run, TINY, np.array([[TINY.sot]]), filters, 40))
    tokens = result.tokens
    times = [token for token in tokens if token >= BEGIN]
    assert at(0.0) <= tokens[0] <= at(1.0)
    assert times == sorted(times)
    assert all(token < EOT or token >= BEGIN for token in tokens)
    for before, after in pairwise(runs_of(tokens)):
        assert before.startswith("t") != after.startswith("t")
    # Between segments stand two timestamps; only the first and the last may be single.
    inner = [run for run in runs_of(tokens)[1:-1] if run.startswith("t")]
    assert set(inner) <= {"tt"}
    # A segment begins and ends at different times.
    for (at_1, first), (at_2, second) in pairwise(
        (i, token) for i, token in enumerate(tokens) if token >= BEGIN
    ):
        assert first < second or at_2 == at_1 + 1


def runs_of(tokens: tuple[int, ...]) -> list[str]:
    """Return the tokens' kinds, t for time and w for word, neighbours of a kind together."""
    kinds = "".join("t" if token >= BEGIN else "w" for token in tokens)
    return kinds.replace("tw", "t w").replace("wt", "w t").split()


def test_a_lone_space_and_the_end_are_forbidden_only_at_the_start() -> None:
    logit_filter = SuppressBlank(TINY)
    logits = np.zeros((2, N_VOCAB), np.float32)
    logit_filter(logits, np.empty((2, 0), np.int64))
    for row in logits:
        assert np.flatnonzero(np.isneginf(row)).tolist() == sorted([*TINY.encode(" "), EOT])
    later = np.zeros((2, N_VOCAB), np.float32)
    logit_filter(later, np.full((2, 1), WORD))
    assert np.isfinite(later).all()


@pytest.mark.parametrize("n_sampled", [0, 3])
def test_suppressed_tokens_are_forbidden_at_every_step(n_sampled: int) -> None:
    logits = np.zeros((2, N_VOCAB), np.float32)
    SuppressTokens((3, 5))(logits, np.full((2, n_sampled), WORD))
    for row in logits:
        assert np.flatnonzero(np.isneginf(row)).tolist() == [3, 5]


@given(
    seed=st.integers(0, 1000),
    height=st.floats(-1e4, 1e4, width=32),
    n_forbidden=st.integers(0, 40),
)
def test_log_probabilities_sum_to_one_and_keep_their_distances(
    seed: int, height: float, n_forbidden: int
) -> None:
    rng = np.random.default_rng(seed)
    logits = rng.standard_normal((3, 50)).astype(np.float32) + height
    logits[:, :n_forbidden] = -np.inf
    logprobs = log_softmax(logits)
    assert np.exp(logprobs).sum(axis=-1) == pytest.approx(1.0, abs=1e-5)
    assert np.isneginf(logprobs[:, :n_forbidden]).all()
    distances = np.diff(logprobs[:, n_forbidden:]) - np.diff(logits[:, n_forbidden:])
    # Near 1e4 float32 has steps of 1e-3.
    assert np.abs(distances, out=distances).max() <= 2e-3


def test_the_log_probability_of_a_token_is_that_among_all_to_the_bit() -> None:
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 5, (4, 999)).astype(np.float32)
    logits[1, :900] = -np.inf
    tokens = np.array([0, 900, 998, 500])
    expected = log_softmax(logits)[np.arange(4), tokens]
    assert np.array_equal(log_probs_of(tokens, logits), expected)
