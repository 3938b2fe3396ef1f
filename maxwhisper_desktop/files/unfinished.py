"""What is done of a long recording, kept until all of it is, so that another run can go on from there.

A small private file has the transcripts of the parts. Its name tells the recording (path, size and time of
the last change), the model and the options: whatever differs is another transcription. Since a part's sound,
and what comes before it, are the same in each run, so is its transcript.
"""

import hashlib
import json
import logging
import shutil
import stat
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from engine.atomic_write import put_in_place
from engine.audio.parts import SoundPart
from engine.transcript import Guard, Segment, Timings, Transcript, Word
from engine.writers.formats import json_line, transcript_document
from maxwhisper_desktop.system.paths import unfinished_folder

_LOG: Final = logging.getLogger(__name__)

KEPT_DAYS: Final = 30
"""After so long nobody goes on any more."""

_DAY_S: Final = 86_400


@dataclass(slots=True)
class Unfinished:
    """The parts of one recording that are done; kept in a file if there is one.

    Attributes:
        file: Where they are kept; None for a recording that no other run would know again.
    """

    file: Path | None
    _parts: dict[str, dict[str, object]] = field(default_factory=dict)

    @classmethod
    def of(cls, recording: Path, conditions: object, *, resumes: bool) -> "Unfinished":
        """Return what is kept of a recording.

        Args:
            recording: Its path; of a pipe nothing is kept.
            conditions: All else that its text depends on; told by its ``repr``.
            resumes: Whether what an earlier run left is taken over.
        """
        try:
            status = recording.stat()
            if not stat.S_ISREG(status.st_mode):
                return cls(None)
            identity = (
                str(recording.resolve()),
                status.st_size,
                status.st_mtime_ns,
                conditions,
            )
        except OSError:
            return cls(None)
        name = hashlib.sha256(repr(identity).encode(errors="surrogateescape")).hexdigest()
        file = unfinished_folder() / f"{name[:32]}.json"
        return cls(file, _read(file) if resumes else {})

    @property
    def is_kept(self) -> bool:
        """Whether another run can go on from here."""
        return self.file is not None and self.file.exists()

    def find(self, channel: int | None, sound: SoundPart) -> Transcript | None:
        """Return the transcript of a part, if it was done before."""
        try:
            return transcript_from(self._parts[_key(channel, sound)])
        except (LookupError, TypeError):  # Another version's transcripts have other fields.
            return None

    def note(self, channel: int | None, sound: SoundPart, transcript: Transcript) -> None:
        """Keep a part's transcript; a disk that takes nothing costs only that."""
        self._parts[_key(channel, sound)] = transcript_document(transcript)
        if self.file is None:
            return
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh = _fresh(self.file)
            fresh.touch(mode=0o600)
            fresh.write_text(json_line(self._parts), encoding="utf-8")
            put_in_place(fresh, self.file)
            _forget_old_ones(self.file.parent)
        except OSError as error:
            _LOG.warning("what is done of a recording could not be kept: %s", error.strerror)

    def discard(self) -> None:
        """Keep nothing any more, since all is done."""
        if self.file is not None:
            _fresh(self.file).unlink(missing_ok=True)  # Of a run that was killed.
            self.file.unlink(missing_ok=True)


def forget_unfinished() -> None:
    """Delete what is kept of all recordings."""
    shutil.rmtree(unfinished_folder(), ignore_errors=True)


def transcript_from(document: Mapping[str, Any]) -> Transcript:
    """Return the transcript that ``transcript_document`` made a JSON document of."""
    segments = [
        {
            **segment,
            "tokens": tuple(segment["tokens"]),
            "words": tuple(Word(**word) for word in segment["words"])
            if "words" in segment
            else None,
        }
        for segment in document["segments"]
    ]
    inner = {
        "segments": tuple(Segment(**segment) for segment in segments),
        "guards": tuple(Guard(**guard) for guard in document["guards"]),
        "timings_ms": Timings(**document["timings_ms"]),
    }
    return Transcript(**{**document, **inner})


def _key(channel: int | None, sound: SoundPart) -> str:
    return f"{channel or 0}: {sound.start_s:.3f} to {sound.end_s:.3f} s"


def _fresh(file: Path) -> Path:
    """Return where a file is written before it takes its place."""
    return file.with_suffix(".part")


def _read(file: Path) -> dict[str, dict[str, object]]:
    try:
        parts = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return parts if isinstance(parts, dict) else {}


def _forget_old_ones(folder: Path) -> None:
    for file in folder.iterdir():
        if file.stat().st_mtime < time.time() - KEPT_DAYS * _DAY_S:
            file.unlink(missing_ok=True)
