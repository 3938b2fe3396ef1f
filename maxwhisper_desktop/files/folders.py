"""Finds the recordings in folders: by what the files hold, whatever their names.

Reads the disk and starts child processes, so do not use it on the main thread.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Final, TypeAlias

from engine.audio.file import BARE_FORMATS, ReadingCancelledError
from engine.audio.sound_track import Sound, sound_track
from engine.errors import os_reason
from engine.sentence import NOTHING, Sentence
from maxwhisper_desktop.files.piped_files import STANDARD_INPUT

NOTHING_FOUND: Final = Sentence("there is no audio or video in this folder")

SOUND_SUFFIXES: Final = frozenset(
    {
        *(".aac", ".aif", ".aiff", ".alac", ".amr", ".ape", ".au", ".caf", ".flac", ".m4a"),
        *(".m4b", ".mka", ".mp2", ".mp3", ".oga", ".ogg", ".opus", ".spx", ".wav", ".weba"),
        *(".wma", ".wv"),
        *(".3gp", ".avi", ".flv", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".ogv"),
        *(".webm", ".wmv"),
        *BARE_FORMATS,
    }
)
"""A file of which nothing can be read is a damaged recording if its name ends so."""

_HEAD_BYTES: Final = 4096

_NO_SOUND: Final = (
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00"),
    *(b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!"),
    *(b"\x28\xb5\x2f\xfd", b"\x7fELF", b"MZ", b"SQLite format 3", b"\xd0\xcf\x11\xe0"),
)
"""First bytes of pictures, documents, archives, programs and databases."""

_SOUND: Final = (b"fLaC", b"ID3", b"#!AMR", b"caff", b".snd", b"MAC ", b"wvpk")
_SOUND_AT_8: Final = (b"WAVE", b"AIFF", b"AIFC")
"""Bytes of what is sound and nothing else."""

_MEDIA: Final = (b"OggS", b"\x1a\x45\xdf\xa3", b"\x30\x26\xb2\x75", b"FLV")
_MEDIA_AT_4: Final = (b"ftyp", b"moov")
_MEDIA_AT_8: Final = (b"AVI ",)
"""Bytes of containers that may hold sound."""

_TEXT_CONTROLS: Final = frozenset(b"\b\t\n\f\r\x1b")

Listing: TypeAlias = Callable[[Path], Iterable[Path]]
"""Returns what is in a folder; raises ``OSError``."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to transcribe, or a folder and the ``problem`` why nothing is found in it."""

    path: Path
    problem: Sentence = NOTHING


def recordings(paths: Iterable[Path], cancelled: Event | None = None) -> Iterator[Found]:
    """Find the files to transcribe: the named ones, whatever they hold, and recordings in folders.

    None in a folder is given twice. A folder in which there is none is told.

    Raises:
        ReadingCancelledError: ``cancelled`` was set.
    """
    given: set[Path] = set()
    for path in paths:
        if not is_folder(path):
            given.add(path.absolute())
            yield Found(path)
            continue
        is_empty = True
        for found in walk(path):
            if cancelled is not None and cancelled.is_set():
                raise ReadingCancelledError("the search was cancelled")
            is_new = found.path.absolute() not in given
            if is_new and not found.problem and not is_recording(found.path, cancelled):
                continue
            is_empty = False
            if is_new:
                given.add(found.path.absolute())
                yield found
        if is_empty:
            yield Found(path, NOTHING_FOUND)


def is_folder(path: Path) -> bool:
    """Return whether a path that the user named is a folder."""
    return path != STANDARD_INPUT and stat.S_ISDIR(_mode(path))


def _list(folder: Path) -> Iterable[Path]:
    """List a folder of which the files can be opened too."""
    listed = [*folder.iterdir()]
    if not os.access(folder, os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return listed


def walk(top: Path, listing: Listing = _list) -> Iterator[Found]:
    """Yield all files in a folder and its sub-folders, by name, without hidden ones.

    Folders behind links are searched too, but none twice, nor one in which ``top`` lies. A folder
    that cannot be read comes with the problem. ``listing`` is for tests.
    """
    seen: set[tuple[int, int] | None] = set(filter(None, map(_identity, top.resolve().parents)))
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        identity = _identity(folder)
        if identity in seen:
            continue
        seen.add(identity)
        try:
            shown = sorted(path for path in listing(folder) if not path.name.startswith("."))
        except OSError as error:
            yield Found(
                folder,
                Sentence("this folder cannot be read: {reason}", reason=os_reason(error)),
            )
            continue
        modes = {path: _mode(path) for path in shown}
        yield from (Found(path) for path in shown if stat.S_ISREG(modes[path]))
        waiting += [path for path in reversed(shown) if stat.S_ISDIR(modes[path])]


def is_recording(path: Path, cancelled: Event | None = None) -> bool:
    """Return whether a regular file has sound, or looks as if it had and cannot be read.

    Raises:
        ReadingCancelledError: ``cancelled`` was set.
    """
    is_named_so = path.suffix.lower() in SOUND_SUFFIXES
    try:
        with path.open("rb", buffering=0) as file:
            head = file.read(_HEAD_BYTES)
        if not head:
            return is_named_so
        if head.startswith(_NO_SOUND) or _is_text(head):
            return False
        if head.startswith(_SOUND) or head.startswith(_SOUND_AT_8, 8):
            return True
        sound = sound_track(path, cancelled)
    except OSError:
        return is_named_so
    if sound is Sound.UNREADABLE:
        return is_named_so or _is_media(head)
    return sound is Sound.PRESENT


def _is_text(head: bytes) -> bool:
    """Return whether there are only letters: sound is never long without zeros and the like."""
    return all(byte >= 0x20 or byte in _TEXT_CONTROLS for byte in head)


def _is_media(head: bytes) -> bool:
    return (
        head.startswith(_MEDIA)
        or head.startswith(_MEDIA_AT_4, 4)
        or head.startswith(_MEDIA_AT_8, 8)
    )


def _mode(path: Path) -> int:
    """Return what kind of file it is; 0 if that cannot be told, as of a link to nothing."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return 0


def _identity(folder: Path) -> tuple[int, int] | None:
    """Return device and inode of a folder, None if it is not to be found."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
