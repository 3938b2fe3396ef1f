"""``maxwhisper`` without a command: starts the tray app, or shows the running one's panel."""

import argparse
import os
import sys
import time
from typing import Final

from engine.errors import reason_of
from engine.sentence import Sentence
from maxwhisper_desktop.commands.printer import tell_error
from maxwhisper_desktop.control.client import ControlError, NotRunningError, send_command
from maxwhisper_desktop.control.instance_lock import InstanceLock
from maxwhisper_desktop.exit_status import EXIT_DONE, EXIT_FAILED
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.system.paths import runtime_socket

SCREENS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""Windows can be shown if one of these variables is set; otherwise Qt aborts the process."""

STARTUP_S: Final = 60.0
"""Seconds that a starting app may take until it answers, on a busy machine."""

LOOK_S: Final = 0.1
"""Seconds between attempts to reach such an app."""


def run_tray(_: argparse.Namespace) -> int:
    """Run the app until it is quit, or show the running one's panel; return the exit status."""
    if not any(os.environ.get(name) for name in SCREENS):
        tell_error(Sentence("There is no screen; start MaxWhisper from your desktop"))
        return EXIT_FAILED
    try:
        lock = InstanceLock(runtime_socket())
        if not becomes_the_app(lock):
            told = Sentence("MaxWhisper is already running; showing its panel")
            sys.stderr.write(f"{said(told)}\n")
            return EXIT_DONE
    except (OSError, ControlError, NotRunningError) as error:
        tell_error(Sentence("MaxWhisper cannot start: {reason}", reason=reason_of(error)))
        return EXIT_FAILED
    try:
        # Imported late: the other commands do without Qt.
        from maxwhisper_desktop.app import run_app  # noqa: PLC0415

        return run_app()
    except ImportError as error:
        tell_error(
            Sentence(
                "MaxWhisper's windows cannot be shown: {library} is missing; run: maxwhisper doctor",
                library=error.name or str(error),
            )
        )
        return EXIT_FAILED
    finally:
        lock.release()


def becomes_the_app(lock: InstanceLock) -> bool:
    """Return whether this process is now the app; otherwise the running one shows its panel.

    Raises:
        ControlError: The running app does not answer.
        NotRunningError: The running app does not even listen.
        OSError: The lock cannot be taken.
    """
    give_up_s = time.monotonic() + STARTUP_S
    while not lock.acquire():
        try:
            send_command(runtime_socket(), "show")
        except NotRunningError as error:
            # It holds the lock, so it is just starting or just ending.
            if time.monotonic() > give_up_s:
                raise NotRunningError(
                    Sentence("it is already running but does not respond; end it first")
                ) from error
            time.sleep(LOOK_S)
        else:
            return False
    return True
