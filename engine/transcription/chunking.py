"""Where a long recording is cut, so that its chunks can be decoded at once.

The model decodes a chunk as a recording of its own, at most one window long. It begins and ends where
it is quietest nearby, mostly between two sentences.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from engine.audio.mel import FRAMES_PER_S, MelSpectrogram

SEARCH_S: Final = 5.0
"""A cut is sought this far before and after the place that chunks of equal length would have."""

PAUSE_S: Final = 0.3
"""Loudness is averaged over this time: single quiet frames are within words."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a spectrogram, in frames; it ends in a pause or with the recording."""

    start: int
    end: int
    ends_in_pause: bool = False


def chunks_at_pauses(mel: MelSpectrogram, n_frames: int, longest: int) -> list[Chunk]:
    """Cut a recording into chunks of at most ``longest`` frames, of similar length.

    Args:
        mel: Shape (n_mels, at least n_frames).
        n_frames: Those of the recording, without padding.
        longest: A window of the model.
    """
    if n_frames <= longest:
        return [Chunk(0, n_frames)]
    loudness = _loudness(mel[:, :n_frames])
    reach = round(SEARCH_S * FRAMES_PER_S)
    chunks, start = [], 0
    while n_frames - start > longest:
        n_chunks = math.ceil((n_frames - start) / (longest - reach))
        first = start + (n_frames - start) // n_chunks - reach
        nearby = loudness[first : first + 2 * reach]
        # The later of equals, so that a long pause ends the chunk before it.
        end = first + len(nearby) - 1 - int(nearby[::-1].argmin())
        chunks.append(Chunk(start, end, ends_in_pause=True))
        start = end
    return [*chunks, Chunk(start, n_frames)]


def _loudness(mel: MelSpectrogram) -> np.ndarray:
    """Return how loud it is around each frame: (n_frames,), in the spectrogram's own unit."""
    width = round(PAUSE_S * FRAMES_PER_S)
    return np.convolve(mel.mean(axis=0), np.full(width, 1.0 / width), mode="same")
