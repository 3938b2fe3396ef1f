"""The clips of a benchmark, each decoded once."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from engine.audio.file import read_audio_file
from engine.audio.waveform import CHUNK_LENGTH_S, SAMPLE_RATE, Waveform, duration_s
from engine.errors import AudioFileError

MANIFEST: Final = "manifest.tsv"
"""The list of a folder's recordings: columns path, seconds, language, reference, tags."""

TWO_SPEAKERS: Final = "2spk"
"""Tag of recordings of two speakers, whose words have no single correct order."""

PAUSE_S: Final = 0.3
"""Seconds of silence between clips that are joined into a window."""

NEARLY_FULL_S: Final = 27.0
"""Minimum length in seconds of a window of joined clips."""


@dataclass(frozen=True, slots=True)
class Clip:
    """One clip.

    Attributes:
        name: Its path as given, or within its folder.
        source: The collection it belongs to.
        waveform: The audio.
        reference: The reference text; None if unknown.
    """

    name: str
    source: str
    waveform: Waveform
    reference: str | None

    @property
    def duration_s(self) -> float:
        """The length in seconds."""
        return duration_s(self.waveform)


@dataclass(frozen=True, slots=True)
class ClipChoice:
    """Which recordings of a folder to use: by language and by length in seconds."""

    language: str = "en"
    min_s: float = 2.0
    max_s: float = 15.0


def read_clips(
    paths: Iterable[Path], choice: ClipChoice, tell_problem: Callable[[str], None]
) -> list[Clip]:
    """Read files, and folders with a manifest; skip and report what cannot be read."""
    clips = []
    for path, source, name, reference in _found(paths, choice, tell_problem):
        try:
            clips.append(Clip(name, source, read_audio_file(path).waveform, reference))
        except AudioFileError as error:
            tell_problem(f"{path}: {error}")
    return clips


def _found(
    paths: Iterable[Path], choice: ClipChoice, tell_problem: Callable[[str], None]
) -> Iterator[tuple[Path, str, str, str | None]]:
    """Yield path, source, name and reference of each recording."""
    for path in paths:
        if not path.is_dir():
            beside = path.with_suffix(".txt")
            reference = beside.read_text(encoding="utf-8") if beside.is_file() else None
            yield path, "files", path.name, reference
            continue
        try:
            yield from _listed(path, choice)
        except (OSError, ValueError, KeyError, TypeError) as error:
            tell_problem(f"{path}: its {MANIFEST} cannot be read ({error})")


def _listed(folder: Path, choice: ClipChoice) -> Iterator[tuple[Path, str, str, str | None]]:
    with (folder / MANIFEST).open(encoding="utf-8", newline="") as manifest:
        rows = list(csv.DictReader(manifest, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        is_wanted = row["language"] == choice.language
        if not is_wanted or not choice.min_s <= float(row["seconds"]) <= choice.max_s:
            continue
        reference = None if TWO_SPEAKERS in row["tags"] else row["reference"].strip() or None
        parts = Path(row["path"]).parts
        source = parts[0] if len(parts) > 1 else folder.name
        yield folder / row["path"], source, row["path"], reference


def evenly(clips: Sequence[Clip], limit: int | None) -> list[Clip]:
    """Return at most ``limit`` clips, evenly spread over the list."""
    if limit is None or limit >= len(clips):
        return list(clips)
    return [clips[i * len(clips) // limit] for i in range(limit)]


def joined_windows(clips: Iterable[Clip]) -> list[Clip]:
    """Join clips into longer ones that nearly fill a window, using each once.

    Greedily: each takes the next clip, then any later ones that still fit.
    """
    left = [clip for clip in clips if clip.duration_s < CHUNK_LENGTH_S]
    windows: list[list[Clip]] = []
    while left:
        parts: list[Clip] = []
        filled_s = -PAUSE_S
        for clip in left:
            if filled_s + PAUSE_S + clip.duration_s < CHUNK_LENGTH_S:
                filled_s += PAUSE_S + clip.duration_s
                parts.append(clip)
        left = [clip for clip in left if not any(clip is part for part in parts)]
        if filled_s >= NEARLY_FULL_S:  # The last windows, of leftovers, may be too short.
            windows.append(parts)
    return [_joined(i, parts) for i, parts in enumerate(windows, start=1)]


def _joined(number: int, parts: Sequence[Clip]) -> Clip:
    pause = np.zeros(round(PAUSE_S * SAMPLE_RATE), np.float32)
    pieces = [piece for part in parts for piece in (pause, part.waveform)][1:]
    references = [part.reference for part in parts]
    known = [reference for reference in references if reference is not None]
    return Clip(
        name=f"window {number}: {', '.join(part.name for part in parts)}",
        source="windows",
        waveform=np.concatenate(pieces),
        reference=" ".join(known) if len(known) == len(references) else None,
    )
