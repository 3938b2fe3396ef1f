"""The user's settings and their defaults.

``Settings`` is passed to whatever needs a part of it, never global. ``settings.file`` has the
allowed values and their representation in the file.
"""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Final, TypeVar

from engine.options import DecodingOptions, DeviceWish, Task, TranscribeOptions
from maxwhisper_desktop.text.text import TextRules

T = TypeVar("T")


class WhileSpeaking(enum.Enum):
    """Whether speech is recognised while it is still spoken, so that less is left at the end."""

    AUTO = "auto"
    """On, except on battery. Wherever it is on, the processor time that it takes is bounded."""
    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class LanguageRule:
    """The language that is spoken to one program.

    Attributes:
        program: Its name, as in other rules.
        language: A code such as ``de``.
    """

    program: str
    language: str


@dataclass(frozen=True, slots=True)
class Recognition:
    """How speech becomes text.

    Attributes:
        model: A name or a folder; None for the best installed one.
        device: The device to compute on.
        languages: Codes of up to four languages that the user speaks, among which the spoken
            one is detected; empty for all that the model knows.
        task: Whether to transcribe the words or translate them to English.
        prompt: Text in the style to follow. Names and terms are the vocabulary's.
        beam_size: Hypotheses of the beam search; 1 decodes greedily, the fastest.
        while_speaking: Whether speech is recognised while it is still spoken.
        unload_after_minutes: Minutes without use after which the model is unloaded; None for
            never.
        languages_by_program: The languages of some programs, of which the first match counts.
    """

    model: str | None = None
    device: DeviceWish = "auto"
    languages: tuple[str, ...] = ()
    task: Task = Task.TRANSCRIBE
    prompt: str = ""
    beam_size: int = 1
    while_speaking: WhileSpeaking = WhileSpeaking.AUTO
    unload_after_minutes: int | None = None
    languages_by_program: tuple[LanguageRule, ...] = ()


class DeliveryMethod(enum.Enum):
    """How text gets into a window."""

    AUTO = "auto"
    """The best way for the session and the window."""
    TYPE = "type"
    """By key presses; the clipboard is not used."""
    PASTE = "paste"
    """Through the clipboard, which is restored."""


class PasteChord(enum.Enum):
    """Key combinations that paste."""

    SHIFT_INSERT = "shift+insert"
    CTRL_SHIFT_V = "ctrl+shift+v"
    CTRL_V = "ctrl+v"


@dataclass(frozen=True, slots=True)
class PasteRule:
    """The key combination that pastes in some windows.

    Attributes:
        window_class: The application's WM class, in any case; ``*`` and ``?`` are wildcards.
        chord: The keys to press there.
    """

    window_class: str
    chord: PasteChord


class ProgramWay(enum.Enum):
    """What happens to dictations for one program."""

    PASTE = "paste"
    TYPE = "type"
    COPY = "copy"
    """The text is only put in the clipboard."""
    NEVER = "never"
    """The key does not start a recording."""


@dataclass(frozen=True, slots=True)
class ProgramRule:
    """What happens to dictations for one program.

    Attributes:
        program: Its WM class, in any case; ``*`` and ``?`` are wildcards.
        way: What happens.
    """

    program: str
    way: ProgramWay


@dataclass(frozen=True, slots=True)
class Delivery:
    """How text gets into the active window.

    Attributes:
        method: Typing or pasting.
        paste_chords: The user's exceptions, of which the first match counts. The typist knows
            common applications, so none are needed.
        by_program: What happens in some programs, of which the first match counts.
    """

    method: DeliveryMethod = DeliveryMethod.AUTO
    paste_chords: tuple[PasteRule, ...] = ()
    by_program: tuple[ProgramRule, ...] = ()

    def chord_for(self, window_class: str) -> PasteChord | None:
        """Return the user's keys for a window, or None to leave it to the typist."""
        return _first_match(
            ((r.window_class, r.chord) for r in self.paste_chords), window_class
        )

    def way_for(self, program: str | None) -> ProgramWay | None:
        """Return the user's rule for a program, or None if there is none or it is unknown."""
        return _first_match(((rule.program, rule.way) for rule in self.by_program), program)

    def for_program(self, program: str | None) -> "Delivery":
        """Return how text gets into the windows of a program."""
        method = _METHODS.get(self.way_for(program), self.method)
        return replace(self, method=method)


