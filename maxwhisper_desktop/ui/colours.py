"""The few colours outside the palette, each for light and dark backgrounds.

The hues are distinguishable with every common kind of colour blindness (Okabe and Ito 2008),
and none carries information that is not also given in words.
"""

import enum
from typing import Final

from PySide6.QtGui import QColor, QPalette


class Tone(enum.Enum):
    """What a colour means."""

    GOOD = enum.auto()
    """Delivered."""
    OPEN = enum.auto()
    """Not confirmed, or waiting for the user."""
    QUIET = enum.auto()
    """Without a result, but nothing is wrong."""
    BAD = enum.auto()
    """Failed."""
    WAIT = enum.auto()
    """Waiting time."""
    ENGINE = enum.auto()
    """The engine's time."""
    TEXT = enum.auto()
    """Time after the text was recognised."""


_ON_LIGHT: Final = {
    Tone.GOOD: "#00694a",
    Tone.OPEN: "#005a94",
    Tone.QUIET: "#5c6066",
    Tone.BAD: "#b03a00",
    Tone.WAIT: "#8a8f98",
    Tone.ENGINE: "#0072b2",
    Tone.TEXT: "#c77700",
}
_ON_DARK: Final = {
    Tone.GOOD: "#4fd1a5",
    Tone.OPEN: "#74bdf2",
    Tone.QUIET: "#a9adb5",
    Tone.BAD: "#ff9466",
    Tone.WAIT: "#8d929b",
    Tone.ENGINE: "#56b4e9",
    Tone.TEXT: "#e69f00",
}


def is_dark(palette: QPalette) -> bool:
    """Return whether text is lighter than its background."""
    text, ground = (
        palette.color(QPalette.ColorRole.Text),
        palette.color(QPalette.ColorRole.Base),
    )
    return text.lightness() > ground.lightness()


def tone_colour(tone: Tone, palette: QPalette) -> QColor:
    """Return the tone's colour that is legible on the palette's background."""
    return QColor((_ON_DARK if is_dark(palette) else _ON_LIGHT)[tone])


def quiet_text(palette: QPalette) -> QColor:
    """Return the colour of secondary text."""
    return tone_colour(Tone.QUIET, palette)
