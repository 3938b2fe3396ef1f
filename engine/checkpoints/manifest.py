"""The note beside a downloaded model: where it came from and the sum of each of its files."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from engine.checkpoints.digests import sha256_of
from engine.errors import CheckpointError

MANIFEST_FILE: Final = "maxwhisper.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a model's folder is known to hold."""

    repository: str
    revision: str
    """The commit the hub said it served."""
    sha256: Mapping[str, str]
    """From each file's name to its sum, taken once the hub's own sum had been matched."""

    def write(self, folder: Path) -> None:
        """Put the note into the model's folder."""
        text = json.dumps(asdict(self), indent=2) + "\n"
        (folder / MANIFEST_FILE).write_text(text, encoding="utf-8")

    def damaged_files(self, folder: Path) -> tuple[str, ...]:
        """Read every file through and return the names of those changed or gone."""
        return tuple(
            name
            for name, sha256 in self.sha256.items()
            if not (folder / name).is_file() or sha256_of([folder / name]) != sha256
        )


def read_manifest(folder: Path) -> Manifest:
    """Return the note in a model's folder.

    Raises:
        CheckpointError: There is none, as in a folder copied by hand, or it cannot be read.
    """
    try:
        fields = json.loads((folder / MANIFEST_FILE).read_bytes())
        sums = {str(name): str(sha256) for name, sha256 in fields["sha256"].items()}
        return Manifest(str(fields["repository"]), str(fields["revision"]), sums)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CheckpointError(
            f"{folder} was not downloaded by this program: no sums of its files are known"
        ) from error
