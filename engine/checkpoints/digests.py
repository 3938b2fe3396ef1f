"""Checksums of files, in the two forms that the model hub uses."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from engine.errors import CheckpointError, os_reason
from engine.sentence import Sentence

CHUNK_BYTES: Final = 1 << 20

_SHA1_DIGITS: Final = 40
_SHA256_DIGITS: Final = 64


def sha256_of(parts: Iterable[Path]) -> str:
    """Return the SHA-256 checksum of concatenated files.

    Raises:
        CheckpointError: One of them cannot be read.
    """
    digest = hashlib.sha256()
    for chunk in _chunks(parts):
        digest.update(chunk)
    return digest.hexdigest()


def matches(announced: str, path: Path) -> bool:
    """Return whether a file has the checksum that the hub sent as its ETag.

    For a file in large file storage that is its SHA-256, for any other its git blob id: SHA-1
    over ``blob <size>``, a NUL and the bytes.
    """
    if len(announced) == _SHA256_DIGITS:
        return sha256_of([path]) == announced
    size_bytes = path.stat().st_size
    digest = hashlib.sha1(b"blob %d\0" % size_bytes, usedforsecurity=False)
    for chunk in _chunks([path]):
        digest.update(chunk)
    return digest.hexdigest() == announced


def is_checksum(announced: str) -> bool:
    """Return whether an ETag has one of the two forms."""
    digits = frozenset("0123456789abcdef")
    return len(announced) in {_SHA1_DIGITS, _SHA256_DIGITS} and digits.issuperset(announced)


def _chunks(parts: Iterable[Path]) -> Iterator[bytes]:
    for part in parts:
        try:
            with part.open("rb") as source:
                while chunk := source.read(CHUNK_BYTES):
                    yield chunk
        except OSError as error:
            raise CheckpointError(
                Sentence("{file} cannot be read: {reason}", file=part, reason=os_reason(error))
            ) from error
