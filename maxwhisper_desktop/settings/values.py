"""Which values a setting may have, and how they stand in a TOML file."""

import enum
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass
from typing import TypeAlias


class NotAllowedError(ValueError):
    """A value that the setting cannot have."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The values of one setting.

    Attributes:
        allowed: Which they are, as the end of a sentence.
        read: Returns the setting for a value of a TOML file, or raises ``NotAllowedError``.
    """

    allowed: str
    read: Callable[[object], object]


@dataclass(frozen=True, slots=True)
class Entries:
    """The values of a setting that is a table, each entry of which is a setting of its own.

    Attributes:
        name: What stands left.
        value: What stands right.
        entry: Makes an entry of both: a dataclass of these two fields.
    """

    name: Kind
    value: Kind
    entry: Callable[..., object]  # as many types as tables


AnyKind: TypeAlias = Kind | Entries


def whole_number(least: int, most: int) -> Kind:
    """Allow what lies between both ends."""

    def read(value: object) -> int:
        # For Python, though for nobody else, True is 1.
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        raise NotAllowedError

    return Kind(f"a whole number from {least} to {most}", read)


def flag() -> Kind:
    """Allow yes and no."""

    def read(value: object) -> bool:
        if isinstance(value, bool):
            return value
        raise NotAllowedError

    return Kind("true or false", read)


def one_of(choices: Iterable[str | enum.Enum]) -> Kind:
    """Allow the strings, or those that are the values of an enum's members."""
    by_value = {c.value if isinstance(c, enum.Enum) else c: c for c in choices}

    def read(value: object) -> object:
        if isinstance(value, str) and value in by_value:
            return by_value[value]
        raise NotAllowedError

    return Kind(f"one of {', '.join(by_value)}", read)


def word(form: str, allowed: str) -> Kind:
    """Allow what has the regular expression's form from end to end."""

    def read(value: object) -> str:
        if isinstance(value, str) and re.fullmatch(form, value):
            return value
        raise NotAllowedError

    return Kind(allowed, read)


def line(most: int) -> Kind:
    """Allow one to ``most`` characters, with no space at their ends."""

    def read(value: object) -> str:
        if isinstance(value, str) and 0 < len(value) <= most and value == value.strip():
            return _readable(value)
        raise NotAllowedError

    return Kind(f"a line of 1 to {most} characters, without space at its ends", read)


def passage(most: int) -> Kind:
    """Allow up to ``most`` characters, line breaks and tabs among them."""

    def read(value: object) -> str:
        if isinstance(value, str) and len(value) <= most:
            return _readable(value, layout="\n\t")
        raise NotAllowedError

    return Kind(f"text of up to {most} characters, none of them a control character", read)


def several(item: Kind, most: int) -> Kind:
    """Allow a list of up to ``most`` values, all different."""

    def read(value: object) -> tuple[object, ...]:
        if not isinstance(value, list) or len(value) > most:
            raise NotAllowedError
        items = tuple(item.read(each) for each in value)
        if len(set(items)) < len(items):
            raise NotAllowedError
        return items

    return Kind(f"a list of at most {most} different values, each {item.allowed}", read)


def to_toml(setting: object) -> object:
    """Return the value that stands for a setting in a file; its kind reads it back."""
    if isinstance(setting, enum.Enum):
        return setting.value
    if isinstance(setting, tuple):
        return [to_toml(item) for item in setting]
    return setting


def table_of(setting: object) -> Mapping[str, object]:
    """Return the table that stands for a tuple of entries; of two of a name, the last."""
    assert isinstance(setting, tuple)
    return {name: to_toml(value) for name, value in map(astuple, setting)}


def _readable(text: str, layout: str = "") -> str:
    # Cc: controls, Cs: halves of surrogate pairs. Joiners (Cf) are parts of words and pictures.
    if any(unicodedata.category(c) in {"Cc", "Cs"} for c in text if c not in layout):
        raise NotAllowedError
    return text
