"""What may be done to a transcript before it is typed: spacing, capitals, the user's own words.

Pure, and conservative: what is not known to be right stays as Whisper wrote it. A capital too
many is seen and does no harm; a name made small, or a noun of German, is an error of ours.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from maxwhisper_desktop.text.sentence_case import in_sentence
from maxwhisper_desktop.text.spoken_punctuation import write_punctuation
from maxwhisper_desktop.text.wording import (
    Replacement,
    begins_with_own_words,
    is_unspaced,
    reword,
)


@dataclass(frozen=True, slots=True)
class TextRules:
    """What the user wants done to the text.

    Attributes:
        vocabulary: Names and terms in the user's spelling. The model is told to expect them.
        replacements: Words that are written in another way than they are heard.
        spoken_punctuation: Whether "comma" and "new line" are signs.
        leading_space: Whether a take that continues a text begins with a space.
        sentence_case: Whether a take's first letter follows from the text it continues.
    """

    vocabulary: tuple[str, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    spoken_punctuation: bool = False
    leading_space: bool = True
    sentence_case: bool = True


def prepare(
    text: str, rules: TextRules, before: str | None, language: str | None = None
) -> str:
    """Return what to type for a transcript.

    Space at its ends is dropped, and line breaks and tabs in it are spaces: nobody spoke them, and
    they would send a message, run a command or leave the field. Line breaks that the user did
    speak, and what a replacement holds, are kept, at the end as well.

    Args:
        text: As recognised.
        rules: The user's.
        before: What stands left of the cursor, its last 100 characters or so: empty at the start
            of a field, None where it is not known, which leaves space and capital alone.
        language: The transcript's, a code such as ``de``.
    """
    text = _KEY_PRESSES.sub(" ", cleaned(text)).strip()
    if rules.spoken_punctuation:
        text = write_punctuation(text, language)
    text = cleaned(reword(text, rules.vocabulary, rules.replacements))
    if before is None or not text:
        return text
    if rules.sentence_case and not begins_with_own_words(
        text, rules.vocabulary, rules.replacements
    ):
        text = cleaned(in_sentence(text, before, language))
    has_space = rules.leading_space and _needs_space(before, text, language)
    return f" {text}" if has_space else text


def cleaned(text: str) -> str:
    """Return ``text`` without what could act instead of being read.

    Control characters other than line feed and tab go, as they are commands to a terminal; so do
    the marks that reverse the direction of what follows, and halves of surrogate pairs, which
    cannot be encoded. Line breaks of other kinds become line feeds. Letters and their accents
    are joined (NFC), so that each has one key and rules find them.
    """
    text = _LINE_BREAK.sub("\n", text)
    return unicodedata.normalize("NFC", _UNTYPEABLE.sub("", text))


_LINE_BREAK: Final = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_UNTYPEABLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_KEY_PRESSES: Final = re.compile("[\n\t]+")

_OPENING: Final = "([{¿¡„\u201a"
_QUOTES: Final = "\"'\u201c\u201d\u2018\u2019«»\u2039\u203a"
"""Which of them open depends on the language, but in all an opening one follows a space."""
_ENDING: Final = ".,;:!?…)]}%°€"
"""Signs that a space follows, and none precedes."""


def _needs_space(before: str, text: str, language: str | None) -> bool:
    if not before or before[-1].isspace() or text[0].isspace():
        return False
    if is_unspaced(before[-1]) or is_unspaced(text[0]):
        return False
    if text[0] in _ENDING and not text[1:2].isalnum():
        return False
    return _is_followed_by_space(before, language)


def _is_followed_by_space(before: str, language: str | None) -> bool:
    last = before[-1]
    if last in _QUOTES:
        # French sets its closing quotes off with a space.
        return not _opens(before) or (last in "»\u203a" and language == "fr")
    # Letters, marks and digits, as well as pictures: not /, -, @, = and their like.
    return last in _ENDING or unicodedata.category(last)[0] in "LMN" or _is_picture(last)


def _opens(before: str) -> bool:
    return len(before) == 1 or before[-2].isspace() or before[-2] in _OPENING


def _is_picture(char: str) -> bool:
    return unicodedata.category(char) == "So" or char == "\ufe0f"
