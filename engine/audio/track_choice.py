"""Chooses among several audio tracks of a file: a film may have music first and the voice after it."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from typing import Final

import numpy as np

from engine.audio.vad import SpeechDetector
from engine.audio.waveform import AUDIBLE, SAMPLE_RATE, Waveform
from engine.errors import AudioFileError

SPEECH_S: Final = 1.0
"""Seconds of speech that make a track the chosen one; the detector may hear less in music."""

LOOK_S: Final = 600
"""Seconds of sound in which nobody speaks, after which nobody is expected to."""


def chosen_track(
    tracks: Sequence[int], decoded: Callable[[int], Generator[bytes, None, object]]
) -> int:
    """Return the first track in which somebody speaks; if there is none, the first that sounds.

    Args:
        tracks: Their numbers, the likeliest first.
        decoded: Returns a track's samples as float32, in pieces of any length. Those that cannot be
            read are passed over.
    """
    best, most_s = tracks[0], (False, 0.0)
    for track in tracks:
        spoken_s, sounds = 0.0, False
        with suppress(AudioFileError), closing(decoded(track)) as blocks:
            for spoken_s in _spoken_s(blocks):
                sounds = True
                if spoken_s >= SPEECH_S:
                    return track
        if (sounds, spoken_s) > most_s:
            best, most_s = track, (sounds, spoken_s)
    return best


def _spoken_s(blocks: Iterable[bytes]) -> Iterator[float]:
    """Yield the seconds of speech so far, after each second that is not silent."""
    detector = SpeechDetector()
    for second in _seconds(blocks):
        if np.sqrt(np.square(second).mean()) > AUDIBLE:
            detector.feed(second)
            yield sum(region.end_s - region.start_s for region in detector.regions)
        if detector.heard_s >= LOOK_S:
            return


def _seconds(blocks: Iterable[bytes]) -> Iterator[Waveform]:
    """Cut samples into seconds; the last may be shorter."""
    kept, n_bytes = bytearray(), SAMPLE_RATE * np.dtype(np.float32).itemsize
    for block in blocks:
        kept += block
        while len(kept) >= n_bytes:
            yield np.frombuffer(bytes(kept[:n_bytes]), np.float32)
            del kept[:n_bytes]
    if kept:
        yield np.frombuffer(bytes(kept), np.float32)
