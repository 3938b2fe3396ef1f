"""The recordings of finished takes, files beside the database; sealed if the user wants that."""

import logging
import os
import re
from pathlib import Path
from typing import Final

from engine.atomic_write import put_in_place
from maxwhisper_desktop.dictation.events import TakeId
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.recording.journal import RECORDING, SEALED
from maxwhisper_desktop.system.vault import Vault, VaultError

log = logging.getLogger(__name__)

_NAME: Final = re.compile(r"take-([0-9]{1,15})\..*")


class Recordings:
    """A folder of recordings. Every method may raise ``OSError``."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        """Use ``folder``, which need not exist yet."""
        self.folder = folder
        self.is_sealing = False
        """Whether recordings are to be sealed."""
        self._vault = vault

    def files(self) -> list[Path]:
        """Return all recordings."""
        return recordings_in(self.folder)

    def unprotected(self) -> list[Path]:
        """Return those that are not yet as they are to be, sealed or not."""
        return [file for file in self.files() if (file.suffix == SEALED) != self.is_sealing]

    def take_over(self, record: TakeRecord) -> Path | None:
        """Move a take's recording here; return where it is, None if it is nowhere.

        Raises:
            VaultError: It is to be sealed, and there is no key.
        """
        if record.recording is None or record.recording.parent == self.folder:
            return record.recording
        place = self.folder / f"take-{record.take}{record.recording.suffix}"
        try:
            record.recording.rename(place)
        except FileNotFoundError:
            # Moved by an attempt whose row could not be written?
            if (sealed := place.with_suffix(SEALED)).is_file():
                return sealed
            if not place.is_file():
                log.warning("the recording of take %d is missing", record.take)
                return None
        return self.protected(place) if self.is_sealing else place

    def protected(self, file: Path) -> Path | None:
        """Seal or unseal a recording, as it is to be.

        Returns:
            Its new path, the old one if it cannot be unsealed, None if it does not exist.

        Raises:
            VaultError: It is to be sealed, and there is no key.
        """
        try:
            content = file.read_bytes()
        except FileNotFoundError:
            return None
        if self.is_sealing:
            changed, content = file.with_suffix(SEALED), self._vault.seal(content)
        else:
            changed = file.with_suffix(RECORDING)
            try:
                content = self._vault.unseal(content)
            except VaultError as error:
                log.warning("%s stays sealed: %s", file, error)
                return file
        written = file.with_name(f".{changed.name}")
        with open(written, "wb", opener=_private) as target:
            target.write(content)
        put_in_place(written, changed)
        file.unlink()
        return changed


def recordings_in(folder: Path) -> list[Path]:
    """Return the recordings in a folder, which are named after their take's number."""
    if not folder.is_dir():
        return []
    return [path for path in folder.iterdir() if _NAME.fullmatch(path.name)]


def take_of(file: Path) -> TakeId:
    """Return the number of the take that a recording is named after; 0 for another file."""
    match = _NAME.fullmatch(file.name)
    return int(match[1]) if match else 0


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
