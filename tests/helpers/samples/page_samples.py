"""Made-up, reproducible content for settings, history, files and first start."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt

from engine.sentence import Sentence, joined
from engine.transcript import Segment, Timings, Transcript
from maxwhisper_desktop.dictation.events import Outcome
from maxwhisper_desktop.dictation.take_record import StageTimes, TakeRecord
from maxwhisper_desktop.files.queue import FileJob, JobState
from maxwhisper_desktop.settings.settings import (
    Delivery,
    LanguageRule,
    PasteChord,
    PasteRule,
    ProgramRule,
    ProgramWay,
    Recognition,
    Settings,
)
from maxwhisper_desktop.status.speed_figures import SpeedState, speed_figures
from maxwhisper_desktop.text.text import TextRules
from maxwhisper_desktop.text.wording import Replacement
from maxwhisper_desktop.typist.paste_delivery import HOW_TO_PASTE
from maxwhisper_desktop.ui.widgets.key_chooser import KeyNames
from maxwhisper_desktop.ui.words.key_words import key_words

MICROPHONES = [
    ("alsa_input.usb-yeti", "Yeti Stereo Microphone"),
    ("alsa_input.pci-0000", "Built-in Audio Analog Stereo"),
]
MODELS = ["base", "base.en", "tiny.en"]

_NOON = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
_SPOKEN = (
    "Dear Anna, thank you for the plans you sent on Monday.",
    "The second draft moves the kitchen to the garden side, which everybody here prefers.",
    "Please ask the joiner whether the oak for the stairs can be had before Easter.",
    "Können wir am Donnerstag kurz telefonieren?",
    "Remind me to water the tomatoes.",
    "I read the report twice and still think chapter four should come before chapter three.",
    "git commit minus m fix the off by one in the ring buffer",
)


def sample_settings() -> Settings:
    """Return the settings of a user who has used the app for a while."""
    return Settings(
        microphone="alsa_input.usb-yeti",
        recognition=Recognition(
            model="base",
            languages=("en", "de"),
            prompt="Letters and code, in full sentences.",
            languages_by_program=(LanguageRule("org.gnome.Evolution", "de"),),
        ),
        text=TextRules(
            vocabulary=("MaxWhisper", "Kubernetes", "Düsseldorf"),
            replacements=(
                Replacement("btw", "by the way"),
                Replacement("my address", "1 Garden Lane\nSpringfield"),
            ),
        ),
        delivery=Delivery(
            paste_chords=(
                PasteRule("org.kde.konsole", PasteChord.CTRL_SHIFT_V),
                PasteRule("emacs*", PasteChord.SHIFT_INSERT),
            ),
            by_program=(
                ProgramRule("org.gnome.Evolution", ProgramWay.TYPE),
                ProgramRule("KeePassXC", ProgramWay.NEVER),
            ),
        ),
    )


def sample_takes(n: int = 40, recordings: Path | None = None) -> list[TakeRecord]:
    """Return takes of the last days, newest first, most of them delivered."""
    return [_take(n - age, recordings) for age in range(n)]


def _take(number: int, recordings: Path | None) -> TakeRecord:
    spoken = _SPOKEN[number % len(_SPOKEN)]
    started = _NOON - timedelta(minutes=171 * (60 - number))
    record = TakeRecord(
        take=number,
        started_s=started.timestamp(),
        duration_s=1.5 + len(spoken) / 15,
        outcome=Outcome.DELIVERED,
        text=spoken,
        language="de" if "ö" in spoken else "en",
        model="base",
        device="cpu",
        n_tokens=len(spoken) // 4,
        stages_ms=StageTimes(
            capture=20, mel=8, encode=210, prefill=40, decode=160, delivery=30
        ),
        recording=recordings / f"take-{number}.wav" if recordings else None,
    )
    if number % 9 == 4:
        detail = joined([Sentence("The window did not confirm the text."), HOW_TO_PASTE])
        return replace(record, outcome=Outcome.IN_CLIPBOARD, detail=detail)
    if number % 11 == 6:
        detail = Sentence(
            "The engine failed at this recording again and again ({reason}); the recording is kept",
            reason=Sentence("The engine stopped unexpectedly"),
        )
        return replace(
            record, outcome=Outcome.RECOGNITION_FAILED, text="", detail=detail, model=None
        )
    return record


def sample_transcript() -> Transcript:
    """A talk in three segments."""
    texts = (
        " Good evening, and welcome to the reading.",
        " Tonight we hear three short stories about the sea.",
        " The first one is called The Lighthouse.",
    )
    segments = tuple(
        Segment(4.0 * n, 4.0 * n + 3.8, text, (1, 2, 3), -0.2, 0.01, 1.3, 0.0)
        for n, text in enumerate(texts)
    )
    text = "".join(texts).strip()
    return Transcript(text, "en", 12.0, "base", "cpu", segments, n_tokens=34)


def sample_jobs() -> tuple[FileJob, ...]:
    """A queue with a file in every state."""
    talks = Path("talks")
    return (
        FileJob(1, talks / "reading.flac", JobState.DONE, 12.0, 12.0, sample_transcript()),
        FileJob(
            2,
            talks / "invoice.ogg",
            JobState.FAILED,
            problem=Sentence("The file contains no audio; choose a file with an audio track."),
        ),
        FileJob(
            3,
            talks / "interview with Dr. Sørensen.mp3",
            JobState.RUNNING,
            741.0,
            1800.0,
            left_s=200.0,
        ),
        FileJob(4, talks / "voice memo 12.m4a", JobState.CANCELLED, 31.0, 95.0),
        FileJob(5, talks / "lecture 1.opus"),
        FileJob(6, talks / "lecture 2.opus"),
    )


def _refusal(name: str) -> Sentence | None:
    return Sentence("Tab moves between fields.") if name == "Tab" else None


def sample_key_names() -> KeyNames:
    """Return names for the keys that tests press; the app's own table has all."""
    back = "Mouse button 8"
    keys = {0xFFE4: "Right Ctrl", 0xFFCA: "F13", 0x61: "A", 0xFF09: "Tab"}
    return KeyNames(
        of_key=lambda event: keys.get(event.nativeVirtualKey()),
        of_button=lambda button: back if button is Qt.MouseButton.BackButton else None,
        own=lambda name: "Right Ctrl" if name == "Control_R" else name,
        label=lambda name: key_words(f"{name} (back)" if name == back else name),
        refusal=_refusal,
    )


def sample_speed() -> SpeedState:
    """Return a completed measurement."""
    runs = [
        Transcript(
            text="Hold the key, speak, and let go.",
            language="en",
            duration_s=8.9,
            model="base",
            device="cpu",
            segments=(),
            n_tokens=31,
            timings_ms=Timings(
                mel=8, encode=140 + 2 * n, prefill=11, decode=96 + n, total=260 + 3 * n
            ),
        )
        for n in range(10)
    ]
    return SpeedState(n_done=11, n_wanted=11, figures=speed_figures(runs))
