"""The clips of a benchmark, and their references."""

from pathlib import Path

import numpy as np
import pytest
from project_files import SAMPLE

from engine.audio.waveform import SAMPLE_RATE
from engine.benchmark.clips import (
    PAUSE_S,
    Clip,
    ClipChoice,
    evenly,
    joined_windows,
    read_clips,
)

HEAD = "path\tseconds\tlanguage\treference\ttags"


def clip(seconds: float, reference: str | None = "words") -> Clip:
    n_samples = round(seconds * SAMPLE_RATE)
    return Clip(f"{seconds} s", "made", np.full(n_samples, 0.5, np.float32), reference)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "readings").mkdir()
    for name in ("a.flac", "b.flac", "c.flac", "d.flac", "e.flac"):
        (tmp_path / "readings" / name).symlink_to(SAMPLE)
    rows = [
        'readings/a.flac\t8.85\ten\tthe "words" stand\t',
        "readings/b.flac\t8.85\tde\tdie Worte\t",
        "readings/c.flac\t31.0\ten\ttoo long\t",
        "readings/d.flac\t8.85\ten\tboth at once\tstereo;2spk",
        "readings/e.flac\t8.85\ten\t\t",
        "readings/gone.flac\t8.85\ten\tgone\t",
    ]
    (tmp_path / "manifest.tsv").write_text("\n".join([HEAD, *rows]) + "\n")
    return tmp_path


def test_a_folder_gives_its_clips_of_the_language_and_length(folder: Path) -> None:
    problems: list[str] = []
    clips = read_clips([folder], ClipChoice("en", 2, 15), problems.append)
    assert [each.name for each in clips] == [f"readings/{name}.flac" for name in "ade"]
    assert {each.source for each in clips} == {"readings"}
    assert problems == [f"{folder}/readings/gone.flac: there is no such file"]


def test_a_reference_keeps_its_punctuation_or_is_none(folder: Path) -> None:
    clips = read_clips([folder], ClipChoice("en", 2, 15), lambda _: None)
    assert [each.reference for each in clips] == ['the "words" stand', None, None]


def test_a_folder_without_a_manifest_is_reported(tmp_path: Path) -> None:
    problems: list[str] = []
    assert read_clips([tmp_path], ClipChoice(), problems.append) == []
    assert len(problems) == 1
    assert "manifest.tsv" in problems[0]


def test_a_text_file_beside_a_clip_is_its_reference(tmp_path: Path) -> None:
    (tmp_path / "talk.flac").symlink_to(SAMPLE)
    (tmp_path / "other.flac").symlink_to(SAMPLE)
    (tmp_path / "talk.txt").write_text("Hold the key.\n")
    paths = [tmp_path / "talk.flac", tmp_path / "other.flac"]
    talk, other = read_clips(paths, ClipChoice(), lambda _: None)
    assert talk.reference == "Hold the key.\n"
    assert other.reference is None


def test_a_limited_choice_is_evenly_spread() -> None:
    clips = [clip(seconds) for seconds in range(1, 11)]
    assert [each.duration_s for each in evenly(clips, 3)] == [1, 4, 7]
    assert evenly(clips, None) == evenly(clips, 10) == clips


def test_clips_are_joined_into_nearly_full_windows() -> None:
    clips = [clip(each) for each in (12, 13, 9, 4, 10, 7, 2)]
    first, *others = joined_windows(clips)
    assert first.name == "window 1: 12 s, 13 s, 4 s"
    assert first.duration_s == pytest.approx(29 + 2 * PAUSE_S)
    assert [each.name for each in others] == ["window 2: 9 s, 10 s, 7 s, 2 s"]
    assert all(27 <= each.duration_s < 30 for each in (first, *others))


def test_joined_clips_have_pauses_only_between_them() -> None:
    (window,) = joined_windows([clip(14), clip(14)])
    edge, pause = 14 * SAMPLE_RATE, round(PAUSE_S * SAMPLE_RATE)
    assert window.waveform[:edge].all()
    assert not window.waveform[edge : edge + pause].any()
    assert window.waveform[edge + pause :].all()


@pytest.mark.parametrize(("second", "expected"), [("and more", "words and more"), (None, None)])
def test_a_window_has_a_reference_only_if_all_its_clips_do(
    second: str | None, expected: str | None
) -> None:
    (window,) = joined_windows([clip(14), clip(14, second)])
    assert window.reference == expected


def test_windows_are_neither_too_short_nor_too_long() -> None:
    assert joined_windows([clip(31), clip(5), clip(6)]) == []
