"""The allowed values of settings, and their representation in a TOML file."""

import enum
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass
from typing import TypeAlias

from engine.sentence import Sentence


class NotAllowedError(ValueError):
    """The setting cannot have this value."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The allowed values of one setting.

    Attributes:
        allowed: Their description, as the end of a sentence.
        read: Converts a TOML value to the setting's, or raises ``NotAllowedError``.
    """

    allowed: Sentence
    read: Callable[[object], object]


@dataclass(frozen=True, slots=True)
class Entries:
    """The allowed values of a setting that is a table with free keys.

    Attributes:
        name: What its keys may be.
        value: What its values may be.
        entry: Creates an entry from both: a dataclass with these two fields.
    """

    name: Kind
    value: Kind
    entry: Callable[..., object]  # Each table has its own type.


AnyKind: TypeAlias = Kind | Entries


def whole_number(least: int, most: int) -> Kind:
    """Allow whole numbers from ``least`` to ``most``."""

    def read(value: object) -> int:
        # In Python, True is an int.
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        raise NotAllowedError

    return Kind(Sentence("a whole number from {least} to {most}", least=least, most=most), read)


def flag() -> Kind:
    """Allow true and false."""

    def read(value: object) -> bool:
        if isinstance(value, bool):
            return value
        raise NotAllowedError

    return Kind(Sentence("true or false"), read)


def one_of(choices: Iterable[str | enum.Enum]) -> Kind:
    """Allow the given strings, or the values of the given enum members."""
    by_value = {c.value if isinstance(c, enum.Enum) else c: c for c in choices}

    def read(value: object) -> object:
        if isinstance(value, str) and value in by_value:
            return by_value[value]
        raise NotAllowedError

    return Kind(Sentence("one of {choices}", choices=", ".join(by_value)), read)


def word(form: str, allowed: Sentence) -> Kind:
    """Allow strings that fully match a regular expression."""

    def read(value: object) -> str:
        if isinstance(value, str) and re.fullmatch(form, value):
            return value
        raise NotAllowedError

    return Kind(allowed, read)


def line(most: int) -> Kind:
    """Allow one to ``most`` characters without leading or trailing space."""

    def read(value: object) -> str:
        if isinstance(value, str) and 0 < len(value) <= most and value == value.strip():
            return _readable(value)
        raise NotAllowedError

    return Kind(
        Sentence(
            "a line of 1 to {most} characters, without leading or trailing space", most=most
        ),
        read,
    )


def passage(most: int) -> Kind:
    """Allow up to ``most`` characters, including line breaks and tabs."""

    def read(value: object) -> str:
        if isinstance(value, str) and len(value) <= most:
            return _readable(value, layout="\n\t")
        raise NotAllowedError

    return Kind(
        Sentence("text of up to {most} characters, without control characters", most=most), read
    )


def several(item: Kind, most: int) -> Kind:
    """Allow a list of up to ``most`` values, all different."""

    def read(value: object) -> tuple[object, ...]:
        if not isinstance(value, list) or len(value) > most:
            raise NotAllowedError
        items = tuple(item.read(each) for each in value)
        if len(set(items)) < len(items):
            raise NotAllowedError
        return items

    return Kind(
        Sentence(
            "a list of at most {most} different values, each {allowed}",
            most=most,
            allowed=item.allowed,
        ),
        read,
    )


def to_toml(setting: object) -> object:
    """Return a setting as a TOML value, which its kind reads back."""
    if isinstance(setting, enum.Enum):
        return setting.value
    if isinstance(setting, tuple):
        return [to_toml(item) for item in setting]
    return setting


def table_of(setting: object) -> Mapping[str, object]:
    """Return a tuple of entries as a TOML table; of two with the same key, the last counts."""
    assert isinstance(setting, tuple)
    return {name: to_toml(value) for name, value in map(astuple, setting)}


def _readable(text: str, layout: str = "") -> str:
    # Cc: control characters, Cs: lone surrogates. Joiners (Cf) are part of words and emoji.
    if any(unicodedata.category(c) in {"Cc", "Cs"} for c in text if c not in layout):
        raise NotAllowedError
    return text
