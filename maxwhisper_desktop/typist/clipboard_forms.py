"""The content of a clipboard: the same data in several formats, by their targets' atoms."""

import contextlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from maxwhisper_desktop.system.clipboard_hint import HINT, SECRET
from maxwhisper_desktop.typist.x11_link import XLink


@dataclass(frozen=True, slots=True)
class Form:
    """One of the formats, as transferred by the X server.

    Attributes:
        type: The atom of the data's type, which is not always the target's.
        width: Bits per unit: 8, 16 or 32.
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


def text_contents(link: XLink, text: str) -> Contents:
    """Return the formats of a text, with the request not to keep it in a clipboard history."""
    utf8 = text.encode()
    contents = {
        link.atom(name): Form(link.atom(_type_of(name)), 8, utf8) for name in TEXT_TARGETS[:-1]
    }
    # STRING is Latin-1: refusing such a request is better than answering with other characters.
    with contextlib.suppress(UnicodeEncodeError):
        contents[link.atom("STRING")] = Form(link.atom("STRING"), 8, text.encode("latin-1"))
    contents[link.atom(HINT)] = Form(link.atom(HINT), 8, SECRET)
    return contents


def without_text(link: XLink, contents: Contents) -> Contents:
    """Return the formats that are left for programs which may not read a text.

    It is not empty: some clipboard managers fill an empty clipboard with older content.
    """
    texts = text_targets(link)
    return {target: form for target, form in contents.items() if target not in texts}


def text_targets(link: XLink) -> frozenset[int]:
    """Return the atoms that request a text."""
    return frozenset(link.atom(name) for name in TEXT_TARGETS)


def cards(values: Sequence[int]) -> bytes:
    """Return numbers, such as atoms, as data with a width of 32."""
    return array("I", values).tobytes()


def _type_of(target: str) -> str:
    return "UTF8_STRING" if target == "TEXT" else target
