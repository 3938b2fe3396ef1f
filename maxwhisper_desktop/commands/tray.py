"""``maxwhisper`` without a command: the tray app, or the panel of the one that runs already."""

import argparse
import os
import sys
import time
from typing import Final

from maxwhisper_desktop.control.client import ControlError, NotRunningError, send_command
from maxwhisper_desktop.control.instance_lock import InstanceLock
from maxwhisper_desktop.exit_status import EXIT_DONE, EXIT_FAILED
from maxwhisper_desktop.system.paths import runtime_socket

SCREENS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""Variables of which one is set where windows can be shown; without, Qt ends the process."""

STARTUP_S: Final = 60.0
"""How long an app that has just been started may take until it listens, on a busy machine."""

LOOK_S: Final = 0.1
"""Between two looks at such an app."""


def run_tray(_: argparse.Namespace) -> int:
    """Be the app until it is quit, or show the one there is; return the exit status."""
    if not any(os.environ.get(name) for name in SCREENS):
        sys.stderr.write(
            "error: There is no screen to show MaxWhisper on; start it from your desktop\n"
        )
        return EXIT_FAILED
    try:
        lock = InstanceLock(runtime_socket())
        if not becomes_the_app(lock):
            sys.stderr.write("MaxWhisper runs already; here is its panel\n")
            return EXIT_DONE
    except (OSError, ControlError, NotRunningError) as error:
        sys.stderr.write(f"error: MaxWhisper cannot start: {error}\n")
        return EXIT_FAILED
    try:
        # Imported late: Qt, which the commands can do without.
        from maxwhisper_desktop.app import run_app  # noqa: PLC0415

        return run_app()
    except ImportError as error:
        sys.stderr.write(
            f"error: MaxWhisper's windows cannot be shown ({error}); run: maxwhisper doctor\n"
        )
        return EXIT_FAILED
    finally:
        lock.release()


def becomes_the_app(lock: InstanceLock) -> bool:
    """Return whether this process is the app now; otherwise the one there is shows its panel.

    Raises:
        ControlError: There is one, which does not answer.
        NotRunningError: There is one, which does not even listen.
        OSError: The lock cannot be had.
    """
    give_up_s = time.monotonic() + STARTUP_S
    while not lock.acquire():
        try:
            send_command(runtime_socket(), "show")
        except NotRunningError as error:
            # It holds the lock, so it is about to listen, or about to end.
            if time.monotonic() > give_up_s:
                raise NotRunningError(
                    "it runs already but does not answer; end it first"
                ) from error
            time.sleep(LOOK_S)
        else:
            return False
    return True
