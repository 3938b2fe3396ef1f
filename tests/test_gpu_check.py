"""The check of a graphics card: nothing that it found is lost, whatever the card does."""

import hashlib
import json
import lzma
import sys
import tarfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from io import BytesIO
from pathlib import Path

import pytest
from gpu.ladder import Ladder
from gpu.outcome import Outcome, Result, append_outcome, read_outcomes
from gpu.plan import CARD, MODEL, rungs_of
from gpu.report import document, rungs_table, speeds_table
from gpu.unpack import INDEX, Bundle, part_path, unpack
from gpu.workload import Measured, append, measured, read, token_ms
from patience import PATIENCE_S

OURS = Measured("maxwhisper", "base", "A card", "float16", 0.61, 0.58, 0.14, 4.2, 2100.0)
PEER = replace(OURS, engine="a peer", clip_ms=31.0)
LARGE = replace(OURS, model="large-v3", encoder_ms=9.8)

PASSED = Outcome("encoder", "base", Result.PASSED, 1.5, "4.0e-3")
FAILED = Outcome("step", "base", Result.FAILED, 0.5, "wrong | from row 9 on")


def test_results_come_back_as_they_were_written(tmp_path: Path) -> None:
    for one in (OURS, LARGE, PEER):
        append(tmp_path / "speed.jsonl", one)
    assert read(tmp_path / "speed.jsonl") == [OURS, LARGE, PEER]


def test_the_table_is_grouped_by_model() -> None:
    lines = speeds_table([OURS, LARGE, PEER]).splitlines()
    assert lines[0] == "On: A card"
    rows = [line.split(" | ")[:2] for line in lines[4:]]
    assert rows == [
        ["| base", "maxwhisper"],
        ["| base", "a peer"],
        ["| large-v3", "maxwhisper"],
    ]
    assert len({line.count("|") for line in lines[2:]}) == 1


def test_outcomes_come_back_as_they_were_written(tmp_path: Path) -> None:
    for one in (PASSED, FAILED):
        append_outcome(tmp_path, one)
    assert read_outcomes(tmp_path) == [PASSED, FAILED]


def test_a_bar_in_what_was_found_does_not_break_the_table() -> None:
    lines = rungs_table([PASSED, FAILED]).splitlines()
    assert lines[3] == "| step | base | failed | wrong / from row 9 on |"
    assert {line.count("|") for line in lines} == {5}


def test_only_a_ladder_whose_rungs_all_hold_has_passed() -> None:
    not_tried = replace(PASSED, result=Result.NOT_TRIED)
    ladders: tuple[list[Outcome], ...] = ([PASSED], [PASSED, FAILED], [PASSED, not_tried], [])
    documents = [json.loads(document(outcomes, [OURS])) for outcomes in ladders]
    assert [one["passed"] for one in documents] == [True, False, False, False]
    assert documents[1]["rungs"][1] == asdict(FAILED) | {"result": "failed"}
    assert documents[1]["speed"][0]["token_ms"] == 0.14


CLIMBS = """
import os, sys, time
from pathlib import Path
from gpu.outcome import Outcome, Result, append_outcome
folder, model, *rungs = sys.argv[1:]
for rung in rungs:
    if rung == "crash":
        os.abort()
    if rung == "hang":
        time.sleep(600)
    result = Result.FAILED if rung in ("wrong", "load") else Result.PASSED
    append_outcome(Path(folder), Outcome(rung, model, result, 0.0, "found"))
    if rung == "load":
        break
"""
"""Climbs as ``gpu.rungs`` does, on a device of which the names of the rungs tell what it does."""

Climbed = Callable[..., list[tuple[str, Result, str]]]


@pytest.fixture
def climbed(tmp_path: Path) -> Climbed:
    """Climbs rungs, and returns what became of each."""

    def climb(*rungs: str, seconds: float = PATIENCE_S) -> list[tuple[str, Result, str]]:
        def command(model: str, names: Sequence[str]) -> list[str]:
            return [sys.executable, "-c", CLIMBS, str(tmp_path), model, *names]

        ladder = Ladder(
            tmp_path,
            time.monotonic() + seconds,
            command,
            lambda rung: 1.0 if rung == "hang" else PATIENCE_S,
        )
        ladder.climb("base", rungs)
        return [(one.rung, one.result, one.found) for one in read_outcomes(tmp_path)]

    return climb


@pytest.fixture(autouse=True)
def helpers_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent / "helpers"))


