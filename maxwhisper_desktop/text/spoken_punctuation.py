"""Spoken punctuation: "comma" and "new line" become the characters they name.

Only if enabled, and only for words that are a command in nearly every sentence: "period" and
"colon" are left to the user's own replacements, because of "a long period of time".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from maxwhisper_desktop.text.sentence_case import SENTENCE_ENDS, capitalised, words_of

HABIT_SIGNS: Final = ",.;:!?"
"""What Whisper writes around spoken punctuation because of the pauses: "Hello, comma, Ann"."""


@dataclass(frozen=True)
class _Language:
    """The spoken punctuation of one language."""

    signs: Mapping[str, str]
    not_after: frozenset[str]
    """Words after which the name is a noun: "the comma", "dieser Punkt"."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        names = "|".join(sorted(map(re.escape, self.signs), key=len, reverse=True))
        return re.compile(rf"(?<!\w)({names})(?!\w)[{HABIT_SIGNS}]*", re.IGNORECASE)


LANGUAGES: Final[Mapping[str, _Language]] = {
    "en": _Language(
        {
            "new line": "\n",
            "newline": "\n",
            "new paragraph": "\n\n",
            "comma": ",",
            "full stop": ".",
            "question mark": "?",
            "exclamation mark": "!",
            "exclamation point": "!",
            "semicolon": ";",
        },
        words_of(
            "a an the this that each every another any no one of your my his her its our their"
        ),
    ),
    "de": _Language(
        {
            "neue Zeile": "\n",
            "neuer Absatz": "\n\n",
            "Komma": ",",
            "Punkt": ".",
            "Fragezeichen": "?",
            "Ausrufezeichen": "!",
            "Doppelpunkt": ":",
            "Semikolon": ";",
            "Strichpunkt": ";",
        },
        words_of(
            "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem "
            "dieser diese dieses diesen diesem jeder jede jedes jeden jedem welcher welchen am "
            "im vom zum beim mein dein sein ihr unser euer"
        ),
    ),
    "fr": _Language(
        {
            "à la ligne": "\n",
            "nouvelle ligne": "\n",
            "nouveau paragraphe": "\n\n",
            "virgule": ",",
            "point final": ".",
            "point d'interrogation": " ?",
            "point d’interrogation": " ?",
            "point d'exclamation": " !",
            "point d’exclamation": " !",
            "point-virgule": " ;",
            "point virgule": " ;",
        },
        words_of(
            "un une le la de du ce cette chaque tout toute aucun aucune mon ma ton ta son sa"
        ),
    ),
}


def write_punctuation(text: str, language: str | None) -> str:
    """Return ``text`` with spoken punctuation applied, if the language has a table.

    It replaces the punctuation that Whisper put around its name and directly follows the word
    before; a line break keeps the punctuation before it. The end of a sentence is followed by a
    capital.
    """
    spoken = LANGUAGES.get(language or "")
    if spoken is None:
        return text
    names = {name.lower(): sign for name, sign in spoken.signs.items()}
    written, end, last_sign = "", 0, ""
    for match in spoken.pattern.finditer(text):
        if _last_word(text[: match.start()]) in spoken.not_after:
            continue
        sign = names[match[1].lower()]
        before = _following(last_sign, text[end : match.start()]).rstrip()
        written += (before if "\n" in sign else before.rstrip(HABIT_SIGNS)) + sign
        end, last_sign = match.end(), sign
    return written + _following(last_sign, text[end:])


def _last_word(text: str) -> str:
    words = text[-40:].split()  # Longer than any word of the tables.
    return words[-1].lower() if words else ""


def _following(sign: str, text: str) -> str:
    if "\n" in sign:
        return text.lstrip()
    return capitalised(text) if sign and sign.strip() in SENTENCE_ENDS else text
