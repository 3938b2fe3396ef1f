"""Cuts a recording of any length into parts that fit the memory, each while it is read.

A part is cut off in the longest pause nearby, so that no word falls on a joint. Where it is cut depends on
the sound alone: the same recording has the same parts each time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from engine.audio.mel import HOP_LENGTH
from engine.audio.vad import find_speech
from engine.audio.waveform import SAMPLE_RATE, Waveform, duration_s

WHOLE_S: Final = 1800
"""Seconds up to which a recording is one part: 115 MB of samples and 58 MB of spectrogram."""

PART_S: Final = 300
"""The most seconds of a part of a longer one."""

SEARCH_S: Final = 60
"""A part ends in the longest pause of its last seconds, so many of them."""

QUIET_S: Final = 0.3
"""Where nobody pauses, it ends where it is quietest for so long."""

_BYTES: Final = np.dtype(np.float32).itemsize


@dataclass(frozen=True, slots=True, eq=False)
class SoundPart:
    """A part of a recording.

    Attributes:
        waveform: Its sound.
        start_s: Where it starts, in seconds of the recording.
        is_last: Whether the recording ends with it.
    """

    waveform: Waveform
    start_s: float
    is_last: bool

    @property
    def end_s(self) -> float:
        """Where it ends, in seconds of the recording."""
        return self.start_s + duration_s(self.waveform)


def parts_of(
    blocks: Iterable[bytes], whole_s: float = WHOLE_S, part_s: float = PART_S
) -> Iterator[SoundPart]:
    """Yield a recording's parts, one after the other.

    Args:
        blocks: Its samples as float32, in pieces of any length.
        whole_s: Up to which length it is one part.
        part_s: The most seconds of a part otherwise.
    """
    kept = bytearray()
    longest, n_before = round(whole_s * SAMPLE_RATE), 0
    for block in blocks:
        kept += block
        while len(kept) > longest * _BYTES:
            longest = round(part_s * SAMPLE_RATE)
            waveform: Waveform = np.frombuffer(bytes(kept[: longest * _BYTES]), np.float32)
            n_samples = _cut(waveform)
            yield SoundPart(waveform[:n_samples], n_before / SAMPLE_RATE, is_last=False)
            del waveform, kept[: n_samples * _BYTES]
            n_before += n_samples
    yield SoundPart(np.frombuffer(kept, np.float32), n_before / SAMPLE_RATE, is_last=True)


def _cut(waveform: Waveform) -> int:
    """Return after how many samples to cut, at the start of a frame of the spectrogram."""
    n_before = max(waveform.size - SEARCH_S * SAMPLE_RATE, waveform.size // 2)
    nearby = waveform[n_before:]
    spoken = [edge for one in find_speech(nearby) for edge in (one.start_s, one.end_s)]
    edges = [0.0, *spoken, max(duration_s(nearby), *spoken, 0.0)]
    start_s, end_s = max(list(pairwise(edges))[::2], key=lambda pause: pause[1] - pause[0])
    at_s = (start_s + end_s) / 2 if end_s > start_s else _quietest_s(nearby)
    return (n_before + round(at_s * SAMPLE_RATE)) // HOP_LENGTH * HOP_LENGTH


def _quietest_s(waveform: Waveform) -> float:
    """Return where it is quietest, in seconds."""
    frames = waveform[: waveform.size // HOP_LENGTH * HOP_LENGTH].reshape(-1, HOP_LENGTH)
    width = round(QUIET_S * SAMPLE_RATE / HOP_LENGTH)
    energies = np.convolve(np.square(frames).sum(axis=1), np.ones(width), mode="valid")
    return (int(energies.argmin()) + width / 2) * HOP_LENGTH / SAMPLE_RATE
