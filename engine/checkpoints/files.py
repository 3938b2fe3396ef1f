"""The files that make up a model, in any folders and split in any way."""

import enum
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from engine.errors import CheckpointError, os_reason
from engine.sentence import Sentence

CTRANSLATE2_WEIGHTS: Final = "model.bin"
SAFETENSORS_WEIGHTS: Final = "model.safetensors"
SAFETENSORS_INDEX: Final = "model.safetensors.index.json"


class Origin(enum.Enum):
    """Where a checkpoint came from."""

    STARTER = "starter"
    """Installed as Python packages."""
    STORE = "store"
    """In the folder of downloaded models."""
    PATH = "path"
    """A path given by the user."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A model on this machine."""

    name: str
    origin: Origin
    folder: Path
    """The folder of its files, the first one if there are several."""
    files: Mapping[str, tuple[Path, ...]] = field(hash=False)
    """From a file's usual name to its parts, to be concatenated."""

    @property
    def size_bytes(self) -> int:
        """Return its size on disk."""
        return sum(part.stat().st_size for parts in self.files.values() for part in parts)

    def parts(self, role: str) -> tuple[Path, ...]:
        """Return the parts of the file whose usual name is ``role``.

        Raises:
            CheckpointError: The model has no such file.
        """
        if role not in self.files:
            raise CheckpointError(
                Sentence(
                    "The model “{model}” in {folder} has no {file}",
                    model=self.name,
                    folder=self.folder,
                    file=role,
                )
            )
        return self.files[role]

    def read(self, role: str) -> bytearray:
        """Return a whole file, joining its parts without a second copy in memory.

        Raises:
            CheckpointError: The model has no such file, or it cannot be read.
        """
        parts = self.parts(role)
        try:
            whole = bytearray(sum(part.stat().st_size for part in parts))
            view = memoryview(whole)
            for part in parts:
                with part.open("rb") as source:
                    view = view[source.readinto(view) :]
        except OSError as error:
            raise CheckpointError(
                Sentence(
                    "{file} of the model “{model}” cannot be read: {reason}",
                    file=role,
                    model=self.name,
                    reason=os_reason(error),
                )
            ) from error
        return whole


def checkpoint_in_folder(folder: Path, name: str, origin: Origin) -> Checkpoint:
    """Return the model in a folder in Hugging Face's or CTranslate2's format.

    Raises:
        CheckpointError: The folder contains neither, or files are missing.
    """
    try:
        files = {path.name: (path,) for path in sorted(folder.iterdir()) if path.is_file()}
    except OSError as error:
        raise CheckpointError(
            Sentence(
                "{folder} cannot be read: {reason}", folder=folder, reason=os_reason(error)
            )
        ) from error
    needed = {"config.json", *_weights(folder, files)}
    if missing := sorted(needed - files.keys()):
        raise CheckpointError(
            Sentence(
                "The model in {folder} is incomplete: {missing} is missing; copy or download the "
                "whole folder again",
                folder=folder,
                missing=", ".join(missing),
            )
        )
    return Checkpoint(name, origin, folder, files)


def checkpoint_of_pt(path: Path) -> Checkpoint:
    """Return the model in one of OpenAI's ``.pt`` files, named after the file."""
    return Checkpoint(path.stem, Origin.PATH, path.parent, {path.name: (path,)})


def _weights(folder: Path, files: Mapping[str, tuple[Path, ...]]) -> set[str]:
    for weights in (SAFETENSORS_WEIGHTS, CTRANSLATE2_WEIGHTS):
        if weights in files:
            return {weights}
    if SAFETENSORS_INDEX in files:
        return _shards(folder / SAFETENSORS_INDEX)
    raise CheckpointError(
        Sentence(
            "{folder} contains no model: neither {hugging_face} (Hugging Face) nor {ctranslate2} "
            "(CTranslate2) was found",
            folder=folder,
            hugging_face=SAFETENSORS_WEIGHTS,
            ctranslate2=CTRANSLATE2_WEIGHTS,
        )
    )


def _shards(index: Path) -> set[str]:
    try:
        return set(json.loads(index.read_bytes())["weight_map"].values())
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CheckpointError(
            Sentence("{file} is damaged; download the model again", file=index)
        ) from error
