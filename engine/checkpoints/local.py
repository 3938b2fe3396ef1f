"""The models on this machine: finding, verifying and removing them, without a network."""

import contextlib
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from engine.checkpoints import catalogue, digests
from engine.checkpoints.catalogue import WEIGHTS_FILE, Catalogue
from engine.checkpoints.files import Checkpoint, Origin, checkpoint_in_folder, checkpoint_of_pt
from engine.checkpoints.manifest import read_manifest
from engine.checkpoints.other_programs import name_of_folder
from engine.checkpoints.starter import STARTERS, Starter
from engine.errors import CheckpointError, os_reason
from engine.folders import models_folder
from engine.sentence import Sentence

PARTIAL_SUFFIX: Final = ".partial"
"""Suffix of a folder whose download is not complete."""


@dataclass(frozen=True, slots=True)
class LocalModels:
    """The models in one folder, and those installed as Python packages."""

    folder: Path = field(default_factory=models_folder)
    published: Catalogue = catalogue.WHISPER
    starters: tuple[Starter, ...] = STARTERS

    def installed(self) -> tuple[Checkpoint, ...]:
        """Return every complete model: the folder's, then packaged ones that are not in it."""
        stored: dict[str, Checkpoint] = {}
        for folder in sorted(self.folder.iterdir()) if self.folder.is_dir() else ():
            if folder.is_dir() and folder.suffix != PARTIAL_SUFFIX:
                with contextlib.suppress(CheckpointError):
                    stored[folder.name] = checkpoint_in_folder(
                        folder, folder.name, Origin.STORE
                    )
        packaged = (starter.find() for starter in self.starters)
        return (*stored.values(), *(c for c in packaged if c and c.name not in stored))

    def find(self, name_or_path: str) -> Checkpoint:
        """Return a model by name, alias, folder or ``.pt`` file.

        A downloaded model takes precedence over a packaged one, and a name over a path.

        Raises:
            CheckpointError: It is unknown, not installed or incomplete.
        """
        name = self._name(name_or_path)
        if name is not None:
            return self._find_named(name)
        path = Path(name_or_path).expanduser()
        if path.is_dir():
            return checkpoint_in_folder(path, name_of_folder(path), Origin.PATH)
        if path.is_file() and path.suffix == ".pt":
            return checkpoint_of_pt(path)
        known = ", ".join(model.name for model in self.published.models)
        raise CheckpointError(
            Sentence(
                "There is no model “{name}”; name one of {known}, or give the path of a folder or a "
                ".pt file",
                name=name_or_path,
                known=known,
            )
        )

    def verify(self, name_or_path: str) -> Checkpoint:
        """Compare the checksums of a model's files with the published ones.

        Raises:
            CheckpointError: A file is damaged, or no checksums are known.
        """
        checkpoint = self.find(name_or_path)
        match checkpoint.origin:
            case Origin.STARTER:
                for starter in self.starters:
                    if starter.name == checkpoint.name:
                        starter.verify(checkpoint)
            case Origin.STORE:
                self._verify_stored(checkpoint)
            case Origin.PATH:
                self._verify_own(checkpoint)
        return checkpoint

    def remove(self, name: str) -> None:
        """Delete a downloaded model and leftovers of its unfinished download.

        Raises:
            CheckpointError: It does not exist, or was installed as Python packages.
        """
        known = self._name(name)
        folders = [self.folder / f"{known}{end}" for end in ("", PARTIAL_SUFFIX)]
        there = [folder for folder in folders if known and folder.is_dir()]
        for folder in there:
            _delete(folder)
        if there:
            return
        starter = next((s for s in self.starters if s.name == known and s.find()), None)
        if starter is not None:
            raise CheckpointError(
                Sentence(
                    "The model “{name}” was installed as Python packages; remove it with: pip uninstall "
                    "{packages}",
                    name=known or name,
                    packages=" ".join(starter.distributions),
                )
            )
        raise CheckpointError(
            Sentence("There is no model “{name}” in {folder}", name=name, folder=self.folder)
        )

    def _name(self, name: str) -> str | None:
        """Return the name of a published model or of a folder in the store, or None."""
        model = self.published.find(name)
        if model is not None:
            return model.name
        if name in {"", ".."} or Path(name).name != name or name.endswith(PARTIAL_SUFFIX):
            return None
        return name if (self.folder / name).is_dir() else None

    def _find_named(self, name: str) -> Checkpoint:
        folder = self.folder / name
        if folder.is_dir():
            return checkpoint_in_folder(folder, name, Origin.STORE)
        packaged = (starter.find() for starter in self.starters if starter.name == name)
        if checkpoint := next(filter(None, packaged), None):
            return checkpoint
        if folder.with_name(name + PARTIAL_SUFFIX).is_dir():
            raise CheckpointError(
                Sentence(
                    "The download of the model “{name}” is not complete; resume it with: maxwhisper models "
                    "get {name}",
                    name=name,
                )
            )
        raise CheckpointError(
            Sentence(
                "The model “{name}” is not installed; download it with: maxwhisper models get {name}",
                name=name,
            )
        )

    def _verify_stored(self, checkpoint: Checkpoint) -> None:
        manifest = read_manifest(checkpoint.folder)
        model = self.published.find(checkpoint.name)
        if model and model.weights_sha256:
            sums = {**manifest.sha256, WEIGHTS_FILE: model.weights_sha256}
            manifest = replace(manifest, sha256=sums)
        if damaged := manifest.damaged_files(checkpoint.folder):
            raise CheckpointError(
                Sentence(
                    "{files} of the model “{name}” is damaged; download it again with: maxwhisper models "
                    "remove {name}, then maxwhisper models get {name}",
                    files=", ".join(damaged),
                    name=checkpoint.name,
                )
            )

    def _verify_own(self, checkpoint: Checkpoint) -> None:
        role, (path, *_) = next(iter(checkpoint.files.items()))
        if not role.endswith(".pt"):
            raise CheckpointError(
                Sentence("No checksums are known for {folder}", folder=checkpoint.folder)
            )
        if self.published.find_pt(digests.sha256_of([path])) is None:
            raise CheckpointError(
                Sentence(
                    "{file} is not a file that OpenAI published: it is damaged, or a model of your own",
                    file=path,
                )
            )


def _delete(folder: Path) -> None:
    try:
        if folder.is_symlink():
            folder.unlink()
        else:
            shutil.rmtree(folder)
    except OSError as error:
        raise CheckpointError(
            Sentence(
                "{folder} cannot be deleted: {reason}", folder=folder, reason=os_reason(error)
            )
        ) from error
