"""A whole comparison of fake engines."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from child_processes import children
from models.checkpoint_writers import in_folder, safetensors_file, small_files
from models.tiny_whisper import TINY, tiny_weights
from project_files import HELPERS

from engine.audio.waveform import SAMPLE_RATE
from engine.benchmark.clips import Clip
from engine.benchmark.comparison import Benchmark
from engine.benchmark.document import bench_document
from engine.benchmark.engines import Variant
from engine.benchmark.report import markdown
from engine.benchmark.results import ClipSet, Results
from engine.benchmark.starts import Plan
from engine.benchmark.summary import summaries
from engine.benchmark.word_errors import normalise_texts
from engine.runtime.machine import Machine

pytestmark = pytest.mark.one_python

PROGRAM = HELPERS / "fakes" / "fake_peer.py"
N_SOUNDS_BEFORE = 2
"""Clips that each process transcribes as a warm-up."""

Compare = Callable[..., Results]


def fake(name: str, **options: str) -> Variant:
    return Variant(name, "fake", peer="fake", options=options)


def clip(seconds: float, reference: str | None, source: str = "made") -> Clip:
    return Clip(
        f"{seconds} s", source, np.zeros(round(seconds * SAMPLE_RATE), np.float32), reference
    )


@pytest.fixture
def results() -> Results:
    return _no_results()


def _no_results() -> Results:
    clips = (clip(1, "the words stand", "readings"), clip(2, "and stay", "talks"))
    return Results(
        model="tiny",
        language="en",
        threads=1,
        runs=2,
        machine=Machine("a processor", 2, ("avx2",), 8.0, "a system", "6.0", "3.11"),
        clip_sets=(ClipSet("clips", clips), ClipSet("windows", (clip(29, None),))),
    )


@pytest.fixture
def compare(tmp_path: Path, results: Results) -> Compare:
    return _comparison(tmp_path, results)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """What a comparison of two engines gives."""
    return _comparison(tmp_path_factory.mktemp("two"), _no_results())(fake("one"), fake("two"))


def _comparison(folder: Path, results: Results) -> Compare:
    """Return what compares in a checkout whose only environment runs the fake program."""
    python = folder / ".venv-peers-fake" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{PROGRAM}"\n')
    python.chmod(0o755)
    content = safetensors_file(tiny_weights(), "float32")
    files = {**small_files(TINY), "model.safetensors": content}
    checkpoint = in_folder(folder / "model", files)
    (folder / "work").mkdir()

    def run(*variants: Variant) -> Results:
        plan = Plan(
            variants, checkpoint, "tiny", "cpu", 1, checkout=folder, work=folder / "work"
        )
        Benchmark(plan, results, lambda _: None).run()
        normalise_texts(results, folder)
        return results

    return run


def test_every_engine_transcribes_every_clip_in_every_run(two: Results) -> None:
    found = sorted((m.engine, m.clip_set, m.clip, m.run) for m in two.measurements)
    assert found == sorted(
        (engine, clip_set, clip, run)
        for engine in ("one", "two")
        for clip_set, clip in (("clips", 0), ("clips", 1), ("windows", 0))
        for run in (0, 1)
    )
    assert two.problems == []


def test_engines_take_turns_in_an_order_that_rotates(two: Results) -> None:
    first_run = [m.engine for m in two.measurements if m.run == 0 and m.clip_set == "clips"]
    assert first_run == ["one", "two", "two", "one"]


def test_engines_are_told_how_many_threads_to_use(compare: Compare) -> None:
    (facts,) = compare(fake("one")).engines
    assert facts.versions == {"fake": "1.0", "threads": "1"}
    assert facts.peak_mb is not None


def test_an_engine_that_cannot_start_does_not_stop_the_others(compare: Compare) -> None:
    results = compare(fake("one", cannot="no weights"), fake("two"))
    assert results.problems == ["one: OSError: no weights"]
    assert {m.engine for m in results.measurements} == {"two"}
    assert "two" in markdown(results)


def test_an_engine_that_dies_drops_out(compare: Compare) -> None:
    results = compare(fake("one", dies_at=str(N_SOUNDS_BEFORE + 2)), fake("two"))
    assert results.problems == ["one: its process ended (status 3): segmentation fault"]
    assert [m.clip for m in results.measurements if m.engine == "one"] == [0]
    assert sum(m.engine == "two" for m in results.measurements) == 6


def test_a_clip_that_an_engine_failed_at_does_not_count_for_it(
    compare: Compare,
) -> None:
    results = compare(fake("one", fails_at=str(N_SOUNDS_BEFORE + 1)), fake("two"))
    one, two = summaries(results, results.clip_sets[0])
    assert (one.n_clips, two.n_clips) == (1, 2)


def test_a_peer_is_not_compared_with_a_gpu(compare: Compare) -> None:
    results = compare(fake("one", device="sm_89"), fake("two"))
    assert [facts.name for facts in results.engines] == ["one"]
    assert "cannot be compared with a GPU" in results.problems[0]


def test_texts_are_compared_with_references_and_the_reference_engine(
    compare: Compare,
) -> None:
    results = compare(
        fake("openai-whisper", says="The words stand."), fake("two", says="the word stand")
    )
    reference, other = summaries(results, results.clip_sets[0])
    assert reference.word_error_rate == pytest.approx(3 / 5)
    assert other.word_error_rate == pytest.approx(4 / 5)
    assert (reference.same_text, other.same_text) == (1.0, 0.0)
    (windows, _) = summaries(results, results.clip_sets[1])
    assert windows.word_error_rate is None


def test_the_report_lists_unknowns_and_differences(
    compare: Compare,
) -> None:
    results = compare(replace(fake("one"), note="is not like the others"), fake("two"))
    report = markdown(results)
    assert "one: is not like the others." in report
    assert "plain (lower case" in report
    assert "| readings | 1 |" in report
    assert all(
        line.count("|") == 12
        for line in report.splitlines()
        if line.startswith("| one | ") and "ms" in line
    )


def test_clips_with_a_fallback_are_counted(compare: Compare) -> None:
    report = markdown(compare(fake("one", n_fallbacks="1"), fake("two")))
    assert "one decoded 3 of 3 clips again" in report
    assert "two decoded" not in report


def test_a_partial_report_says_so(results: Results, compare: Compare) -> None:
    assert "stopped before it was complete" not in markdown(compare(fake("one")))
    results.is_whole = False
    assert "stopped before it was complete" in markdown(results)


def test_other_work_on_the_machine_is_reported(results: Results, compare: Compare) -> None:
    compare(fake("one"))
    results.foreign_load = 0.4
    assert "40 % of the processors meanwhile: the times are not reliable" in markdown(results)
    results.foreign_load = 0.01
    assert "not reliable" not in markdown(results)
    results.foreign_load = None
    assert "is unknown" in markdown(results)


def test_the_document_contains_everything_except_the_audio(two: Results) -> None:
    document = json.loads(json.dumps(bench_document(two)))
    assert document["clip_sets"][0]["clips"][1] == {
        "name": "2 s",
        "source": "talks",
        "duration_s": 2.0,
        "reference": "and stay",
    }
    assert len(document["measurements"]) == 12
    (first, *_) = document["summaries"]
    assert first["engine"] == "one"
    assert set(first["ratios"]) == {"two"}
    assert set(first["ratios"]["two"]) == {"of_medians", "per_clip"}


def test_no_engine_process_is_left_running(compare: Compare) -> None:
    before = children()  # Processes that other tests left do not count.
    compare(fake("one"), fake("two"))
    assert children() <= before
