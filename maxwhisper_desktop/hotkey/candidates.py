"""The hotkey mechanisms, in the order in which they are tried."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import HotkeyEvent
from maxwhisper_desktop.hotkey import gnome, portal, sway
from maxwhisper_desktop.hotkey.x11 import X11Hotkey
from maxwhisper_desktop.mechanisms import Choice, Standing, Tell, Verdict, choose, examine
from maxwhisper_desktop.ports import Hotkey, PasteAgainPressed
from maxwhisper_desktop.system.injected_keys import InjectedKeys

Report: TypeAlias = Callable[[HotkeyEvent | PasteAgainPressed], None]


@dataclass(frozen=True, slots=True)
class HotkeyCandidate:
    """A hotkey mechanism.

    Attributes:
        mechanism: Its name in status and settings.
        strength: Its advantage, as a sentence.
        open: Returns the hotkey for a key, which tells later news about itself; raises
            ``HotkeyError`` if it cannot be used.
        probe: Checks that a key could be used, which may take a second, without asking the
            user; raises ``HotkeyError`` if not.
    """

    mechanism: str
    strength: Sentence
    open: Callable[[str, InjectedKeys, Tell], Hotkey]
    probe: Callable[[str], None]


def _probe_x11(key: str) -> None:
    hotkey = X11Hotkey(key, InjectedKeys())
    hotkey.listen(lambda _: None)
    hotkey.shut_down()


def _probe_sway(key: str) -> None:
    sway.require_free(key)


def _open_x11(key: str, injected: InjectedKeys, _: Tell) -> Hotkey:
    return X11Hotkey(key, injected)


CANDIDATES: Final = (
    HotkeyCandidate(
        portal.MECHANISM,
        portal.STRENGTH,
        lambda key, _, tell: portal.PortalHotkey(key, tell),
        portal.probe_portal,
    ),
    HotkeyCandidate(
        gnome.MECHANISM,
        gnome.STRENGTH,
        lambda key, _, tell: gnome.GnomeHotkey(key, tell),
        gnome.require_usable,
    ),
    HotkeyCandidate(
        sway.MECHANISM, sway.STRENGTH, lambda key, _, __: sway.SwayHotkey(key), _probe_sway
    ),
    HotkeyCandidate(
        "X11",
        Sentence("The key works in every window."),
        _open_x11,
        _probe_x11,
    ),
)


BOUND_KEY: Final = Verdict(
    "Key of the desktop",
    Standing.USABLE,
    Sentence(
        "No program can listen for a key here. Bind one to “maxwhisper toggle” in the desktop's "
        "own settings; tap it twice, or hold it."
    ),
)
"""The way that is left in sessions for which no mechanism is meant."""


def listen_for(key: str, injected: InjectedKeys, report: Report, tell: Tell) -> Choice[Hotkey]:
    """Listen for a key with the first mechanism that works.

    Args:
        key: Its name in the settings.
        injected: The strokes that the app injects, which are ignored.
        report: Takes the events.
        tell: Takes later news of the chosen mechanism; called on any thread.
    """

    def listening(candidate: HotkeyCandidate) -> Hotkey:
        hotkey = candidate.open(key, injected, tell)
        hotkey.listen(report)
        return hotkey

    choice = choose(CANDIDATES, listening)
    return Choice(choice.chosen, _with_bound_key(choice.verdicts))


def examine_hotkeys(key: str) -> tuple[Verdict, ...]:
    """Return a verdict on each mechanism for ``key``; may take seconds."""
    return _with_bound_key(examine(CANDIDATES, lambda candidate: candidate.probe(key)))


def _with_bound_key(verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    is_left = all(verdict.standing is Standing.ELSEWHERE for verdict in verdicts)
    return (*verdicts, BOUND_KEY) if is_left else verdicts
