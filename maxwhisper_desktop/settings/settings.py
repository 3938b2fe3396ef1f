"""What the user can choose, and what holds until then.

The app passes ``Settings`` to whatever needs a part of them; they are never global. What values
are allowed, and how they stand in the file, is in ``settings.file``.
"""

import enum
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from engine.options import DeviceWish, Task, TranscribeOptions
from maxwhisper_desktop.text.text import TextRules


@dataclass(frozen=True, slots=True)
class Recognition:
    """How speech becomes text.

    Attributes:
        model: A name or a folder; None for the best one installed.
        device: Where to compute.
        languages: Codes of the one to four languages the user speaks, among which the spoken one
            is detected; empty for all that the model knows.
        task: Whether to write the words down or to translate them into English.
        prompt: Text in the style to follow. The vocabulary is told to the model besides.
        beam_size: Texts followed at once, of which the likeliest is taken; 1 is the fastest.
        unload_after_minutes: Without use, after which the model leaves the memory; None for
            never, so that text always comes at once.
    """

    model: str | None = None
    device: DeviceWish = "auto"
    languages: tuple[str, ...] = ()
    task: Task = Task.TRANSCRIBE
    prompt: str = ""
    beam_size: int = 1
    unload_after_minutes: int | None = None


class DeliveryMethod(enum.Enum):
    """How text gets into a window."""

    AUTO = "auto"
    """What this session and the window in use take best."""
    TYPE = "type"
    """As key presses; the clipboard stays as it is."""
    PASTE = "paste"
    """Through the clipboard, which is given back."""


class PasteChord(enum.Enum):
    """The keys that paste."""

    SHIFT_INSERT = "shift+insert"
    CTRL_SHIFT_V = "ctrl+shift+v"
    CTRL_V = "ctrl+v"


@dataclass(frozen=True, slots=True)
class PasteRule:
    """The keys that paste in some windows.

    Attributes:
        window_class: The application's WM class, in any case; ``*`` and ``?`` stand for others.
        chord: What is pressed there.
    """

    window_class: str
    chord: PasteChord


@dataclass(frozen=True, slots=True)
class Delivery:
    """How text is brought into the window in use.

    Attributes:
        method: Typing or pasting.
        paste_chords: The user's exceptions, the first that fits counts. What is known of common
            applications is the typist's, so none are needed.
    """

    method: DeliveryMethod = DeliveryMethod.AUTO
    paste_chords: tuple[PasteRule, ...] = ()

    def chord_for(self, window_class: str) -> PasteChord | None:
        """Return the keys the user chose for a window, or None if the choice is the typist's."""
        for rule in self.paste_chords:
            if fnmatchcase(window_class.lower(), rule.window_class.lower()):
                return rule.chord
        return None


@dataclass(frozen=True, slots=True)
class History:
    """What is kept of finished takes.

    Attributes:
        limit_mb: Megabytes of recordings, beyond which the oldest go; a minute is about two.
        keep_audio: Whether a recording is kept once its text was delivered. One whose text
            was not is always kept.
    """

    limit_mb: int = 2000
    keep_audio: bool = True


@dataclass(frozen=True, slots=True)
class Presence:
    """How the app shows and announces itself.

    Attributes:
        autostart: Whether it starts as the user logs in.
        overlay: Whether a small window shows that it listens.
        sounds: Whether start and end of a recording can be heard.
    """

    autostart: bool = False
    overlay: bool = True
    sounds: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """All that the user can choose.

    Attributes:
        hotkey: The key that is held to speak: what is printed on it, or its X11 name.
        microphone: A device's name; None to follow the desktop's default.
        recognition: How speech becomes text.
        text: What is done to the text.
        delivery: How it is brought into the window in use.
        history: What is kept.
        presence: What is seen and heard of the app.
    """

    hotkey: str = "Right Ctrl"
    microphone: str | None = None
    recognition: Recognition = field(default_factory=Recognition)
    text: TextRules = field(default_factory=TextRules)
    delivery: Delivery = field(default_factory=Delivery)
    history: History = field(default_factory=History)
    presence: Presence = field(default_factory=Presence)


def options_for(settings: Settings) -> TranscribeOptions:
    """Return the options of every recognition.

    One language is not detected but taken for granted; of several the spoken one is detected. The
    vocabulary follows the prompt, where the model reads it as something said before.
    """
    wanted = settings.recognition
    is_one = len(wanted.languages) == 1
    vocabulary = ", ".join(settings.text.vocabulary)
    return TranscribeOptions(
        language=wanted.languages[0] if is_one else None,
        candidates=() if is_one else wanted.languages,
        task=wanted.task,
        beam_size=wanted.beam_size,
        prompt=" ".join(part for part in (wanted.prompt.strip(), vocabulary) if part),
    )
