"""How tests wait: until a condition holds, or can no longer hold.

On a busy machine tests are slow without being wrong, so no timeout decides a test. A wait ends as soon
as its condition holds, or as soon as something it depends on is gone, such as a program that has ended.
Only an unforeseen failure makes it last for ``PATIENCE_S``.

The app itself has shorter timeouts, for its user's sake. Where they could change what a test sees, they
are lifted.
"""

import sys
import time
from collections.abc import Callable, Collection
from typing import Final

PATIENCE_S: Final = 120.0
"""Timeout in seconds of any wait, even for the app's start. pytest's own, which gives no reason, is longer."""

POLL_S: Final = 0.01
"""Seconds between polls of what sends no notification: another program's window, a file, a socket."""

_LIMITS: Final = {
    "engine.benchmark.process": {"FAREWELL_S"},
    "maxwhisper_desktop.control.client": {"TIMEOUT_S"},
    "maxwhisper_desktop.hotkey.sway_ipc": {"ANSWER_S"},
    "maxwhisper_desktop.hotkey.x11_listener": {"_PATIENCE_S"},
    "maxwhisper_desktop.microphone.capture_thread": {"JOIN_S", "RECOVERY_S"},
    "maxwhisper_desktop.recognizer.engine_process": {"FAREWELL_S"},
    "maxwhisper_desktop.recognizer.worker": {"FAREWELL_MS"},
    "maxwhisper_desktop.recording.take_recorder": {"_DISK_S"},
    "maxwhisper_desktop.commands.tray": {"STARTUP_S"},
    "maxwhisper_desktop.portal.bus_calls": {"_ANSWER_S"},
    "maxwhisper_desktop.portal.loop_thread": {"END_S"},
    "maxwhisper_desktop.sound.do_not_disturb": {"_ANSWER_S"},
    "maxwhisper_desktop.sound.media_players": {"_END_S"},
    "maxwhisper_desktop.typist.paste_delivery": {"_RECEIPT_S", "_SHELL_S"},
    "maxwhisper_desktop.typist.wayland_wire": {"ANSWER_S"},
    "maxwhisper_desktop.typist.wayland_typist": {"_END_S", "_SILENT_S"},
    "maxwhisper_desktop.typist.selection_reader": {"_BUDGET_S", "_STALL_S"},
    "maxwhisper_desktop.typist.spare_keys": {"_PATIENCE_S"},
    "maxwhisper_desktop.typist.x11_delivery": {"_HELD_S", "_RECEIPT_S"},
    "maxwhisper_desktop.typist.x11_link": {"_CLOCK_S"},
    "maxwhisper_desktop.typist.x11_typist": {"_END_S", "_HAND_OVER_S"},
}
"""The app's timeouts for other programs, by module and constant."""

_LIMITS_OF_LAST_SOUND: Final = {
    "maxwhisper_desktop.microphone.capture_thread": {"OLDEST_S", "TAIL_S"},
    "maxwhisper_desktop.microphone.sound_input": {"OLDEST_S"},
}
"""How late audio may be, by module and constant."""


class HopelessError(Exception):
    """The condition can no longer hold; the message says why."""


def wait_for(
    condition: Callable[[], object],
    hindrance: Callable[[], str | None] = lambda: None,
    patience_s: float = PATIENCE_S,
) -> None:
    """Return as soon as ``condition`` holds.

    Args:
        condition: The condition.
        hindrance: Returns why it can no longer hold, or None as long as it can.
        patience_s: The timeout, for what takes minutes even on an idle machine.

    Raises:
        HopelessError: It can no longer hold.
        TimeoutError: It did not hold in time.
    """
    ends_at = time.monotonic() + patience_s
    while True:
        # Checked before the condition, which may have come to hold just before the end.
        reason = hindrance()
        if condition():
            return
        if reason is not None:
            raise HopelessError(reason)
        if time.monotonic() > ends_at:
            raise TimeoutError(f"nothing came of it within {patience_s:.0f} s: {condition}")
        time.sleep(POLL_S)


def lift_limits(
    change: Callable[[object, str, float], None] = setattr, keep: Collection[str] = ()
) -> None:
    """Give the app the tests' timeout, in those of its modules that are loaded.

    Args:
        change: Sets an attribute; ``monkeypatch.setattr`` also restores it.
        keep: Modules to leave unchanged, by the last part of their names.
    """
    for module, names in _LIMITS.items():
        if module in sys.modules and module.rpartition(".")[2] not in keep:
            _lift(module, names, change)


def wait_for_last_sound() -> None:
    """Let a take wait for its last audio however late, for tests with a real stream."""
    for module, names in _LIMITS_OF_LAST_SOUND.items():
        _lift(module, names, setattr)


def _lift(
    module: str, names: Collection[str], change: Callable[[object, str, float], None]
) -> None:
    for name in names:
        limit = round(PATIENCE_S * 1000) if name.endswith("_MS") else PATIENCE_S
        change(sys.modules[module], name, limit)
