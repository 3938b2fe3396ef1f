"""Applies the user's vocabulary and replacements to a transcript."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from maxwhisper_desktop.text.sentence_case import SENTENCE_ENDS, capitalised


@dataclass(frozen=True, slots=True)
class Replacement:
    """Words that the user wants written in another way.

    Attributes:
        heard: Whole words, as Whisper writes them. In lower case they match any case, and a
            capital is carried over; with a capital they match exactly.
        written: What is typed instead; empty to omit them.
    """

    heard: str
    written: str


Vocabulary: TypeAlias = tuple[str, ...]
Replacements: TypeAlias = tuple[Replacement, ...]


def reword(text: str, vocabulary: Vocabulary, replacements: Replacements) -> str:
    """Return ``text``, which is in NFC, with vocabulary and replacements applied.

    All in one pass, longest words first and replacements before vocabulary, so that no rule
    changes the result of another.
    """
    wording = _wording(vocabulary, replacements)
    return wording.pattern.sub(wording.write, text) if wording.writers else text


def begins_with_own_words(
    text: str, vocabulary: Vocabulary, replacements: Replacements
) -> bool:
    """Return whether the first word is in the user's spelling."""
    own = map(_normal, (*vocabulary, *(rule.written for rule in replacements)))
    return any(
        word and text.startswith(word) and not text[len(word) : len(word) + 1].isalnum()
        for word in own
    )


def is_unspaced(char: str) -> bool:
    """Return whether ``char`` belongs to a script without spaces between words."""
    return char > "\u0dff" and unicodedata.name(char, "").startswith(_UNSPACED_SCRIPTS)


_UNSPACED_SCRIPTS: Final = (
    *("CJK ", "FULLWIDTH ", "HIRAGANA ", "IDEOGRAPHIC ", "KATAKANA", "LEFT CORNER "),
    *("RIGHT CORNER ", "THAI ", "LAO ", "KHMER ", "MYANMAR "),
)

_WORD: Final = (
    r"[\w\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff]"
)
r"""``\w`` and what it lacks: combining accents and the vowel signs of Hebrew, Arabic and Indic
scripts, at which a word would otherwise end."""

_SPACE: Final = r"[^\S\n]"

_Writer: TypeAlias = Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class _Wording:
    pattern: re.Pattern[str]
    """With one group per writer and no others."""
    writers: tuple[_Writer, ...]

    def write(self, match: re.Match[str]) -> str:
        return self.writers[(match.lastindex or 1) - 1](match)


@lru_cache(maxsize=4)
def _wording(vocabulary: Vocabulary, replacements: Replacements) -> _Wording:
    rules = [(_normal(r.heard), _pattern_of(r), _replacing(r)) for r in replacements]
    rules += [(_normal(v), _ignoring_case(_whole(v)), _spelling(v)) for v in vocabulary]
    rules = [rule for rule in rules if rule[0]]
    rules.sort(key=lambda rule: len(rule[0]), reverse=True)
    pattern = "|".join(f"({pattern})" for _, pattern, _ in rules)
    return _Wording(re.compile(pattern), tuple(writer for _, _, writer in rules))


def _normal(words: str) -> str:
    return unicodedata.normalize("NFC", words.strip())


def _pattern_of(rule: Replacement) -> str:
    words = _whole(rule.heard)
    if not rule.written:
        # Also removes a space, and a comma that only set off the words: "well, um, yes".
        words = rf"{_SPACE}+{words}(?={_SPACE}*(?:[.!?]|$))|{words},?{_SPACE}*"
    return _ignoring_case(words) if _is_small(rule.heard) else words


def _ignoring_case(pattern: str) -> str:
    return f"(?i:{pattern})"


def _whole(words: str) -> str:
    """Return a pattern for ``words`` that do not start or end within another word."""
    normal = _normal(words)
    parts = rf"{_SPACE}+".join(map(re.escape, normal.split()))
    if not normal:
        return parts
    start = f"(?<!{_WORD})" if _has_edge(normal[0]) else ""
    # "it" does not match in "it'll", but "Fedora" does in "Fedora's".
    end = rf"(?!{_WORD}|['\u2019](?!s(?!\w))\w)" if _has_edge(normal[-1]) else ""
    return f"{start}{parts}{end}"


def _has_edge(char: str) -> bool:
    return re.match(_WORD, char) is not None and not is_unspaced(char)


def _is_small(words: str) -> bool:
    return words == words.lower()


def _spelling(term: str) -> _Writer:
    spelled = _normal(term)

    def write(match: re.Match[str]) -> str:
        # A term in lower case keeps the capital at the start of a sentence.
        is_at_start = _is_small(spelled) and match[0] == capitalised(spelled)
        return match[0] if is_at_start else spelled

    return write


def _replacing(rule: Replacement) -> _Writer:
    has_plain_start = rule.written[:1].isalpha() and _is_small(
        rule.written.split(maxsplit=1)[0]
    )
    is_carried = _is_small(rule.heard) and has_plain_start

    def write(match: re.Match[str]) -> str:
        heard = match[0]
        # Whisper writes "btw" all in capitals, wherever it occurs.
        has_capital = heard[:1].isupper() and (not heard.isupper() or _starts_sentence(match))
        return capitalised(rule.written) if is_carried and has_capital else rule.written

    return write


def _starts_sentence(match: re.Match[str]) -> bool:
    before = match.string[: match.start()].rstrip()
    return not before or before[-1] in SENTENCE_ENDS
