"""What the app says of itself, to its panel as to ``maxwhisper status``."""

import enum
from dataclasses import dataclass

from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.mechanisms import Verdict


class AppState(enum.Enum):
    """The one word for what the app is doing."""

    LOADING = "loading"
    """The model is not ready yet; speech is recorded all the same."""
    READY = "ready"
    ARMING = "arming"
    """The microphone was asked for sound and has not given any yet."""
    RECORDING = "recording"
    RECOGNISING = "recognising"
    DELIVERING = "delivering"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class AppStatus:
    """A moment of the app.

    Attributes:
        state: What it is doing.
        model: The model loaded; None while there is none.
        device: Where that computes, such as ``cpu``.
        device_reason: Why there, as a sentence.
        memory_mb: What was in use there once it was loaded: of the engine's process on a CPU, of
            all programs on a GPU.
        hotkey: The key to hold, as it is printed; None if none is listened for.
        microphone: The microphone that records; None if there is none.
        typist: How text is brought into windows; None if it is not.
        hotkey_verdicts: What was said of the mechanisms that were tried for the key.
        typist_verdicts: The same for bringing text into windows.
        last: The take that ended last.
        problem: What is wrong and what the user can do, as a sentence; None if all is well.
        progress: What is going on where it takes long, such as a compile; None if nothing is.
    """

    state: AppState = AppState.LOADING
    model: str | None = None
    device: str | None = None
    device_reason: str = ""
    memory_mb: int = 0
    hotkey: str | None = None
    microphone: str | None = None
    typist: str | None = None
    hotkey_verdicts: tuple[Verdict, ...] = ()
    typist_verdicts: tuple[Verdict, ...] = ()
    last: TakeRecord | None = None
    problem: str | None = None
    progress: str | None = None
