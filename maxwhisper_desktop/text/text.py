"""Prepares a transcript for typing: spacing, capitals, the user's own words.

Pure and conservative: whatever is not certain stays as Whisper wrote it. A surplus capital is
harmless; a name or a German noun in lower case is our error.
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
    """The user's rules for the text.

    Attributes:
        vocabulary: Names and terms in the user's spelling, for which the model also listens.
        replacements: Recognised words that are written in another way.
        spoken_punctuation: Whether "comma" and "new line" become punctuation.
        leading_space: Whether a take that continues a text starts with a space.
        sentence_case: Whether the case of a take's first letter depends on the text it
            continues.
    """

    vocabulary: tuple[str, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    spoken_punctuation: bool = False
    leading_space: bool = True
    sentence_case: bool = True


def prepare(
    text: str, rules: TextRules, before: str | None, language: str | None = None
) -> str:
    """Return the text to type for a transcript.

    Leading and trailing whitespace is removed, and line breaks and tabs within become spaces:
    nobody spoke them, and they could send a message, run a command or leave the field. Spoken
    line breaks, and those in replacements, are kept, even at the end.

    Args:
        text: The recognised text.
        rules: The user's rules.
        before: The text left of the cursor, about 100 characters: empty at the start of a
            field; None if unknown, which leaves spacing and capitals unchanged.
        language: The transcript's language, a code such as ``de``.
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
    """Return ``text`` without characters that act instead of being displayed.

    Removed are control characters other than line feed and tab, which are commands to a
    terminal, directional overrides, and lone surrogates, which cannot be encoded. All kinds of
    line breaks become line feeds. Letters and accents are composed (NFC), so that each has one
    key and rules match.
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
"""Which of them open depends on the language, but an opening one always follows a space."""
_ENDING: Final = ".,;:!?…)]}%°€"
"""Characters that are followed, but not preceded, by a space."""


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
        # French has a space before closing quotes.
        return not _opens(before) or (last in "»\u203a" and language == "fr")
    # Letters, marks and digits, as well as emoji: not /, -, @, = and the like.
    return last in _ENDING or unicodedata.category(last)[0] in "LMN" or _is_picture(last)


def _opens(before: str) -> bool:
    return len(before) == 1 or before[-2].isspace() or before[-2] in _OPENING


def _is_picture(char: str) -> bool:
    return unicodedata.category(char) == "So" or char == "\ufe0f"
