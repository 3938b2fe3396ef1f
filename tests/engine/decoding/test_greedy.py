"""Greedy decoding: what the network is asked, when it stops, and what is told about it."""

import zlib

import numpy as np
import pytest
from fakes.scripted_run import ScriptedRun, random_run, scripted
from hypothesis import given
from hypothesis import strategies as st
from models.tiny_vocabulary import LANGUAGES, tiny_vocabulary
from numpy.typing import NDArray

from engine.decoding.greedy import (
    LOOP_TOKENS,
    N_LOOPS,
    DecodingResult,
    compression_ratio,
    decode_greedily,
    initial_tokens,
    language_probabilities,
    loop_period,
    most_tokens,
)
from engine.decoding.logit_filters import (
    LogitFilter,
    SuppressBlank,
    SuppressTokens,
    TimestampRules,
)
from engine.errors import DamagedModelError
from engine.steps import finish
from engine.tokenizer.tokenizer import Tokenizer

TINY = Tokenizer(tiny_vocabulary())
N_VOCAB, EOT = TINY.n_vocab, TINY.eot
PREFIX = (TINY.sot, TINY.languages["de"], TINY.transcribe)
A, B, C = TINY.encode("ABC")


def decode(
    run: ScriptedRun,
    prefix: tuple[int, ...] = PREFIX,
    filters: tuple[LogitFilter, ...] = (),
    n_text_ctx: int = 448,
    budget: int | None = None,
    temperature: float = 0.0,
) -> list[DecodingResult]:
    prefixes = np.array([prefix] * run.at_sot.shape[0])
    n_left = most_tokens(n_text_ctx, len(prefix), budget)
    return finish(decode_greedily(run, TINY, prefixes, filters, n_left, temperature))


def test_the_likeliest_tokens_are_taken_up_to_the_end_token() -> None:
    run = scripted([[A, B, EOT]], N_VOCAB)
    (result,) = decode(run)
    assert result.tokens == (A, B)
    assert result.n_steps == 3


def test_results_that_are_not_numbers_become_no_text() -> None:
    run = scripted([[A, B, EOT]], N_VOCAB)
    run.steps[1][:, A] = np.nan
    with pytest.raises(DamagedModelError, match="computes nonsense"):
        decode(run)


def test_the_network_is_given_the_prefix_once_then_one_token_a_step() -> None:
    run = scripted([[A, B, EOT]], N_VOCAB)
    decode(run)
    assert run.calls == [([list(PREFIX)], (0, 2)), ([[A]], (0,)), ([[B]], (0,))]


def test_after_a_prompt_the_start_token_is_still_where_silence_is_asked_for() -> None:
    run = scripted([[EOT]], N_VOCAB)
    decode(run, (TINY.sot_prev, A, B, C, *PREFIX))
    assert run.calls[0][1] == (4, 6)


def test_the_mean_log_probability_counts_the_end_token() -> None:
    (result,) = decode(scripted([[A, B, C, EOT]], N_VOCAB, probability=0.25))
    assert result.avg_logprob == pytest.approx(4 * np.log(0.25) / 4, abs=1e-6)


def test_a_transcript_cut_off_is_averaged_as_if_it_had_an_end_token() -> None:
    (result,) = decode(scripted([[A] * 4], N_VOCAB, probability=0.25), n_text_ctx=8)
    assert result.tokens == (A,) * 4
    assert result.avg_logprob == pytest.approx(4 * np.log(0.25) / 5, abs=1e-6)


@pytest.mark.parametrize("budget", [1, 3, 5])
def test_a_budget_ends_a_transcript_that_does_not(budget: int) -> None:
    run = scripted([[A] * 20], N_VOCAB)
    (result,) = decode(run, budget=budget)
    assert result.tokens == (A,) * budget
    assert result.n_steps == len(run.calls) == budget
    assert not result.has_ended


def test_a_budget_grants_no_more_than_half_the_positions() -> None:
    (result,) = decode(scripted([[A] * 20], N_VOCAB), n_text_ctx=8, budget=20)
    assert result.n_steps == 4


def test_a_transcript_that_ends_with_its_budget_has_ended() -> None:
    (result,) = decode(scripted([[A, B, EOT]], N_VOCAB), budget=3)
    assert result.tokens == (A, B)
    assert result.has_ended


def test_each_row_of_a_batch_has_ended_or_not() -> None:
    results = decode(scripted([[A, EOT], [B] * 9], N_VOCAB), budget=4)
    assert [result.has_ended for result in results] == [True, False]


