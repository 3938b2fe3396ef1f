"""What stands in a clipboard: the same thing in several forms, each under its target's atom."""

import contextlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from maxwhisper_desktop.typist.x11_link import XLink


@dataclass(frozen=True, slots=True)
class Form:
    """One of the forms, as the X server carries it.

    Attributes:
        type: Atom of what the bytes mean, which is not always the target's own.
        width: Bits of a unit: 8, 16 or 32.
        data: The units, in this machine's byte order.
    """

    type: int
    width: int
    data: bytes


Contents: TypeAlias = Mapping[int, Form]

TEXT_TARGETS: Final = (
    "UTF8_STRING",
    "text/plain;charset=utf-8",
    "text/plain",
    "TEXT",
    "STRING",
)
_SECRET: Final = "x-kde-passwordManagerHint"  # noqa: S105 - the name of a target
"""By which Klipper, CopyQ and others know what they must not keep."""


def text_contents(link: XLink, text: str, *, is_passing: bool) -> Contents:
    """Return the forms of a text.

    Args:
        link: Whose atoms they are.
        text: The text.
        is_passing: Whether it only passes through, and is nothing for a clipboard's history.
    """
    utf8 = text.encode()
    contents = {
        link.atom(name): Form(link.atom(_type_of(name)), 8, utf8) for name in TEXT_TARGETS[:-1]
    }
    # STRING is Latin-1; who asks only for that is better refused than given other characters.
    with contextlib.suppress(UnicodeEncodeError):
        contents[link.atom("STRING")] = Form(link.atom("STRING"), 8, text.encode("latin-1"))
    if is_passing:
        contents[link.atom(_SECRET)] = Form(link.atom(_SECRET), 8, b"secret")
    return contents


def text_targets(link: XLink) -> frozenset[int]:
    """Return the atoms under which a text is read."""
    return frozenset(link.atom(name) for name in TEXT_TARGETS)


def cards(values: Sequence[int]) -> bytes:
    """Return numbers, such as atoms, as the data of a form with a width of 32."""
    return array("I", values).tobytes()


def _type_of(target: str) -> str:
    return "UTF8_STRING" if target == "TEXT" else target
