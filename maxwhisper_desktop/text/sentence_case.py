"""Capitalisation where a new take follows existing text."""

import enum
import re
from collections.abc import Mapping
from typing import Final

SENTENCE_ENDS: Final = ".!?"


def words_of(text: str) -> frozenset[str]:
    """Return the words of a table that is written as one string."""
    return frozenset(text.split())


def capitalised(text: str) -> str:
    """Return ``text`` with a capital first letter, if it begins with a letter.

    Punctuation before the letter is skipped. A letter whose capital form has two letters is
    kept.
    """
    for at, char in enumerate(text):
        if char.isalnum():
            upper = char.upper()
            return text[:at] + upper + text[at + 1 :] if len(upper) == 1 else text
    return text


def in_sentence(text: str, before: str, language: str | None) -> str:
    """Return ``text`` with its first letter's case adapted to ``before``, where certain.

    It is certain at the start of a sentence, except for words with a case of their own, and in
    the middle of one for the function words of the languages listed here.
    """
    match _place_after(before):
        case _Place.SENTENCE_START:
            return text if _has_own_case(text) else capitalised(text)
        case _Place.MID_SENTENCE:
            is_habit = _is_capital_by_habit(text, language or "")
            return text[0].lower() + text[1:] if is_habit else text
        case _Place.UNKNOWN:
            return text


class _Place(enum.Enum):
    SENTENCE_START = enum.auto()
    MID_SENTENCE = enum.auto()
    UNKNOWN = enum.auto()


_CLOSING: Final = ")]}\"'\u201d\u2019\u201c»«"
"""Brackets and quotes that may follow the punctuation at the end of a sentence."""

_NOT_AN_END: Final = re.compile(
    r"(?:\.\.|\d\.|(?<!\w)\w\.|(?<!\w)(?:approx|bzw|ca|dr|etc|evtl|fig|ggf|inkl|jr|mr|mrs|ms|no|nr"
    r"|prof|sr|st|usw|vgl|vs)\.)$",
    re.IGNORECASE,
)
"""Full stops that may or may not end a sentence: "...", "3.", "e.g." and other
abbreviations."""

FUNCTION_WORDS: Final[Mapping[str, frozenset[str]]] = {
    "en": words_of(
        "although an and are as at because been before between but by does for from had has have "
        "he her here him his how if in into is it its just my nor not of on onto or our since so "
        "than that the their them then there therefore these they this those though to unless "
        "until was we were what whatever when where whereas which while who whose why with "
        "without yet you your"
    ),
    "de": words_of(
        "aber als am an auch auf bei beim bevor bis da damit dann das dass dem den denn der des "
        "deshalb die diese diesem diesen dieser dieses doch durch ein eine einem einen einer "
        "eines er es falls für gegen hat hatte hier hinter ich im in ist jedoch kein keine keinem "
        "keinen keiner mein meine mich mir mit nach nachdem neben nicht noch nur ob obwohl oder "
        "ohne schon sehr seit sobald solange sondern sowie um und uns unser unsere unter vom von "
        "vor war warum was weil wenn wer wir wird wo während zu zum zur zwischen über"
    ),
    "fr": words_of(
        "afin ainsi alors après au aussi aux avant avec c'est car ce cela ces cet cette chez comme "
        "d'abord dans de depuis des donc du elle elles en encore ensuite est et il ils j'ai je la "
        "le les leur leurs lorsque lui mais mes mon même ne ni nos notre nous on ou où par parce "
        "pas pendant plus pour pourquoi puis puisque qu'elle qu'il quand que quel quelle qui quoi "
        "s'il sa sans selon ses si sinon son sous sur tandis tous tout toute toutes très tu un une "
        "vos votre vous à"
    ),
}
"""Words that have a capital only because Whisper starts each take like a sentence.

A closed list, since nothing else distinguishes them from names: no word here is a name, a month
or a noun, so no "Will", "May" or "Mark", no "A" of "plan A", and in German no noun ("Aus",
"Sein") and no form of address ("Sie", "Ihr", "Du"). "IT" and "US" are safe because of their
second capital. A language without a list keeps its capitals.
"""


def _place_after(before: str) -> _Place:
    said = before.rstrip()
    has_line_break = "\n" in before[len(said) :]
    if said.endswith(",") and has_line_break:
        return _Place.UNKNOWN  # "Dear Ann," is followed by a capital, "Liebe Anna," is not.
    if not said or has_line_break:
        return _Place.SENTENCE_START
    bare = said.rstrip(_CLOSING)
    if not bare or _NOT_AN_END.search(bare[-10:]):
        return _Place.UNKNOWN
    if bare[-1] in SENTENCE_ENDS:
        return _Place.SENTENCE_START
    is_open = said[-1].isalnum() or said[-1] in ",;"
    return _Place.MID_SENTENCE if is_open else _Place.UNKNOWN


def _has_own_case(text: str) -> bool:
    """Return whether the first word has a case of its own: iPhone, x86_64, ann@example.org."""
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    has_capital = any(char.isupper() for char in word)
    return has_capital or re.search(r"[\d@_/\\]|\w\.\w", word) is not None


def _is_capital_by_habit(text: str, language: str) -> bool:
    words = text.split(maxsplit=2)
    if not words or not text[0].isupper():
        return False
    # "It's" and "That's" are ordinary words like "It" and "That"; "IT" is not.
    word = re.sub(r"['\u2019](?:s|re|ve|ll|d)$", "", words[0].rstrip(",;:"))
    if word != word.capitalize() or word.lower() not in FUNCTION_WORDS.get(language, ()):
        return False
    # "The Hague", "Le Havre" are names. A German noun says nothing about the word before it.
    second = words[1] if len(words) > 1 else ""
    is_pronoun = re.match(r"I(?!\w)", second) is not None
    return language == "de" or is_pronoun or not second[:1].isupper()