_METHODS: Final[Mapping[ProgramWay | None, DeliveryMethod]] = {
    ProgramWay.PASTE: DeliveryMethod.PASTE,
    ProgramWay.TYPE: DeliveryMethod.TYPE,
}


@dataclass(frozen=True, slots=True)
class History:
    """What to keep of finished takes.

    Attributes:
        keep_texts: Whether to keep takes whose text was delivered. Others are always kept, so
            that nothing spoken is lost.
        keep_audio: Whether to keep the recordings of those that are kept.
        max_age_days: Days after which any take is deleted; None for never.
        limit_mb: Megabytes of recordings above which the oldest are deleted; a minute is about
            two.
        encrypted: Whether texts and recordings are encrypted, with a key in the desktop's keyring.
    """

    keep_texts: bool = True
    keep_audio: bool = True
    max_age_days: int | None = None
    limit_mb: int = 2000
    encrypted: bool = False


@dataclass(frozen=True, slots=True)
class Presence:
    """How the app makes itself noticed.

    Attributes:
        autostart: Whether it starts at login.
        overlay: Whether a small window shows that it is recording.
        live_text: Whether that window and the panel show the words while they are spoken.
        sounds: Whether cues play at the start and end of a recording, and when something goes wrong.
        pause_media: Whether media players are paused while recording.
    """

    autostart: bool = False
    overlay: bool = True
    live_text: bool = True
    sounds: bool = True
    pause_media: bool = False


@dataclass(frozen=True, slots=True)
class Files:
    """How transcripts of files are saved and copied.

    Attributes:
        format: The extension of one of ``engine.writers.formats.FORMATS``.
        word_timestamps: Whether the times of words are found.
    """

    format: str = "txt"
    word_timestamps: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """How the panel shows takes.

    Attributes:
        stage_times: Whether the time of each stage of a take is unfolded.
    """

    stage_times: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings.

    Attributes:
        hotkey: The key to hold while speaking: what is printed on it, or its X11 name.
        microphone: A device's name; None to follow the desktop's default.
        recognition: How speech becomes text.
        text: The rules for the text.
        delivery: How text gets into the active window.
        history: What to keep of takes.
        files: How transcripts of files are saved.
        presence: How the app makes itself noticed.
        panel: How the panel shows takes.
    """

    hotkey: str = "Right Ctrl"
    microphone: str | None = None
    recognition: Recognition = field(default_factory=Recognition)
    text: TextRules = field(default_factory=TextRules)
    delivery: Delivery = field(default_factory=Delivery)
    history: History = field(default_factory=History)
    files: Files = field(default_factory=Files)
    presence: Presence = field(default_factory=Presence)
    panel: Panel = field(default_factory=Panel)


def language_for(rules: Iterable[LanguageRule], program: str | None) -> str | None:
    """Return the language that is spoken to a program, or None without a rule."""
    return _first_match(((rule.program, rule.language) for rule in rules), program)


def in_program(
    options: TranscribeOptions, rules: Iterable[LanguageRule], program: str | None
) -> TranscribeOptions:
    """Return the options of a dictation for a program."""
    language = language_for(rules, program)
    return options if language is None else replace(options, language=language, candidates=())


def options_for_files(settings: Settings) -> TranscribeOptions:
    """Return the options of files that are transcribed."""
    return replace(options_for(settings), word_timestamps=settings.files.word_timestamps)


def options_for(settings: Settings) -> TranscribeOptions:
    """Return the options of every recognition.

    A single language is assumed, several are detected among. The vocabulary is listened for.
    """
    wanted = settings.recognition
    is_one = len(wanted.languages) == 1
    return TranscribeOptions(
        language=wanted.languages[0] if is_one else None,
        candidates=() if is_one else wanted.languages,
        task=wanted.task,
        decoding=DecodingOptions(beam_size=wanted.beam_size),
        prompt=wanted.prompt.strip(),
        hotwords="".join(f"{term}\n" for term in settings.text.vocabulary),
    )


def _first_match(rules: Iterable[tuple[str, T]], program: str | None) -> T | None:
    """Return what the first rule says whose pattern a program's name matches, in any case."""
    if program is None:
        return None
    name = program.lower()
    return next((said for pattern, said in rules if fnmatchcase(name, pattern.lower())), None)
