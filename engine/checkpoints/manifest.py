"""The manifest of a downloaded model: its source and the checksum of each file."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from engine.checkpoints.digests import sha256_of
from engine.errors import CheckpointError
from engine.sentence import Sentence

MANIFEST_FILE: Final = "maxwhisper.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a model's folder must contain."""

    repository: str
    revision: str
    """The commit that the hub said it served."""
    sha256: Mapping[str, str]
    """Checksums by file name, taken after the hub's own checksums had matched."""

    def write(self, folder: Path) -> None:
        """Write the manifest into the model's folder."""
        text = json.dumps(asdict(self), indent=2) + "\n"
        (folder / MANIFEST_FILE).write_text(text, encoding="utf-8")

    def damaged_files(self, folder: Path) -> tuple[str, ...]:
        """Return the names of files that have changed or are missing, reading all of them."""
        return tuple(
            name
            for name, sha256 in self.sha256.items()
            if not (folder / name).is_file() or sha256_of([folder / name]) != sha256
        )


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest in a model's folder.

    Raises:
        CheckpointError: There is none, as in a manually copied folder, or it cannot be read.
    """
    try:
        fields = json.loads((folder / MANIFEST_FILE).read_bytes())
        sums = {str(name): str(sha256) for name, sha256 in fields["sha256"].items()}
        return Manifest(str(fields["repository"]), str(fields["revision"]), sums)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CheckpointError(
            Sentence(
                "{folder} was not downloaded by MaxWhisper: no checksums of its files are known",
                folder=folder,
            )
        ) from error
