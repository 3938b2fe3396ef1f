"""The choice inside a graph is the host's: the same token, the same likelihood, for any history."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pytest
from max.driver import CPU
from max.dtype import DType
from max.engine import InferenceSession
from max.graph import DeviceRef, Graph, TensorType
from models.tiny_vocabulary import tiny_vocabulary
from numpy.typing import NDArray
from samples.rule_cases import N_CASES, N_ROWS, RuleCase, banned_tokens, rule_case

from engine.decoding.logit_filters import (
    SuppressBlank,
    SuppressTokens,
    TimestampRules,
    log_softmax,
)
from engine.graphs.gpu_token_rules import FORBIDDEN, Mark, Marks, choose, probability
from engine.runtime.gpu_decoder_state import forbidding, gpu_token_rules
from engine.runtime.network import SearchOptions
from engine.tokenizer.tokenizer import Tokenizer

if TYPE_CHECKING:
    from engine.decoding.logit_filters import LogitFilter

TINY = Tokenizer(tiny_vocabulary())
BEGIN, EOT, N_VOCAB = TINY.timestamp_begin, TINY.eot, TINY.n_vocab
N_TEXT_CTX = 16
CASES = [rule_case(seed, BEGIN, N_VOCAB) for seed in range(N_CASES)]

pytestmark = [pytest.mark.compiles, pytest.mark.timeout(2400)]


@pytest.fixture(scope="module")
def graph() -> Callable[..., list[np.ndarray]]:
    """``choose`` and ``probability`` as a graph of their own."""
    device = DeviceRef.CPU()
    types = [
        TensorType(DType.float32, (N_ROWS, N_VOCAB), device),
        TensorType(DType.int64, (N_ROWS, N_TEXT_CTX), device),
        TensorType(DType.int64, (1, 1), device),
        TensorType(DType.int64, (len(Mark),), device),
    ]
    with Graph("choose", input_types=types) as graph:
        logits, sampled, n_sampled, marks = (value.tensor for value in graph.inputs)
        known = Marks(marks)
        choice = choose(logits, sampled, n_sampled, known)
        silence = probability(logits, known[Mark.NO_SPEECH])
        graph.output(choice.tokens, choice.logprobs, silence)
    session = InferenceSession(devices=[CPU()])
    model = session.load(graph)
    return lambda *inputs: [out.to_numpy() for out in model.execute(*inputs)]


def _asked(
    graph: Callable[..., list[np.ndarray]], case: RuleCase, *, has_timestamps: bool
) -> list[np.ndarray]:
    """Ask the graph as ``gpu_decoder`` does."""
    n_sampled = case.sampled.shape[1]
    bias = forbidding(banned_tokens(N_VOCAB), N_VOCAB)
    rules = gpu_token_rules(TINY, N_VOCAB, SearchOptions(has_timestamps))
    if n_sampled == 0:
        bias = bias + rules.blank
    sampled = np.zeros((N_ROWS, N_TEXT_CTX), np.int64)
    sampled[:, :n_sampled] = case.sampled
    logits = np.maximum(case.logits + bias, np.float32(FORBIDDEN))
    return graph(logits, sampled, np.array([[n_sampled]]), rules.marks)


def _on_host(case: RuleCase, *, has_timestamps: bool) -> NDArray[np.float32]:
    logits = case.logits.copy()
    rules: list[LogitFilter] = [SuppressBlank(TINY), SuppressTokens(banned_tokens(N_VOCAB))]
    for rule in [*rules, TimestampRules(TINY)] if has_timestamps else rules:
        rule(logits, case.sampled)
    return logits


@pytest.mark.parametrize("has_timestamps", [True, False])
def test_the_graph_chooses_what_the_host_s_rules_leave_as_the_likeliest(
    graph: Callable[..., list[np.ndarray]], *, has_timestamps: bool
) -> None:
    for case in CASES:
        tokens, logprobs, _ = _asked(graph, case, has_timestamps=has_timestamps)
        allowed = _on_host(case, has_timestamps=has_timestamps)
        expected = allowed.argmax(axis=1)
        likelihood = log_softmax(allowed)[np.arange(N_ROWS), expected]
        assert tokens[:, 0].tolist() == expected.tolist()
        np.testing.assert_allclose(logprobs[:, 0], likelihood, rtol=1e-4, atol=1e-5)


def test_after_the_end_there_is_only_the_end_which_costs_nothing(
    graph: Callable[..., list[np.ndarray]],
) -> None:
    case = next(case for case in CASES if case.sampled.shape[1] > 3)
    sampled = case.sampled.copy()
    sampled[1, 2] = EOT
    ended = RuleCase(case.logits, sampled)
    tokens, logprobs, _ = _asked(graph, ended, has_timestamps=True)
    assert (tokens[:, 0] == EOT).tolist() == [False, True, False, False]
    assert (logprobs[:, 0] == 0.0).tolist() == [False, True, False, False]


def test_the_probability_of_silence_is_that_of_the_unchanged_logits(
    graph: Callable[..., list[np.ndarray]],
) -> None:
    ask = partial(_asked, graph, has_timestamps=True)
    for case in CASES[:5]:
        # What is banned weighs nothing, in either form.
        weighed = case.logits + forbidding(banned_tokens(N_VOCAB), N_VOCAB)
        if case.sampled.shape[1] == 0:
            weighed = (
                weighed
                + gpu_token_rules(TINY, N_VOCAB, SearchOptions(has_timestamps=True)).blank
            )
        expected = np.exp(log_softmax(weighed))[:, TINY.no_speech]
        np.testing.assert_allclose(ask(case)[2][:, 0], expected, rtol=1e-4, atol=1e-7)
