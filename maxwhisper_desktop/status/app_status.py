"""The app's status, for the panel and for ``maxwhisper status``."""

import enum
from dataclasses import dataclass
from typing import Final

from engine.sentence import NOTHING, Sentence
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.mechanisms import Verdict


class AppState(enum.Enum):
    """What the app is doing, in one word."""

    LOADING = "loading"
    """The model is not ready yet; recording is possible all the same."""
    READY = "ready"
    ARMING = "arming"
    """The microphone was started but has not delivered any audio yet."""
    RECORDING = "recording"
    RECOGNISING = "recognising"
    DELIVERING = "delivering"
    FAILED = "failed"


KEY_DOWN_STATES: Final = frozenset({AppState.ARMING, AppState.RECORDING})
"""States in which the key is held, or was tapped."""


@dataclass(frozen=True, slots=True)
class AppStatus:
    """A snapshot of the app's status.

    Attributes:
        state: What it is doing.
        model: The loaded model; None while there is none.
        device: The device it runs on, such as ``cpu``.
        device_reason: Why that device, as a sentence.
        memory_mb: Memory in use after loading: of the engine's process on a CPU, of all
            programs on a GPU.
        hotkey: The key to hold, as printed on it; None if there is none.
        microphone: The microphone in use; None if there is none.
        typist: How text gets into windows; None if it cannot.
        hotkey_verdicts: The verdicts on the hotkey mechanisms that were tried.
        typist_verdicts: The verdicts on the delivery mechanisms that were tried.
        last: The last take that ended.
        problem: What is wrong and what the user can do, as a sentence; None if nothing is.
        progress: What takes long, such as a compile; None if nothing does.
    """

    state: AppState = AppState.LOADING
    model: str | None = None
    device: str | None = None
    device_reason: Sentence = NOTHING
    memory_mb: int = 0
    hotkey: str | None = None
    microphone: str | None = None
    typist: str | None = None
    hotkey_verdicts: tuple[Verdict, ...] = ()
    typist_verdicts: tuple[Verdict, ...] = ()
    last: TakeRecord | None = None
    problem: Sentence | None = None
    progress: str | None = None
