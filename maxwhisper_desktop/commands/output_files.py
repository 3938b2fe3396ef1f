"""The files that ``maxwhisper transcribe --output-dir`` writes, none of them over another's work."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.sentence import Sentence
from maxwhisper_desktop.files.output_names import output_names
from maxwhisper_desktop.files.shown_names import shown_name


@dataclass(frozen=True, slots=True)
class OutputFiles:
    """Where the texts of several recordings go.

    Attributes:
        folder: Created if necessary.
        recordings: In the user's order.
        formats: The files' extensions.
        overwrites: Whether files that exist are replaced; a recording never is.
    """

    folder: Path
    recordings: Sequence[Path]
    formats: Sequence[str]
    overwrites: bool

    def targets(self) -> list[dict[str, Path]]:
        """Return each recording's files, by format."""
        return [
            {form: self.folder / f"{name}.{form}" for form in self.formats}
            for name in output_names(self.recordings)
        ]

    def refusal(self, targets: dict[str, Path]) -> Sentence | None:
        """Return why a recording's files may not be written, as a sentence; the folder is there."""
        most_bytes = os.pathconf(self.folder, "PC_NAME_MAX")
        for target in targets.values():
            if len(os.fsencode(target.name)) > most_bytes:
                return Sentence(
                    "the name of its text would have more than {count} bytes; shorten the recording's",
                    count=most_bytes,
                )
            if not target.exists():
                continue
            if any(one.exists() and target.samefile(one) for one in self.recordings):
                return replaces_recording(target)
            if not self.overwrites:
                return exists_already(target)
        return None


def replaces_recording(target: Path) -> Sentence:
    """Return why a recording's text may not be written to another recording."""
    return Sentence(
        "its text would replace the recording {file}; choose another folder",
        file=shown_name(target),
    )


def exists_already(target: Path) -> Sentence:
    """Return why a recording's text may not be written to a file of unknown origin."""
    return Sentence("{file} exists; --overwrite replaces it", file=shown_name(target))
