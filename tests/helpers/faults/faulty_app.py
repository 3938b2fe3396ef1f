"""The app of ``watched_app.py`` with the timeouts that faults run into: short, or as users have them.

``python faulty_app.py FILE GATE``.
"""

import sys
from pathlib import Path

from desktop import watched_app
from patience import lift_limits

from maxwhisper_desktop.history import thread
from maxwhisper_desktop.recognizer import engine_owner

STEP_SILENCE_S = 20.0
RETRY_MS = 500
PROGRAM = Path(__file__)


def set_limits() -> None:
    """Wait as users do for windows and clipboards that hang, and shortly for the rest."""
    lift_limits(keep={"capture_thread", "selection_reader", "x11_delivery"})
    engine_owner.STEP_SILENCE_S = STEP_SILENCE_S  # type: ignore[misc]
    thread.RETRY_MS = RETRY_MS  # type: ignore[misc]


if __name__ == "__main__":
    sys.exit(watched_app.main(set_limits))
