"""The ways to bring text into other windows, in the order in which they are tried."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from maxwhisper_desktop.mechanisms import Choice, Verdict, choose, examine
from maxwhisper_desktop.ports import Typist
from maxwhisper_desktop.settings.settings import Delivery
from maxwhisper_desktop.system.injected_keys import InjectedKeys
from maxwhisper_desktop.typist.x11_typist import X11Typist

IsDown: TypeAlias = Callable[[], bool | None]
"""Tells whether the hotkey is down; asked from any thread."""


@dataclass(frozen=True, slots=True)
class TypistCandidate:
    """One way to bring text into windows.

    Attributes:
        mechanism: Its name, as status and settings show it.
        strength: What speaks for it where it can be used, as a sentence.
        open: Returns the typist; raises ``TypistError`` where it cannot serve.
        probe: Makes sure that it could serve, which may take a second, and asks the user nothing;
            raises ``TypistError`` where it could not.
    """

    mechanism: str
    strength: str
    open: Callable[[Delivery, InjectedKeys, IsDown], Typist]
    probe: Callable[[], None]


def _probe_x11() -> None:
    X11Typist(Delivery(), InjectedKeys()).shut_down()


CANDIDATES: Final = (
    TypistCandidate(
        "X11",
        "Text is pasted or typed into every X11 window, and a paste is seen to arrive.",
        X11Typist,
        _probe_x11,
    ),
)


def open_typist(delivery: Delivery, injected: InjectedKeys, is_down: IsDown) -> Choice[Typist]:
    """Begin to serve in the first way that can.

    Args:
        delivery: The user's choices.
        injected: Where all key strokes are entered.
        is_down: Tells whether the hotkey is down.
    """
    return choose(CANDIDATES, lambda candidate: candidate.open(delivery, injected, is_down))


def examine_typists() -> tuple[Verdict, ...]:
    """Return of each way whether it could serve, and why; may take seconds."""
    return examine(CANDIDATES, lambda candidate: candidate.probe())
