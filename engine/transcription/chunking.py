"""Where a long recording is cut, so that its chunks can be decoded at once.

The model decodes a chunk as a recording of its own, at most one window long. It begins and ends where
it is quietest nearby, mostly between two sentences.
"""

import math
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from engine.audio.mel import FRAMES_PER_S, MelSpectrogram

SEARCH_S: Final = 5.0
"""A cut is sought this far before and after the place that chunks of equal length would have."""

PAUSE_S: Final = 0.3
"""Loudness is averaged over this time: single quiet frames are within words."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a spectrogram, in frames.

    Attributes:
        start: Its first frame.
        end: The frame after its last.
        ends_in_pause: Whether it ends in a pause, and not just with the recording.
        is_doubtful: Whether nobody may be speaking in it.
    """

    start: int
    end: int
    ends_in_pause: bool = False
    is_doubtful: bool = False


def chunks_at_pauses(mel: MelSpectrogram, chunk: Chunk, longest: int) -> list[Chunk]:
    """Cut a chunk into chunks of at most ``longest`` frames, of similar length.

    Args:
        mel: Shape (n_mels, at least ``chunk.end``).
        chunk: What is too long to be decoded at once.
        longest: A window of the model.
    """
    if chunk.end - chunk.start <= longest:
        return [chunk]
    loudness = _loudness(mel[:, : chunk.end])
    reach = round(SEARCH_S * FRAMES_PER_S)
    chunks, start = [], chunk.start
    while chunk.end - start > longest:
        n_chunks = math.ceil((chunk.end - start) / (longest - reach))
        first = start + (chunk.end - start) // n_chunks - reach
        nearby = loudness[first : first + 2 * reach]
        # The later of equals, so that a long pause ends the chunk before it.
        end = first + len(nearby) - 1 - int(nearby[::-1].argmin())
        chunks.append(replace(chunk, start=start, end=end, ends_in_pause=True))
        start = end
    return [*chunks, replace(chunk, start=start)]


def _loudness(mel: MelSpectrogram) -> np.ndarray:
    """Return how loud it is around each frame: (n_frames,), in the spectrogram's own unit."""
    width = round(PAUSE_S * FRAMES_PER_S)
    return np.convolve(mel.mean(axis=0), np.full(width, 1.0 / width), mode="same")
