"""Measuring the machine, and keeping what was measured."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.benchmark.machine_rates import (
    KeptRates,
    MachineRates,
    measured_apart,
    measured_rates,
)

RATES = MachineRates(products=118e9, read_bytes=31e9)


def given(_: Callable[[], bool]) -> MachineRates:
    return RATES


def refused(_: Callable[[], bool]) -> MachineRates:
    raise AssertionError


def test_a_machine_multiplies_more_numbers_than_it_can_read() -> None:
    rates = measured_rates(duration_s=0.02)
    assert rates.products > rates.read_bytes / 4 > 1e6


def test_it_is_measured_in_a_process_of_its_own() -> None:
    rates = measured_apart(lambda: True)
    assert rates is not None
    assert rates.products > 1e6


def test_a_measurement_that_is_no_longer_wanted_has_no_result() -> None:
    assert measured_apart(lambda: False) is None


def test_without_a_result_nothing_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    for program in ("/bin/true", "/nowhere/python"):
        monkeypatch.setattr(sys, "executable", program)
        assert measured_apart(lambda: True) is None


def test_a_machine_is_measured_once(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "machine.json"
    assert KeptRates(file, given).read() is None
    assert KeptRates(file, given).read_or_measure(lambda: True) == RATES
    assert KeptRates(file, refused).read_or_measure(lambda: True) == RATES


def test_nothing_is_kept_of_a_cancelled_measurement(tmp_path: Path) -> None:
    file = tmp_path / "machine.json"
    assert KeptRates(file, lambda _: None).read_or_measure(lambda: False) is None
    assert not file.exists()


def test_what_another_machine_measured_does_not_count(tmp_path: Path) -> None:
    file = tmp_path / "machine.json"
    kept = KeptRates(file, given)
    kept.read_or_measure(lambda: True)
    document = json.loads(file.read_text())
    file.write_text(json.dumps(document | {"machine": ["Another CPU", 2, "avx2"]}))
    assert kept.read() is None


@pytest.mark.parametrize("damage", ["", "[]", "{}", "null", '{"machine": 1}'])
def test_a_damaged_file_is_measured_again(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "machine.json"
    file.write_text(damage)
    assert KeptRates(file, given).read_or_measure(lambda: True) == RATES


def test_rates_that_cannot_be_kept_are_still_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = KeptRates(tmp_path / "file" / "machine.json", given)
    assert kept.read_or_measure(lambda: True) == RATES
