"""The hotkey on GNOME before version 48: one of its custom shortcuts, which calls the app.

There the portal passes no keys to programs. GNOME runs the command at the press and again while the
key is down; ``control.toggle_key`` tells presses from repeats. While the app does not run, the
shortcut has no key.
"""

import ast
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Final

from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import HotkeyEvent, HotkeyLost
from maxwhisper_desktop.hotkey.key_names import label, x11_name
from maxwhisper_desktop.hotkey.key_sentences import key_sentence
from maxwhisper_desktop.hotkey.portal import require_single_key
from maxwhisper_desktop.mechanisms import Standing, Tell, Verdict
from maxwhisper_desktop.portal.agreement import (
    SHORTCUTS,
    desktops,
    lacks,
    require_agreement,
    require_portal_session,
)
from maxwhisper_desktop.portal.identity import APP_ID, BUS_PATH
from maxwhisper_desktop.ports import HotkeyError, PasteAgainPressed, raised_as

MECHANISM: Final = "GNOME shortcut"
STRENGTH: Final = Sentence(
    "GNOME tells MaxWhisper when the key goes down, not when it comes up: tap it twice, or hold it "
    "and wait a second for the text."
)
_KEYS: Final = "org.gnome.settings-daemon.plugins.media-keys"
_SHORTCUT: Final = f"{_KEYS}.custom-keybinding"
_LIST: Final = "custom-keybindings"
_OURS: Final = f"/{_KEYS.replace('.', '/')}/{_LIST}/maxwhisper/"
# Thirty of these a second, while the key is down, cost less than thirty starts of Python.
_COMMAND: Final = (
    f"gdbus call --session --dest {APP_ID} --object-path {BUS_PATH} --method {APP_ID}.Toggle"
)
_ANSWER_S: Final = 5.0
_END_S: Final = 5.0
"""Seconds that the app's end waits for the key's release."""
_FAILED: Final = Sentence(
    "GNOME's shortcuts could not be changed. Add one in its settings that runs “maxwhisper toggle”."
)


class GnomeHotkey:
    """A key (the port ``Hotkey``), bound from ``listen`` to ``shut_down``."""

    def __init__(self, key: str, tell: Tell) -> None:
        """Check that GNOME may be asked for ``key``.

        Args:
            key: Its name in the settings.
            tell: Called later if it cannot be bound.

        Raises:
            HotkeyError: It may not.
        """
        require_usable(key)
        self._key = key
        self._tell = tell
        self._worker: ThreadPoolExecutor | None = None

    @property
    def name(self) -> str:
        """The mechanism's name."""
        return MECHANISM

    @property
    def n_other_strokes(self) -> int | None:
        """Unknown: GNOME reports no other keys."""
        return None

    def listen(self, report: Callable[[HotkeyEvent | PasteAgainPressed], None]) -> None:
        """Bind the key; called once. Its presses come as calls on the session bus."""
        self._report = report
        self._worker = ThreadPoolExecutor(1, "hotkey")
        self._worker.submit(self._bind)

    def is_down(self) -> bool | None:
        """Return None: GNOME does not report it."""
        return None

    def shut_down(self) -> None:
        """Release the key."""
        if self._worker is not None:
            wait([self._worker.submit(_release)], _END_S)
            self._worker.shutdown(wait=False)

    def _bind(self) -> None:
        try:
            bind(self._key)
        except HotkeyError as error:
            self._tell(Verdict(MECHANISM, Standing.LACKING, error.sentence))
            self._report(HotkeyLost(error.sentence))


def require_usable(key: str) -> None:
    """Check that this is such a session, and that the user has consented.

    Raises:
        HotkeyError: It is not, or they have not.
    """
    with raised_as(HotkeyError):
        require_portal_session()
    if "GNOME" not in desktops():
        raise HotkeyError(Sentence("This is not a GNOME session."), fits_session=False)
    if not lacks(SHORTCUTS):
        raise HotkeyError(
            Sentence("This version of GNOME passes keys to programs itself."),
            fits_session=False,
        )
    require_single_key(key)
    with raised_as(HotkeyError):
        require_agreement()


def bind(key: str) -> None:
    """Let GNOME call the app when a key is pressed. Takes some tens of milliseconds.

    Args:
        key: Its name in the settings.

    Raises:
        HotkeyError: Another shortcut has the key, or GNOME's settings cannot be changed.
    """
    wanted = x11_name(key)
    shortcuts = _read(_KEYS, _LIST)
    others = [path for path in shortcuts if path != _OURS]
    if any(_read(_at(path), "binding") == [wanted] for path in others):
        raise HotkeyError(
            Sentence(
                "In GNOME's settings, {key} already runs another command. Choose another key, or "
                "remove that shortcut.",
                key=key_sentence(label(key)),
            )
        )
    for name, value in (("name", "MaxWhisper"), ("command", _COMMAND), ("binding", wanted)):
        _settings("set", _at(_OURS), name, value)
    if _OURS not in shortcuts:
        _settings("set", _KEYS, _LIST, str([*shortcuts, _OURS]))


def _release() -> None:
    _settings("set", _at(_OURS), "binding", "")


def _at(path: str) -> str:
    return f"{_SHORTCUT}:{path}"


def _read(schema: str, name: str) -> list[str]:
    """Return the texts of a setting, which has one or a list of them."""
    # An empty list has its type before it.
    said = _settings("get", schema, name).removeprefix("@as ")
    try:
        found = ast.literal_eval(said)
    except (ValueError, SyntaxError) as error:
        raise HotkeyError(_FAILED) from error
    return [*map(str, found)] if isinstance(found, list) else [str(found)]


def _settings(*words: str) -> str:
    """Run ``gsettings`` and return its output."""
    try:
        done = subprocess.run(  # noqa: S603 - words of this module
            ["gsettings", *words],  # noqa: S607 - wherever the desktop has it
            check=True,
            capture_output=True,
            text=True,
            timeout=_ANSWER_S,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise HotkeyError(_FAILED) from error
    return done.stdout.strip()
