"""How tests wait: until what they wait for has come, or cannot come any more.

A loaded machine is slow without being wrong, so no clock decides a test. A wait ends at once when
its condition holds, and at once when what it depends on is gone, such as a program that has ended.
Only a fault that nobody thought of makes it last for ``PATIENCE_S``.

The app itself is less patient, as its user is. Where that could change what a test sees, its
limits are lifted.
"""

import sys
import time
from collections.abc import Callable, Collection
from typing import Final

PATIENCE_S: Final = 120.0
"""For anything, be it the start of the app. pytest's own timeout, which can give no reason, is longer."""

POLL_S: Final = 0.01
"""Between two looks at what announces nothing: another program's window, a file, a socket."""

_LIMITS: Final = {
    "engine.benchmark.process": {"FAREWELL_S"},
    "maxwhisper_desktop.control.client": {"TIMEOUT_S"},
    "maxwhisper_desktop.hotkey.x11_listener": {"_PATIENCE_S"},
    "maxwhisper_desktop.microphone.capture_thread": {"JOIN_S", "RECOVERY_S"},
    "maxwhisper_desktop.recognizer.engine_process": {"FAREWELL_S"},
    "maxwhisper_desktop.recognizer.worker": {"FAREWELL_MS"},
    "maxwhisper_desktop.recording.take_recorder": {"_DISK_S"},
    "maxwhisper_desktop.commands.tray": {"STARTUP_S"},
    "maxwhisper_desktop.typist.selection_reader": {"_BUDGET_S", "_STALL_S"},
    "maxwhisper_desktop.typist.spare_keys": {"_PATIENCE_S"},
    "maxwhisper_desktop.typist.x11_delivery": {"_HELD_S", "_RECEIPT_S"},
    "maxwhisper_desktop.typist.x11_link": {"_CLOCK_S"},
    "maxwhisper_desktop.typist.x11_typist": {"_END_S", "_HAND_OVER_S"},
}
"""How long the app waits for others before it does without them."""


class HopelessError(Exception):
    """What is waited for cannot come any more; the message says why."""


def wait_for(
    condition: Callable[[], object],
    hindrance: Callable[[], str | None] = lambda: None,
    patience_s: float = PATIENCE_S,
) -> None:
    """Return as soon as ``condition`` holds.

    Args:
        condition: What is waited for.
        hindrance: Why it cannot come any more, None as long as it can.
        patience_s: For what takes minutes even on an idle machine.

    Raises:
        HopelessError: It cannot come.
        TimeoutError: It does not come.
    """
    ends_at = time.monotonic() + patience_s
    while True:
        # Asked first: what came just before the end has come.
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
    """Let the app be as patient as its tests, in those of its modules that are loaded.

    Args:
        change: Sets an attribute, such as ``monkeypatch.setattr``, which undoes it.
        keep: The modules that stay as they are, by the last part of their names.
    """
    for module, names in _LIMITS.items():
        for name in names:
            if module in sys.modules and module.rpartition(".")[2] not in keep:
                in_ms = name.endswith("_MS")
                limit = round(PATIENCE_S * 1000) if in_ms else PATIENCE_S
                change(sys.modules[module], name, limit)


def wait_for_last_sound() -> None:
    """Let a take wait for its last sound, where a real stream gives it, however late."""
    capture_thread = sys.modules["maxwhisper_desktop.microphone.capture_thread"]
    setattr(capture_thread, "TAIL_S", PATIENCE_S)  # noqa: B010 - to mypy it is a constant
