"""Figures derived from takes."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples.take_samples import sample_take, sample_takes

from engine.sentence import Sentence
from engine.transcript import Headway
from maxwhisper_desktop.dictation.events import Outcome
from maxwhisper_desktop.dictation.take_figures import (
    numbers_json,
    real_time_factor,
    take_spread,
    tokens_per_s,
)
from maxwhisper_desktop.dictation.take_record import GpuTimes, StageTimes, TakeRecord


def take_of(total_ms: float) -> TakeRecord:
    return replace(sample_take(), stages_ms=StageTimes(decode=total_ms))


def test_one_take_has_no_percentiles() -> None:
    assert take_spread([take_of(500)]) is None


def test_percentiles_lie_between_the_takes() -> None:
    figures = take_spread([take_of(ms) for ms in range(101)])
    assert figures is not None
    assert (figures.n_takes, figures.p50_ms, figures.p95_ms) == (101, 50, 95)


@given(st.lists(st.floats(0, 1e6), min_size=2))
def test_percentiles_stay_within_the_range_of_the_takes(totals: list[float]) -> None:
    figures = take_spread(map(take_of, totals))
    assert figures is not None
    lowest, highest = min(totals), max(totals)
    assert lowest <= figures.p50_ms * (1 + 1e-9)
    assert figures.p50_ms <= figures.p95_ms * (1 + 1e-9)
    assert figures.p95_ms <= highest * (1 + 1e-9)


def test_takes_that_loaded_a_model_are_counted_apart() -> None:
    cold = replace(take_of(9000), is_cold=True)
    figures = take_spread([cold, take_of(500), take_of(500)])
    assert figures is not None
    assert (figures.n_takes, figures.n_cold, figures.p95_ms) == (2, 1, 500)


@pytest.mark.parametrize("outcome", [*{*Outcome} - {Outcome.DELIVERED, Outcome.SENT}])
def test_takes_that_reached_no_window_are_not_counted(outcome: Outcome) -> None:
    assert take_spread([take_of(500), replace(take_of(1), outcome=outcome)]) is None


def test_speed_is_that_of_the_decoder_and_of_the_whole_engine() -> None:
    stages = StageTimes(capture=900, mel=50, encode=100, prefill=100, decode=150, overhead=100)
    take = replace(sample_take(), n_tokens=20, duration_s=5, stages_ms=stages)
    assert tokens_per_s(take) == pytest.approx(80)
    assert real_time_factor(take) == pytest.approx(0.1)


def test_a_take_that_was_never_recognised_has_no_speed() -> None:
    take = replace(sample_take(), n_tokens=0, stages_ms=StageTimes(capture=30))
    assert tokens_per_s(take) is None
    assert real_time_factor(take) is None


def test_the_numbers_include_every_stage_and_the_total() -> None:
    numbers = json.loads(numbers_json(sample_take()))
    timings = numbers["timings_ms"]
    total = timings.pop("total")
    assert total == pytest.approx(sum(timings.values()), abs=0.1 * len(timings))
    assert timings.keys() == {*StageTimes.__slots__}
    assert numbers["started"].endswith("+00:00")


def test_gpu_time_is_listed_beside_the_stages() -> None:
    take = replace(sample_take(), gpu_ms=GpuTimes(encode=4.21, decode=7.0))
    numbers, without = (json.loads(numbers_json(one)) for one in (take, sample_take()))
    assert numbers["gpu_ms"] == {"encode": 4.2, "decode": 7.0}
    assert numbers["timings_ms"] == without["timings_ms"]


def test_what_was_recognised_while_speaking_is_among_the_numbers() -> None:
    headway = Headway(n_passes=5, n_drafted=22, n_accepted=21, cpu_s=0.61249)
    take = replace(sample_take(), headway=headway)
    assert json.loads(numbers_json(take))["headway"] == {
        "n_passes": 5,
        "n_drafted": 22,
        "n_accepted": 21,
        "n_windows_kept": 0,
        "cpu_s": 0.612,
        "is_whole": False,
    }
    assert json.loads(numbers_json(sample_take()))["headway"] is None


@pytest.mark.parametrize("take", sample_takes())
def test_the_numbers_do_not_reveal_the_text(take: TakeRecord) -> None:
    secret = replace(take, text="my diagnosis", detail=Sentence("my employer"))
    assert "my" not in numbers_json(secret).split()
