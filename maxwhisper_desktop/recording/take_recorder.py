"""Records a take while it is spoken: to disk, to memory, and with voice activity detection.

All of it happens as audio arrives, so that at key-up only the last block remains to be
processed.
"""

import logging
import math
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import numpy as np

from engine.audio.vad import SpeechDetector, SpeechRegion, find_speech
from engine.audio.waveform import SAMPLE_RATE, Waveform, duration_s
from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import TakeId
from maxwhisper_desktop.dictation.spoken_part import SpokenPart
from maxwhisper_desktop.recording.journal import RecordingWriter
from maxwhisper_desktop.recording.long_pauses import Cut, LongPauses, kept
from maxwhisper_desktop.recording.speech_follower import SpeechFollower

log = logging.getLogger(__name__)

LEVELS_PER_S: Final = 20
"""Level readings per second: so many look smooth."""

LEVEL_SAMPLES: Final = SAMPLE_RATE // LEVELS_PER_S
"""Samples per level reading."""

SILENCE_DBFS: Final = -120.0
"""The level of digital silence, which has no logarithm."""

_DISK_S: Final = 0.05
"""Seconds that the text may wait until the recording's last block is written."""


@dataclass(frozen=True, slots=True, eq=False)
class RecordedTake:
    """A take whose recording is complete.

    Attributes:
        take: Its number.
        waveform: All of its audio.
        speech_regions: Where there is speech.
        has_speech: Whether there is speech, or may be: True if detection failed.
        path: The recording on disk; None if there is none.
        long_pauses: What of the audio is not recognised.
        problem: What is wrong with it and what the user can do, as a sentence.
    """

    take: TakeId
    waveform: Waveform
    speech_regions: tuple[SpeechRegion, ...]
    has_speech: bool
    path: Path | None
    long_pauses: Sequence[Cut] = ()
    problem: Sentence | None = None

    @property
    def duration_s(self) -> float:
        """The length in seconds."""
        return duration_s(self.waveform)

    @property
    def speech(self) -> Waveform:
        """The audio to recognise, without long pauses and trailing silence."""
        return kept(self.waveform, self.speech_regions, self.long_pauses)

    def discard(self) -> None:
        """Delete the recording from disk."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)


class Cleaning(Protocol):
    """Takes something out of the beginning of a recording."""

    def __call__(self, block: Waveform) -> Waveform:
        """Take the next block; return the sound that is ready, which may be none."""
        ...

    def rest(self) -> Waveform:
        """Return what is still held back."""
        ...


class TakeRecorder:
    """Records the blocks of one take on its own thread, which ``finish`` ends.

    Other threads share only a queue with it.
    """

    def __init__(
        self,
        take: TakeId,
        folder: Path,
        on_level: Callable[[float], None] | None = None,
        listen: Callable[[], SpeechDetector] = SpeechDetector,
        on_spoken: Callable[[SpokenPart], None] | None = None,
        clean: Cleaning | None = None,
    ) -> None:
        """Start a take.

        Args:
            take: Its number.
            folder: The journal's folder.
            on_level: Called with the level in dBFS about twenty times a second, on the thread.
            listen: Creates the speech detector, on the thread.
            on_spoken: Called with what is worth recognising before the take ends, on the thread.
            clean: Takes out what the app itself has played, on the thread.
        """
        self._take = take
        self._meter = _LevelMeter(on_level) if on_level else None
        self._listen = listen
        self._follower = SpeechFollower(on_spoken) if on_spoken else None
        self._pauses = LongPauses()
        self._clean = clean
        self._blocks: list[Waveform] = []
        self._journal = RecordingWriter(folder, f"take-{take}")
        self._events: queue.SimpleQueue[Waveform | Callable[[RecordedTake], None]]
        self._events = queue.SimpleQueue()
        threading.Thread(target=self._run, name=f"take-{take}", daemon=True).start()

    def append(self, block: Waveform) -> None:
        """Append a block without blocking; called on the audio thread."""
        self._events.put(block)

    def finish(self, on_complete: Callable[[RecordedTake], None]) -> None:
        """End the take; called once, after the last block.

        Args:
            on_complete: Called with the whole take, on the thread.
        """
        self._events.put(on_complete)

    def _run(self) -> None:
        detector = self._detector()
        try:
            on_complete = self._keep(detector)
        except Exception:
            # If processing the audio fails, the audio itself is not lost.
            log.exception("take %d is saved, but could not be analysed", self._take)
            detector, self._meter, self._follower = None, None, None
            on_complete = self._keep(None)
        if self._clean is not None:
            self._take_in(self._clean.rest(), detector)
        on_complete(self._complete(detector))

    def _keep(self, detector: SpeechDetector | None) -> Callable[[RecordedTake], None]:
        while isinstance(event := self._events.get(), np.ndarray):
            # On disk at once, whatever becomes of it.
            self._journal.append(event)
            self._take_in(event if self._clean is None else self._clean(event), detector)
            if self._meter is not None:
                self._meter.feed(event)
        return event

    def _take_in(self, sound: Waveform, detector: SpeechDetector | None) -> None:
        if not sound.size:
            return
        if self._clean is not None and not self._blocks:
            self._journal.replace_beginning(sound)
        self._blocks.append(sound)
        if detector is not None:
            detector.feed(sound)
            self._pauses.feed(sound, detector)
            if self._follower is not None:
                self._follower.feed(sound, detector, self._pauses.cuts)

    def _detector(self) -> SpeechDetector | None:
        try:
            return self._listen()
        except (ImportError, OSError, RuntimeError):
            # Its library or model is damaged: the whole take then counts as speech.
            log.exception("voice activity detection is not available")
            return None

    def _complete(self, detector: SpeechDetector | None) -> RecordedTake:
        waveform = np.concatenate([np.zeros(0, np.float32), *self._blocks])
        regions = detector.finish() if detector else ()
        if detector and not regions:
            # Nobody waits for the text of a silent take: there is time for the second pass.
            regions = find_speech(waveform)
        if not self._journal.close(_DISK_S):
            log.warning("slow disk: take %d is still being written", self._take)
        return RecordedTake(
            self._take,
            waveform,
            regions,
            has_speech=bool(regions) or detector is None,
            path=self._journal.path,
            long_pauses=self._pauses.cuts,
            problem=_muted(waveform) or self._journal.problem,
        )


class _LevelMeter:
    """Measures the level at fixed intervals."""

    def __init__(self, on_level: Callable[[float], None]) -> None:
        self._on_level = on_level
        self._energy = 0.0
        self._n_samples = 0

    def feed(self, block: Waveform) -> None:
        for start in range(0, block.size, LEVEL_SAMPLES):
            part = block[start : start + LEVEL_SAMPLES]
            self._energy += float(np.dot(part, part))
            self._n_samples += part.size
            if self._n_samples >= LEVEL_SAMPLES:
                self._on_level(_dbfs(self._energy / self._n_samples))
                self._energy, self._n_samples = 0.0, 0


def _dbfs(mean_square: float) -> float:
    return max(10 * math.log10(mean_square), SILENCE_DBFS) if mean_square else SILENCE_DBFS


def _muted(waveform: Waveform) -> Sentence | None:
    """Return a sentence if all samples are exactly zero, which only a muted microphone sends."""
    if not waveform.size or waveform.any():
        return None
    return Sentence("The microphone delivered only silence. Unmute it in the sound settings.")
