"""The report of a GPU check contains every failure and every figure."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from gpu.report import document, table
from gpu.workload import Measured, append, measured, read, token_ms

OURS = Measured("maxwhisper", "base", "A card", "float16", 0.61, 0.58, 0.14, 4.2, 2100.0)
PEER = replace(OURS, engine="a peer", clip_ms=31.0)
LARGE = replace(OURS, model="large-v3", encoder_ms=9.8)


def test_results_come_back_as_they_were_written(tmp_path: Path) -> None:
    for one in (OURS, LARGE, PEER):
        append(tmp_path / "speed.jsonl", one)
    assert read(tmp_path / "speed.jsonl") == [OURS, LARGE, PEER]


def test_the_table_is_grouped_by_model() -> None:
    lines = table([OURS, LARGE, PEER]).splitlines()
    assert lines[0] == "On: A card"
    rows = [line.split(" | ")[:2] for line in lines[4:]]
    assert rows == [
        ["| base", "maxwhisper"],
        ["| base", "a peer"],
        ["| large-v3", "maxwhisper"],
    ]
    assert len({line.count("|") for line in lines[2:]}) == 1


def test_the_document_has_each_test_s_outcome_and_properties(tmp_path: Path) -> None:
    tests = tmp_path / "tests.xml"
    tests.write_text(
        "<testsuites><testsuite>"
        '<testcase name="tokens"><properties><property name="same text" value="99 of 102"/>'
        "</properties></testcase>"
        '<testcase name="memory"><failure message="grew"/></testcase>'
        '<testcase name="playback"><skipped/></testcase>'
        "</testsuite></testsuites>"
    )
    found = json.loads(document([OURS], tests, status=1))
    assert found["tests_passed"] is False
    assert found["tests"] == [
        {"name": "tokens", "outcome": "passed", "same text": "99 of 102"},
        {"name": "memory", "outcome": "failure"},
        {"name": "playback", "outcome": "skipped"},
    ]
    assert found["speed"][0]["token_ms"] == 0.14


def test_a_check_whose_tests_never_ran_says_so(tmp_path: Path) -> None:
    found = json.loads(document([], tmp_path / "absent.xml", status=4))
    assert (found["tests_passed"], found["tests"]) == (False, [])


def test_tests_that_were_all_skipped_have_not_passed(tmp_path: Path) -> None:
    tests = tmp_path / "tests.xml"
    tests.write_text('<testsuites><testcase name="tokens"><skipped/></testcase></testsuites>')
    assert json.loads(document([OURS], tests, status=0))["tests_passed"] is False


class FakeEngine:
    """Notes what it is given to do."""

    name, device, dtype = "fake", "A card", "float16"

    def __init__(self) -> None:
        self.decoded: set[tuple[str, int]] = set()

    def windows(self, seconds: int, n: int) -> str:
        return f"{n} x {seconds} s"

    def encode(self, windows: str) -> float:
        assert windows == "1 x 30 s"
        return 0.5

    def decode(self, windows: str, n_tokens: int) -> None:
        self.decoded.add((windows, n_tokens))


def test_every_engine_gets_the_same_work() -> None:
    engine = FakeEngine()
    found = measured(engine, "base")
    assert engine.decoded == {
        ("1 x 30 s", 20),
        ("1 x 30 s", 100),
        ("1 x 5 s", 20),
        ("16 x 30 s", 100),
    }
    assert (found.engine, found.model, found.encoder_device_ms) == ("fake", "base", 0.5)
    assert found.many_x_real_time > 0


def test_the_time_per_token_excludes_fixed_costs() -> None:
    assert token_ms(5.0 + 20 * 0.2, 5.0 + 100 * 0.2) == pytest.approx(0.2)
