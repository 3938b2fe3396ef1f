"""The wording of places in a recording, and of time that remains."""

import math
from typing import Final

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

_MINUTE_S: Final = 60
_HOUR_MIN: Final = 60


def place_words(seconds: float) -> str:
    """Return a place in a recording as players show it: hours only where there are any."""
    minutes, rest = divmod(int(seconds), _MINUTE_S)
    hours, minutes = divmod(minutes, _HOUR_MIN)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def time_left_words(seconds: float) -> str:
    """Return how long something will take, in whole minutes."""
    minutes = math.ceil(seconds / _MINUTE_S)
    if minutes <= 1:
        return translate("TimeLeft", "under 1 min left")
    hours, rest = divmod(minutes, _HOUR_MIN)
    if not hours:
        return translate("TimeLeft", "%1 min left").replace("%1", str(minutes))
    words = translate("TimeLeft", "%1 h %2 min left").replace("%1", str(hours))
    return words.replace("%2", str(rest))
