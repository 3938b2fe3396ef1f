"""The READMEs' tables are those of the stored benchmark documents."""

import json
from pathlib import Path

import numpy as np
import pytest
from benchmark_tables import (
    DOCUMENTS,
    READMES,
    Document,
    all_of,
    marked,
    rewritten,
    speed_of,
    stored_documents,
)

from engine.audio.waveform import SAMPLE_RATE
from engine.benchmark.clips import Clip
from engine.benchmark.document import bench_document
from engine.benchmark.results import ClipSet, EngineFacts, Measurement, Results
from engine.runtime.machine import Machine

CLIP_SETS = ("clips", "30 s windows")


def clip(seconds: int) -> Clip:
    waveform = np.zeros(seconds * SAMPLE_RATE, np.float32)
    return Clip(f"{seconds} s", "readings", waveform, "hello")


def engine(name: str, *, is_ours: bool) -> EngineFacts:
    return EngineFacts(
        name, is_ours, {name: "1.0"}, "cpu", {}, "", 1870.0, 840.0, 1190.0, 414.0
    )


def measurement(name: str, clip_set: str, wall_ms: float) -> Measurement:
    stages = {"mel": 6.2} if name == "maxwhisper" else {}
    return Measurement(name, clip_set, 0, 0, wall_ms, "hello", 3, stages, None)


@pytest.fixture
def document() -> Document:
    """The stored document of a comparison of two engines."""
    results = Results(
        model="base",
        language="en",
        threads=2,
        runs=1,
        machine=Machine("a processor", 2, ("avx2",), 8.0, "a system", "6.0", "3.11"),
        clip_sets=tuple(
            ClipSet(name, (clip(seconds),))
            for name, seconds in zip(CLIP_SETS, (4, 29), strict=True)
        ),
        engines=[engine("maxwhisper", is_ours=True), engine("openai-whisper", is_ours=False)],
        measurements=[
            measurement(name, clip_set, wall_ms)
            for clip_set in CLIP_SETS
            for name, wall_ms in (("maxwhisper", 252.0), ("openai-whisper", 1008.0))
        ],
    )
    results.foreign_load = 0.012
    results.normalised = {"hello": "hello"}
    stored: Document = json.loads(json.dumps(bench_document(results)))
    return stored


@pytest.mark.parametrize("readme", READMES, ids=lambda readme: readme.parent.name)
def test_committed_tables_are_those_of_the_stored_documents(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    assert text == rewritten(text, stored_documents(DOCUMENTS))


def test_every_stored_document_has_its_tables_in_a_readme() -> None:
    texts = [readme.read_text(encoding="utf-8") for readme in READMES]
    assert stored_documents(DOCUMENTS).keys() == {
        name for text in texts for name in marked(text)
    }


def test_the_speed_table_has_a_row_per_engine_with_ours_in_bold(document: Document) -> None:
    assert speed_of(document).splitlines() == [
        "| engine | median | p95 | x real time | WER | same text as openai-whisper | loops |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        "| **maxwhisper** | 252 ms | 252 ms | 15.9 | 0.00 % | 100 % | 0 |",
        "| openai-whisper | 1008 ms | 1008 ms | 4.0 | 0.00 % | 100 % | 0 |",
    ]


def test_all_tables_of_a_document_are_written(document: Document) -> None:
    text = "\n\n".join(all_of(document))
    for line in (
        "2 threads on 2 x a processor, runs per clip: 1, processor time used by other work: 1 %.",
        "1 clips of 4.0 to 4.0 s, 4 s in all:",
        "| openai-whisper | 0.25 |",
        "| mel | 6.2 ms | 6.2 ms |",
        "30 s windows, 1 clips of 29.0 to 29.0 s, 29 s in all:",
        "| openai-whisper | 1008 ms | 1008 ms | 28.8 | 0.00 % |",
        "Start-up, one start each:",
        "| **maxwhisper** | 1.87 s | 1.19 s | 0.84 s | 414 MB |",
    ):
        assert line in text


def test_only_the_text_between_markers_is_rewritten(document: Document) -> None:
    old = "before\n<!-- base.json: speed -->\nold\n<!-- end -->\nafter\n"
    new = rewritten(old, {"base.json": document})
    assert new.startswith("before\n<!-- base.json: speed -->\n\n| engine |")
    assert new.endswith("| 0 |\n\n<!-- end -->\nafter\n")
    assert rewritten(new, {"base.json": document}) == new
    assert marked(old) == {"base.json"}


def test_a_document_of_another_format_is_not_read(document: Document) -> None:
    with pytest.raises(ValueError, match="format 0"):
        list(all_of({**document, "format": 0}))
