"""Keeps a take while it is spoken: on disk, in memory, and with an ear for where there is speech.

All of that happens as the sound comes, so that at key-up nothing is left to do but the last block.
"""

import logging
import math
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from engine.audio.vad import SpeechDetector, SpeechRegion, find_speech, trim_trailing_silence
from engine.audio.waveform import SAMPLE_RATE, Waveform, duration_s
from maxwhisper_desktop.dictation.events import TakeId
from maxwhisper_desktop.recording.journal import RecordingWriter

log = logging.getLogger(__name__)

LEVEL_SAMPLES: Final = SAMPLE_RATE // 20
"""Samples of one level: twenty a second look steady to the eye."""

SILENCE_DBFS: Final = -120.0
"""The level of no sound at all, for which there is no logarithm."""

_DISK_S: Final = 0.05
"""How long the text may wait for the recording's last block to be written."""


@dataclass(frozen=True, slots=True, eq=False)
class RecordedTake:
    """A take whose recording is complete.

    Attributes:
        take: Its number.
        waveform: All of its sound.
        speech_regions: Where somebody speaks.
        has_speech: Whether anybody does, or might: it is True where that could not be found out.
        path: The recording on disk; None if there is none.
        problem: What is wrong with it and what the user can do, as a sentence.
    """

    take: TakeId
    waveform: Waveform
    speech_regions: tuple[SpeechRegion, ...]
    has_speech: bool
    path: Path | None
    problem: str | None = None

    @property
    def duration_s(self) -> float:
        """Its length in seconds."""
        return duration_s(self.waveform)

    @property
    def speech(self) -> Waveform:
        """What to recognise: the sound without the silence at its end."""
        return trim_trailing_silence(self.waveform, self.speech_regions)

    def discard(self) -> None:
        """Remove the recording from the disk."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)


class TakeRecorder:
    """Takes the blocks of one take; all work is done on a thread of its own, which ``finish`` ends.

    Others meet that thread only in a queue.
    """

    def __init__(
        self,
        take: TakeId,
        folder: Path,
        on_level: Callable[[float], None] | None = None,
        listen: Callable[[], SpeechDetector] = SpeechDetector,
    ) -> None:
        """Begin a take.

        Args:
            take: Its number.
            folder: The journal's.
            on_level: Takes the loudness in dBFS about twenty times a second, on the thread.
            listen: Gives the detector of speech; called on the thread.
        """
        self._take = take
        self._meter = _LevelMeter(on_level) if on_level else None
        self._listen = listen
        self._blocks: list[Waveform] = []
        self._journal = RecordingWriter(folder, f"take-{take}")
        self._events: queue.SimpleQueue[Waveform | Callable[[RecordedTake], None]]
        self._events = queue.SimpleQueue()
        threading.Thread(target=self._run, name=f"take-{take}", daemon=True).start()

    def append(self, block: Waveform) -> None:
        """Add what comes next, without waiting; called on the audio thread."""
        self._events.put(block)

    def finish(self, on_complete: Callable[[RecordedTake], None]) -> None:
        """End the take; called once, after the last block.

        Args:
            on_complete: Takes the whole, on the thread.
        """
        self._events.put(on_complete)

    def _run(self) -> None:
        detector = self._detector()
        try:
            on_complete = self._keep(detector)
        except Exception:
            # Whatever fails with the sound, the sound itself is not lost.
            log.exception("take %d is kept, but not listened to", self._take)
            detector, self._meter = None, None
            on_complete = self._keep(None)
        on_complete(self._complete(detector))

    def _keep(self, detector: SpeechDetector | None) -> Callable[[RecordedTake], None]:
        while isinstance(event := self._events.get(), np.ndarray):
            self._blocks.append(event)
            self._journal.append(event)
            if self._meter is not None:
                self._meter.feed(event)
            if detector is not None:
                detector.feed(event)
        return event

    def _detector(self) -> SpeechDetector | None:
        try:
            return self._listen()
        except (ImportError, OSError, RuntimeError):
            # Its library or model is damaged: all of the take then counts as speech.
            log.exception("speech cannot be told from silence")
            return None

    def _complete(self, detector: SpeechDetector | None) -> RecordedTake:
        waveform = np.concatenate([np.zeros(0, np.float32), *self._blocks])
        regions = detector.finish() if detector else ()
        if detector and not regions:
            # Nobody is waiting for the text of a silent take: time enough for a second look.
            regions = find_speech(waveform)
        if not self._journal.close(_DISK_S):
            log.warning("the disk is slow; take %d is still being written", self._take)
        return RecordedTake(
            self._take,
            waveform,
            regions,
            has_speech=bool(regions) or detector is None,
            path=self._journal.path,
            problem=_muted(waveform) or self._journal.problem,
        )


class _LevelMeter:
    """Tells how loud it is, in steps of the same length."""

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


def _muted(waveform: Waveform) -> str | None:
    """Say so where there is not even noise: no microphone that is on gives exact zeros."""
    if not waveform.size or waveform.any():
        return None
    return "The microphone gave no sound at all. Unmute it in the sound settings."