def test_log_probabilities_are_taken_after_the_rules() -> None:
    run = scripted([[A, EOT]], N_VOCAB, probability=0.5)
    everything_else = tuple(token for token in range(N_VOCAB) if token not in {A, EOT})
    (result,) = decode(run, filters=(SuppressTokens(everything_else),))
    assert result.avg_logprob == pytest.approx(0.0, abs=2e-3)


def test_the_no_speech_probability_is_read_at_the_start_token_before_any_rule() -> None:
    run = scripted([[A, EOT], [B, EOT]], N_VOCAB)
    run.at_sot[:] = -30.0
    run.at_sot[0, [TINY.no_speech, A]] = np.log([0.75, 0.25])
    run.at_sot[1, [TINY.no_speech, A]] = np.log([0.25, 0.75])
    never_silent = SuppressTokens((TINY.no_speech,))
    results = decode(run, filters=(never_silent,))
    found = [result.no_speech_prob for result in results]
    assert found == pytest.approx([0.75, 0.25], abs=1e-5)


def test_rules_see_the_sampled_tokens_without_the_prefix() -> None:
    seen: list[list[list[int]]] = []

    def logit_filter(logits: NDArray[np.float32], sampled: NDArray[np.int64]) -> None:
        assert logits.shape == (2, N_VOCAB)
        seen.append(sampled.tolist())

    decode(scripted([[A, B, EOT], [C, C, EOT]], N_VOCAB), filters=(logit_filter,))
    assert seen == [[[], []], [[A], [C]], [[A, B], [C, C]]]


def test_rules_apply_one_after_the_other() -> None:
    run = scripted([[A, EOT]], N_VOCAB)
    run.steps[0, 0, [B, C]] = np.log([0.2, 0.1])
    (result,) = decode(run, filters=(SuppressTokens((A,)), SuppressTokens((B,))))
    assert result.tokens == (C,)


def test_a_temperature_draws_tokens_as_often_as_they_are_likely() -> None:
    # One step of a thousand rows: A has 0.8, and at a temperature of 2 the square root of that.
    likelihoods = np.full((1, 1000, N_VOCAB), -np.inf, np.float32)
    likelihoods[..., [A, B]] = np.log([0.8, 0.2])
    shares = []
    for temperature in (0.0, 0.01, 1.0, 2.0):
        run = ScriptedRun(likelihoods.copy(), np.zeros((1000, N_VOCAB), np.float32))
        results = decode(run, budget=1, temperature=temperature)
        shares.append(np.mean([result.tokens == (A,) for result in results]))
    assert shares == pytest.approx([1.0, 1.0, 0.8, 2 / 3], abs=0.04)


def test_the_likelihood_of_what_is_drawn_is_the_network_s_own() -> None:
    run = scripted([[A, B, EOT]], N_VOCAB, probability=0.999)
    (result,) = decode(run, temperature=0.5)
    assert result.tokens == (A, B)
    assert result.avg_logprob == pytest.approx(np.log(0.999), abs=1e-5)


