"""Small recordings of many formats, damaged in many ways; the same number gives the same file."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from samples.audio_samples import Format, encoded

Seeds: TypeAlias = Sequence[tuple[str, bytes]]
"""Suffixes and contents of whole files."""

_FORMATS: Final = (
    Format("wav", "pcm_u8", 8_000, "mono"),
    Format("wav", "pcm_s16le"),
    Format("wav", "pcm_s24le", 48_000, "5.1"),
    Format("wav", "pcm_f32le"),
    Format("wav", "adpcm_ima_wav"),
    Format("w64", "pcm_s16le"),
    Format("aiff", "pcm_s16be"),
    Format("caf", "pcm_s16le", 48_000, "7.1"),
    Format("au", "pcm_mulaw", 8_000, "mono"),
    Format("voc", "pcm_u8", 11_025, "mono"),
    Format("flac", "flac"),
    Format("wv", "wavpack"),
    Format("tta", "tta"),
    Format("mp3", "libmp3lame"),
    Format("mp2", "mp2"),
    Format("aac", "aac"),
    Format("ac3", "ac3", 48_000, "5.1"),
    Format("ogg", "libopus", 48_000),
    Format("mka", "pcm_s24le"),
    Format("mka", "pcm_s16le"),
    Format("m4a", "alac"),
    Format("mp4", "aac", film=True),
    Format("mov", "pcm_s16le"),
    Format("mkv", "libopus", 48_000, film=True),
    Format("webm", "libopus", 48_000),
    Format("avi", "libmp3lame", film=True),
    Format("ts", "mp2", 48_000),
    Format("flv", "aac"),
    Format("wma", "wmav2"),
)

_SECONDS: Final = 0.3
_SIZES: Final = (0, 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF)
_HEADER_BYTES: Final = 256
_MOST_CHANGES: Final = 3


@dataclass(frozen=True, slots=True)
class MutatedFile:
    """A file with any content, and a name that may belie it."""

    number: int
    name: str
    content: bytes


def seeds(folder: Path) -> Seeds:
    """Encode a short tone in each format."""
    return [(kind.suffix, encoded(folder, kind, _SECONDS)) for kind in _FORMATS]


def mutated_file(number: int, whole: Seeds) -> MutatedFile:
    """Return the file of a number."""
    chance = random.Random(number)
    suffix, content = chance.choice(whole)
    for _ in range(chance.randint(1, _MOST_CHANGES)):
        content = chance.choice(_CHANGES)(chance, content, whole)
    if chance.random() < 0.2:
        suffix = chance.choice([other for other, _ in whole])
    return MutatedFile(number, f"{number}.{suffix}", content)


def _flipped(chance: random.Random, content: bytes, _: Seeds) -> bytes:
    changed = bytearray(content)
    for _n in range(chance.choice([1, 4, 64]) if content else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _other_header(chance: random.Random, content: bytes, _: Seeds) -> bytes:
    changed = bytearray(content)
    for _n in range(chance.choice([1, 2, 8])):
        at = chance.randrange(min(_HEADER_BYTES, len(changed)) + 1)
        changed[at : at + 1] = chance.randbytes(1)
    return bytes(changed)


def _other_size(chance: random.Random, content: bytes, _: Seeds) -> bytes:
    at = chance.randrange(min(_HEADER_BYTES, len(content)) + 1)
    size = chance.choice([*_SIZES, chance.getrandbits(32)])
    return content[:at] + size.to_bytes(4, chance.choice(["little", "big"])) + content[at + 4 :]


def _without_end(chance: random.Random, content: bytes, _: Seeds) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _without_beginning(chance: random.Random, content: bytes, _: Seeds) -> bytes:
    return content[chance.randrange(len(content) + 1) :]


def _without_a_part(chance: random.Random, content: bytes, _: Seeds) -> bytes:
    start, end = _part(chance, content)
    return content[:start] + content[end:]


def _doubled_part(chance: random.Random, content: bytes, _: Seeds) -> bytes:
    start, end = _part(chance, content)
    return content[:end] + content[start:]


def _blank_part(chance: random.Random, content: bytes, _: Seeds) -> bytes:
    start, end = _part(chance, content)
    return content[:start] + bytes(end - start) + content[end:]


def _noisy_part(chance: random.Random, content: bytes, _: Seeds) -> bytes:
    start, end = _part(chance, content)
    return content[:start] + chance.randbytes(end - start) + content[end:]


def _joined(chance: random.Random, content: bytes, whole: Seeds) -> bytes:
    _, other = chance.choice(whole)
    return content + other if chance.random() < 0.5 else other + content


def _crossed(chance: random.Random, content: bytes, whole: Seeds) -> bytes:
    """Return one file's beginning and another one's end."""
    _, other = chance.choice(whole)
    return _without_end(chance, content, whole) + _without_beginning(chance, other, whole)


def _part(chance: random.Random, content: bytes) -> tuple[int, int]:
    places = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return places[0], places[1]


_CHANGES: Final[Sequence[Callable[[random.Random, bytes, Seeds], bytes]]] = (
    _flipped,
    _flipped,
    _other_header,
    _other_header,
    _other_size,
    _other_size,
    _without_end,
    _without_beginning,
    _without_a_part,
    _doubled_part,
    _blank_part,
    _noisy_part,
    _joined,
    _crossed,
)
