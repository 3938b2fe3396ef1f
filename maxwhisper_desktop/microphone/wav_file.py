"""A recording that replaces the microphone, for demonstrations and tests."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from engine.audio.file import ReadingCancelledError, read_audio_file
from engine.audio.waveform import SAMPLE_RATE, Waveform
from engine.errors import EngineError
from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import (
    MicrophoneEvent,
    MicrophoneFailed,
    MicrophoneStarted,
    MicrophoneStopped,
    TakeId,
)
from maxwhisper_desktop.ports import MicrophoneMoved

_BLOCK: Final = SAMPLE_RATE // 50
"""Samples per block."""


class WavFileMicrophone:
    """A ``ports.Microphone`` that replays the same file, in any format, at each take.

    Each take has a thread. Only the app's thread uses ``_takes``; its events tell the threads
    to stop.
    """

    def __init__(self, path: Path, *, is_paced: bool = True) -> None:
        """Set the file, which is read at each take.

        Args:
            path: The recording.
            is_paced: Whether to replay it in real time, or all at once.
        """
        self._path = path
        self._is_paced = is_paced
        self._takes: dict[TakeId, tuple[threading.Thread, threading.Event]] = {}

    @property
    def name(self) -> str:
        """The file."""
        return self._path.name

    def record(
        self,
        take: TakeId,
        on_block: Callable[[Waveform], None],
        report: Callable[[MicrophoneEvent | MicrophoneMoved], None],
    ) -> None:
        """Replay the file until its end or ``stop``; see ``ports.Microphone``."""
        is_stopped = threading.Event()
        thread = threading.Thread(
            target=self._replay,
            args=(take, on_block, report, is_stopped),
            name=f"replay-{take}",
            daemon=True,
        )
        self._takes[take] = thread, is_stopped
        thread.start()

    def stop(self, take: TakeId) -> None:
        """End ``take``; harmless if it has ended."""
        if take in self._takes:
            self._takes[take][1].set()

    def shut_down(self) -> None:
        """End all takes."""
        for thread, is_stopped in self._takes.values():
            is_stopped.set()
            thread.join()

    def _replay(
        self,
        take: TakeId,
        on_block: Callable[[Waveform], None],
        report: Callable[[MicrophoneEvent | MicrophoneMoved], None],
        is_stopped: threading.Event,
    ) -> None:
        try:
            waveform = read_audio_file(self._path, is_stopped).waveform
        except ReadingCancelledError:
            report(MicrophoneStopped(take))
            return
        except EngineError as error:
            report(
                MicrophoneFailed(
                    take,
                    Sentence(
                        "{file} cannot be replayed: {reason}.",
                        file=self._path,
                        reason=error.sentence,
                    ),
                )
            )
            return
        report(MicrophoneStarted(take))
        started_s = time.monotonic()
        for start in range(0, waveform.size, _BLOCK):
            block = waveform[start : start + _BLOCK]
            due_s = started_s + (start + block.size) / SAMPLE_RATE if self._is_paced else 0.0
            if is_stopped.wait(max(due_s - time.monotonic(), 0.0)):
                break
            on_block(block.copy())
        report(MicrophoneStopped(take))
