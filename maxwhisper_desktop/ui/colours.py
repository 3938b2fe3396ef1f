"""The few colours that are not the palette's own, each for light and for dark grounds.

The hues are told apart with every common kind of colour blindness (Okabe and Ito 2008), and none
says anything that no word beside it says.
"""

import enum
from typing import Final

from PySide6.QtGui import QColor, QPalette


class Tone(enum.Enum):
    """What a colour means."""

    GOOD = enum.auto()
    """It is where it should be."""
    OPEN = enum.auto()
    """It is out of the app's hands, or waits for the user."""
    QUIET = enum.auto()
    """Nothing came of it, and nothing is wrong."""
    BAD = enum.auto()
    """It went wrong."""
    WAIT = enum.auto()
    """Time in which nothing was done for the take."""
    ENGINE = enum.auto()
    """The engine's time."""
    TEXT = enum.auto()
    """The time of the finished text."""


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
    """Tell whether text is lighter than what it stands on."""
    text, ground = (
        palette.color(QPalette.ColorRole.Text),
        palette.color(QPalette.ColorRole.Base),
    )
    return text.lightness() > ground.lightness()


def tone_colour(tone: Tone, palette: QPalette) -> QColor:
    """Return the colour that can be read on the palette's ground."""
    return QColor((_ON_DARK if is_dark(palette) else _ON_LIGHT)[tone])


def quiet_text(palette: QPalette) -> QColor:
    """Return the colour of what is said beside the point."""
    return tone_colour(Tone.QUIET, palette)