def test_a_loop_ends_a_transcript_that_would_not_end() -> None:
    run = scripted([[C, *[A, B] * 200]], N_VOCAB)
    (result,) = decode(run)
    assert result.tokens == (C, *[A, B] * (LOOP_TOKENS // 2))
    assert not result.has_ended


def test_a_loop_of_one_row_leaves_the_others_alone() -> None:
    said = [*range(A, A + 20)] * 2
    run = scripted([[A] * 100, [*said, EOT]], N_VOCAB)
    looped, ended = decode(run)
    assert (looped.tokens, looped.has_ended) == ((A,) * LOOP_TOKENS, False)
    assert (ended.tokens, ended.has_ended) == (tuple(said), True)


@pytest.mark.parametrize("period", range(1, LOOP_TOKENS // N_LOOPS + 1))
def test_a_loop_is_found_by_its_period(period: int) -> None:
    n = -(-LOOP_TOKENS // period)
    looping = [*range(100, 130), *[*range(period)] * n]
    assert loop_period(looping) == period
    assert loop_period([*looping, 99]) is None


def test_words_said_a_few_times_are_no_loop() -> None:
    assert loop_period([A, B] * (LOOP_TOKENS // 2 - 1)) is None


def test_the_search_rests_before_each_call_of_the_network() -> None:
    run = scripted([[A, B, EOT]], N_VOCAB)
    steps = decode_greedily(run, TINY, np.array([PREFIX]), (), 9)
    n_calls = [len(run.calls) for _ in steps]
    assert n_calls == [0, 1, 2]


def test_rows_of_a_batch_end_each_on_its_own() -> None:
    lines = [[EOT], [A, B, C, EOT], [B, EOT]]
    results = decode(scripted(lines, N_VOCAB, probability=0.25))
    assert [result.tokens for result in results] == [(), (A, B, C), (B,)]
    # What the network says after a row's end does not count.
    averages = [result.avg_logprob for result in results]
    assert averages == pytest.approx([np.log(0.25)] * 3, abs=1e-6)


def test_a_row_that_has_ended_is_given_end_tokens() -> None:
    run = scripted([[A, EOT], [B, B, B, EOT]], N_VOCAB)
    decode(run)
    assert [tokens for tokens, _ in run.calls[1:]] == [[[A], [B]], [[EOT], [B]], [[EOT], [B]]]


@given(seed=st.integers(0, 2**32 - 1), batch_size=st.integers(2, 4))
def test_rows_of_a_batch_do_not_disturb_each_other(seed: int, batch_size: int) -> None:
    together = random_run(seed, 12, batch_size, N_VOCAB)
    together.steps[..., EOT] += 8.0
    filters = (SuppressBlank(TINY), TimestampRules(TINY))
    results = decode(together, filters=filters, n_text_ctx=24)
    for row, result in enumerate(results):
        alone = ScriptedRun(together.steps[:, [row]], together.at_sot[[row]])
        (expected,) = decode(alone, filters=filters, n_text_ctx=24)
        assert result.tokens == expected.tokens
        assert result.avg_logprob == pytest.approx(expected.avg_logprob, abs=1e-6)
        assert result.no_speech_prob == pytest.approx(expected.no_speech_prob, abs=1e-6)


@given(n_text_ctx=st.integers(4, 24), n_prompt=st.integers(0, 20))
def test_the_steps_are_bounded_by_half_the_positions_and_by_those_left(
    n_text_ctx: int, n_prompt: int
) -> None:
    prefix = tuple([TINY.sot_prev, *[B] * n_prompt, *PREFIX][-n_text_ctx:])
    run = scripted([[A] * n_text_ctx], N_VOCAB)
    (result,) = decode(run, prefix, n_text_ctx=n_text_ctx)
    # The last token is never given back to the network, hence the one more.
    expected = min(n_text_ctx // 2, n_text_ctx - len(prefix) + 1)
    assert result.n_steps == len(result.tokens) == len(run.calls) == expected
    assert run.n_positions <= n_text_ctx


def test_without_a_prompt_the_start_sequence_stands_alone() -> None:
    assert initial_tokens(TINY, PREFIX, [], 448) == list(PREFIX)


def test_a_prompt_stands_before_the_start_sequence_behind_its_own_token() -> None:
    assert initial_tokens(TINY, PREFIX, [A, B], 448) == [TINY.sot_prev, A, B, *PREFIX]


@given(n_prompt=st.integers(1, 600), n_text_ctx=st.sampled_from([8, 16, 448]))
def test_only_the_end_of_a_long_prompt_is_kept(n_prompt: int, n_text_ctx: int) -> None:
    prompt = list(range(n_prompt))
    tokens = initial_tokens(TINY, PREFIX, prompt, n_text_ctx)
    n_kept = min(n_prompt, n_text_ctx // 2 - 1)
    assert tokens == [TINY.sot_prev, *range(n_prompt - n_kept, n_prompt), *PREFIX]
    assert n_kept + 1 <= n_text_ctx // 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_likeliest_language_is_found_among_likelier_words(language: str) -> None:
    logits = np.full(N_VOCAB, 5.0, np.float32)
    logits[list(TINY.languages.values())] = [-4.0, -5.0, -6.0]
    logits[TINY.languages[language]] = -3.0
    found = language_probabilities(logits, TINY)
    assert max(found, key=found.__getitem__) == language
    assert sum(found.values()) == pytest.approx(1.0)


def test_a_language_is_as_likely_as_among_those_that_are_asked_for() -> None:
    logits = np.full(N_VOCAB, 5.0, np.float32)
    some = [*TINY.languages][:2]
    logits[[TINY.languages[code] for code in some]] = np.log([0.3, 0.1])
    found = language_probabilities(logits, TINY, some)
    assert found == pytest.approx({some[0]: 0.75, some[1]: 0.25})


@given(text=st.text(min_size=1))
def test_the_compression_ratio_is_the_text_over_its_compressed_form(text: str) -> None:
    data = text.encode()
    packed = zlib.compress(data)
    assert compression_ratio(text) * len(packed) == pytest.approx(len(data))
    assert zlib.decompress(packed) == data


def test_a_loop_is_told_from_speech_by_its_compression_ratio() -> None:
    speech = "And so, my fellow Americans, ask not what your country can do for you."
    assert compression_ratio(speech) < 2.4 < compression_ratio("Thank you. " * 20)


def test_no_text_has_a_compression_ratio_of_zero() -> None:
    assert compression_ratio("") == 0.0
