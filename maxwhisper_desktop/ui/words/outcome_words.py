"""The wording of outcomes and notices.

Texts are looked up each time they are shown, so that they follow the language.
"""

from PySide6.QtCore import QCoreApplication

from engine.sentence import NOTHING, Sentence
from maxwhisper_desktop.dictation.events import Notice, Outcome
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.ui.colours import Tone

translate = QCoreApplication.translate

_TONES = {
    Outcome.DELIVERED: Tone.GOOD,
    Outcome.SENT: Tone.OPEN,
    Outcome.IN_CLIPBOARD: Tone.OPEN,
    Outcome.HEARD_AGAIN: Tone.OPEN,
    Outcome.SILENT: Tone.QUIET,
    Outcome.CANCELLED: Tone.QUIET,
    Outcome.CHORD: Tone.QUIET,
}


_TOLD_BY_DETAIL = frozenset({Notice.IN_CLIPBOARD, Notice.HOTKEY_LOST})
"""Notices whose details would only repeat them."""


def outcome_tone(outcome: Outcome) -> Tone:
    """Return the colour of an outcome."""
    return _TONES.get(outcome, Tone.BAD)


def outcome_words(outcome: Outcome) -> str:
    """Return an outcome in up to three words, for a list."""
    return {
        Outcome.DELIVERED: translate("Outcome", "Typed"),
        Outcome.SENT: translate("Outcome", "Sent"),
        Outcome.IN_CLIPBOARD: translate("Outcome", "In the clipboard"),
        Outcome.HEARD_AGAIN: translate("Outcome", "Recognised later"),
        Outcome.SILENT: translate("Outcome", "No speech detected"),
        Outcome.CANCELLED: translate("Outcome", "Cancelled"),
        Outcome.CHORD: translate("Outcome", "Shortcut"),
        Outcome.QUIT: translate("Outcome", "Interrupted"),
        Outcome.NOTHING_RECORDED: translate("Outcome", "No sound"),
        Outcome.MICROPHONE_FAILED: translate("Outcome", "Microphone failed"),
        Outcome.RECOGNITION_FAILED: translate("Outcome", "Not recognised"),
        Outcome.NOT_DELIVERED: translate("Outcome", "Not typed"),
    }[outcome]


def outcome_sentence(outcome: Outcome) -> str:
    """Return what an outcome means, and what the user can do."""
    return {
        Outcome.DELIVERED: translate("Outcome", "The window has received the text."),
        Outcome.SENT: translate(
            "Outcome", "The text was sent; MaxWhisper cannot tell whether it arrived."
        ),
        Outcome.IN_CLIPBOARD: translate(
            "Outcome", "The text is in the clipboard; paste it where you want it."
        ),
        Outcome.HEARD_AGAIN: translate(
            "Outcome",
            "The text was recognised later from the recording and not typed; copy it here.",
        ),
        Outcome.SILENT: translate("Outcome", "No speech was detected in the recording."),
        Outcome.CANCELLED: translate("Outcome", "The recording is kept; Retry recognises it."),
        Outcome.CHORD: translate(
            "Outcome", "The key was part of another shortcut, so nothing was typed."
        ),
        Outcome.QUIT: translate(
            "Outcome",
            "MaxWhisper quit before the text arrived; Retry recognises the recording.",
        ),
        Outcome.NOTHING_RECORDED: translate(
            "Outcome", "The recording ended before the microphone delivered any audio."
        ),
        Outcome.MICROPHONE_FAILED: translate(
            "Outcome",
            "The microphone delivered no audio; check that it is connected and switched on.",
        ),
        Outcome.RECOGNITION_FAILED: translate(
            "Outcome",
            "The engine could not recognise it. The recording is kept; Retry tries again.",
        ),
        Outcome.NOT_DELIVERED: translate(
            "Outcome", "The text could not be typed; Copy puts it in the clipboard."
        ),
    }[outcome]


def notice_words(notice: Notice, detail: Sentence = NOTHING) -> str:
    """Return a notice's text; ``detail`` is a sentence of the part that reports it."""
    words = {
        Notice.CANCELLED: translate("Notice", "Cancelled"),
        Notice.NOTHING_HEARD: translate("Notice", "No speech detected"),
        Notice.COPIED: translate("Notice", "The text is in the clipboard"),
        Notice.IN_CLIPBOARD: translate("Notice", "The text is in the clipboard"),
        Notice.HOTKEY_LOST: translate("Notice", "The key no longer works"),
        Notice.NOTHING_RECORDED: translate("Notice", "Nothing was recorded"),
        Notice.MICROPHONE_FAILED: translate("Notice", "The microphone failed"),
        Notice.MICROPHONE_LOST: translate(
            "Notice",
            "The microphone was disconnected; what you said before is being recognised",
        ),
        Notice.RECOGNITION_FAILED: translate("Notice", "Not recognised; the recording is kept"),
        Notice.NOT_DELIVERED: translate("Notice", "Not typed; the text is in the panel"),
    }[notice]
    if detail and notice in _TOLD_BY_DETAIL:
        return said(detail)
    return with_detail(words, said(detail)) if detail else words


def with_detail(words: str, detail: str) -> str:
    """Return words and what they mean in this case, with the language's own colon."""
    return translate("Notice", "%1: %2").replace("%1", words).replace("%2", detail)
