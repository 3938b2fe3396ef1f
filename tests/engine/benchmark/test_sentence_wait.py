"""Waits predicted from a machine's rates."""

import pytest

from engine.benchmark.machine_rates import MachineRates
from engine.benchmark.sentence_wait import (
    APP_S,
    SHARES,
    decimals,
    encoder_s,
    frames_of,
    predicted_waits,
    step_s,
    transcription_s,
)
from engine.checkpoints.catalogue import PUBLISHED_DIMS, WHISPER
from engine.runtime.machine import INT8_INSTRUCTIONS

RATES = MachineRates(products=118e9, read_bytes=31e9)
VNNI = SHARES["AVX-512 VNNI"]
BASE = PUBLISHED_DIMS["base"]


@pytest.mark.parametrize("instructions", INT8_INSTRUCTIONS)
def test_each_published_model_has_a_wait_with_all_int8_instructions(instructions: str) -> None:
    waits_s = predicted_waits(RATES, instructions)
    assert set(waits_s) == {model.name for model in WHISPER.models}
    assert 0 < waits_s["tiny"] < waits_s["base"] < waits_s["small"] < waits_s["medium"]


def test_without_int8_products_nothing_is_predicted() -> None:
    assert predicted_waits(RATES, None) == {}


def test_the_app_comes_on_top_of_the_transcription() -> None:
    waits_s = predicted_waits(RATES, "AVX-512 VNNI")
    assert waits_s["base"] == pytest.approx(APP_S + transcription_s(BASE, RATES, VNNI))


def test_the_encoder_waits_for_products_alone() -> None:
    slow_memory = MachineRates(RATES.products, RATES.read_bytes / 9)
    slow_products = MachineRates(RATES.products / 2, RATES.read_bytes)
    usual_s = encoder_s(BASE, RATES, VNNI)
    assert encoder_s(BASE, slow_memory, VNNI) == usual_s
    assert encoder_s(BASE, slow_products, VNNI) == pytest.approx(2 * usual_s)


def test_a_step_waits_for_products_or_for_memory() -> None:
    slow_memory = MachineRates(RATES.products, RATES.read_bytes / 9)
    slow_products = MachineRates(RATES.products / 9, RATES.read_bytes)
    slow = MachineRates(RATES.products / 9, RATES.read_bytes / 9)
    slow_s = step_s(BASE, slow, VNNI)
    assert slow_s == max(step_s(BASE, each, VNNI) for each in (slow_memory, slow_products))
    assert slow_s > 3 * step_s(BASE, RATES, VNNI)


def test_the_padding_cache_stands_for_what_is_not_computed() -> None:
    assert frames_of(BASE, 6.0) == (400, 400 + 68 + 80)


def test_speech_that_fills_the_window_costs_the_full_context() -> None:
    assert encoder_s(BASE, RATES, VNNI, 40.0) == encoder_s(BASE, RATES, VNNI, 30.0)


@pytest.mark.parametrize(
    ("wait_s", "told"), [(0.14, "0.1"), (0.96, "1.0"), (1.8, "1.8"), (3.4, "3")]
)
def test_waits_are_told_no_more_precisely_than_they_are_known(wait_s: float, told: str) -> None:
    assert f"{wait_s:.{decimals(wait_s)}f}" == told