def test_a_wrong_result_does_not_end_the_climb(climbed: Climbed) -> None:
    assert [result.value for _, result, _ in climbed("encoder", "wrong", "takes")] == [
        "passed",
        "failed",
        "passed",
    ]


def test_after_a_crash_another_process_goes_on_with_the_next_rung(climbed: Climbed) -> None:
    before, crashed, after = climbed("encoder", "crash", "takes")
    assert (before[1], after[1]) == (Result.PASSED, Result.PASSED)
    assert crashed[:2] == ("crash", Result.FAILED)
    assert crashed[2].startswith("the process ended with -6")


def test_a_rung_that_hangs_is_given_up(climbed: Climbed) -> None:
    hung, after = climbed("hang", "takes")
    assert hung == ("hang", Result.FAILED, "it took longer than 1 s")
    assert after[1] is Result.PASSED


def test_nothing_of_a_model_is_tried_that_was_not_loaded(climbed: Climbed) -> None:
    assert [result for _, result, _ in climbed("load", "encoder")] == [
        Result.FAILED,
        Result.NOT_TRIED,
    ]


def test_what_there_is_no_time_for_was_not_tried(climbed: Climbed) -> None:
    assert climbed("hang", "takes", seconds=0.0) == [
        ("hang", Result.NOT_TRIED, "no time was left"),
        ("takes", Result.NOT_TRIED, "no time was left"),
    ]


def test_each_rung_of_the_plan_can_be_climbed() -> None:
    pytest.importorskip("max.driver")
    from gpu.rungs import CLIMBS as WAYS  # noqa: PLC0415 - it imports MAX

    assert WAYS.keys() == (CARD | MODEL).keys()
    assert set(rungs_of("large-v3-turbo")) == {"load", "timings"}


PART_SIZE = 700


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack of two bundles, of which the second begins in the part where the first ends."""
    folder, whole, bundles = tmp_path / "pack", b"", []
    noise = hashlib.shake_128(b"noise").digest(900)
    for name, content in (("first", noise), ("second", noise[::-1])):
        plain = BytesIO()
        with tarfile.open(fileobj=plain, mode="w") as archive:
            info = tarfile.TarInfo(f"site/{name}")
            info.size = len(content)
            archive.addfile(info, BytesIO(content))
        packed = lzma.compress(plain.getvalue())
        digest = hashlib.sha256(packed).hexdigest()
        bundles.append(Bundle(name, len(whole), len(packed), digest))
        whole += packed
    for number, start in enumerate(range(0, len(whole), PART_SIZE)):
        path = part_path(folder, number + 1)
        path.parent.mkdir(parents=True)
        path.write_bytes(whole[start : start + PART_SIZE])
    index = {"part_size": PART_SIZE, "bundles": [asdict(one) for one in bundles]}
    (folder / INDEX).write_text(json.dumps(index))
    return folder


def test_the_plan_says_what_can_be_climbed_after_each_part() -> None:
    pytest.importorskip("max.driver")
    from gpu.pack import PART_SIZE, plan  # noqa: PLC0415 - it imports MAX

    sizes = {"runtime": PART_SIZE // 2, "base": 2 * PART_SIZE}
    bundles = [
        Bundle("runtime", 0, sizes["runtime"], ""),
        Bundle("base", sizes["runtime"], sizes["base"], ""),
    ]
    rows = [
        line.split(" | ") for line in plan(bundles, sizes, has_card=False).splitlines()[2:5]
    ]
    assert [row[2] for row in rows] == ["runtime", "nothing yet", "base"]
    assert [row[1] for row in rows] == ["56.6 MB", "56.6 MB", "28.3 MB"]


def test_what_has_arrived_is_unpacked_before_the_rest_comes(pack: Path, tmp_path: Path) -> None:
    last = max(pack.glob("part-*"))
    aside = last.rename(tmp_path / "on-its-way")
    assert unpack(pack, tmp_path / "there") == (["first"], ["second"])
    assert len((tmp_path / "there/site/first").read_bytes()) == 900
    aside.rename(last)
    assert unpack(pack, tmp_path / "there") == (["first", "second"], [])
    assert len((tmp_path / "there/site/second").read_bytes()) == 900


def test_a_damaged_part_is_told(pack: Path, tmp_path: Path) -> None:
    part = part_path(pack, 1)
    part.write_bytes(b"?" + part.read_bytes()[1:])
    with pytest.raises(ValueError, match="carry its parts again"):
        unpack(pack, tmp_path / "there")


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
