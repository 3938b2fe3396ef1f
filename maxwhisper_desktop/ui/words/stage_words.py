"""The wording of a take's stages."""

from dataclasses import dataclass, fields

from PySide6.QtCore import QCoreApplication, QLocale

from maxwhisper_desktop.dictation.take_record import StageTimes
from maxwhisper_desktop.ui.colours import Tone

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of one take.

    Attributes:
        label: Its name.
        explanation: What happens in it, as a sentence.
        tone: Its colour.
        start_ms: Its start, from key up.
        duration_ms: Its duration.
    """

    label: str
    explanation: str
    tone: Tone
    start_ms: float
    duration_ms: float


def stages_of(times: StageTimes) -> tuple[Stage, ...]:
    """Return all stages in order."""
    words, start_ms, stages = _words(), 0.0, []
    for field in fields(times):
        duration_ms: float = getattr(times, field.name)
        stages.append(Stage(*words[field.name], start_ms, duration_ms))
        start_ms += duration_ms
    return tuple(stages)


def stage_words(name: str) -> tuple[str, str]:
    """Return the label and the explanation of a stage, by its name in ``StageTimes``."""
    label, explanation, _ = _words()[name]
    return label, explanation


def milliseconds(ms: float) -> str:
    """Return a time as shown beside a bar."""
    digits = 1 if 0 < ms < 9.95 else 0
    return f"{QLocale().toString(float(ms), 'f', digits)}\u00a0ms"


def seconds(ms: float) -> str:
    """Return a time as told in a sentence."""
    return f"{QLocale().toString(ms / 1000, 'f', 2)}\u00a0s"


def _words() -> dict[str, tuple[str, str, Tone]]:
    return {
        "capture": (
            translate("Stage", "End of recording"),
            translate("Stage", "The last audio arrives from the microphone."),
            Tone.WAIT,
        ),
        "queue": (
            translate("Stage", "Waiting"),
            translate("Stage", "Other dictations come first, or the model is still loading."),
            Tone.WAIT,
        ),
        "mel": (
            translate("Stage", "Spectrogram"),
            translate("Stage", "The audio is converted to a log-mel spectrogram."),
            Tone.ENGINE,
        ),
        "encode": (
            translate("Stage", "Encoder"),
            translate("Stage", "The encoder reads the spectrogram."),
            Tone.ENGINE,
        ),
        "prefill": (
            translate("Stage", "First token"),
            translate("Stage", "The decoder's first call; the language is detected here."),
            Tone.ENGINE,
        ),
        "decode": (
            translate("Stage", "Decoder"),
            translate("Stage", "The decoder writes the rest of the text, token by token."),
            Tone.ENGINE,
        ),
        "overhead": (
            translate("Stage", "Other engine time"),
            translate(
                "Stage", "The rest of the engine's time, and communication with its process."
            ),
            Tone.ENGINE,
        ),
        "text": (
            translate("Stage", "Text"),
            translate("Stage", "Spacing and replacements; earlier dictations are typed first."),
            Tone.TEXT,
        ),
        "delivery": (
            translate("Stage", "Typing"),
            translate("Stage", "From then until the window has the text."),
            Tone.TEXT,
        ),
    }
