"""The mechanisms that deliver text to other windows, in the order in which they are tried."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from engine.sentence import Sentence
from maxwhisper_desktop.mechanisms import Choice, Standing, Tell, Verdict, choose, examine
from maxwhisper_desktop.ports import BY_HAND_ONLY, Typist, TypistError
from maxwhisper_desktop.settings.settings import Delivery
from maxwhisper_desktop.system.injected_keys import InjectedKeys
from maxwhisper_desktop.typist import data_control, portal_typist
from maxwhisper_desktop.typist.wayland_typist import IsDown
from maxwhisper_desktop.typist.x11_typist import X11Typist


@dataclass(frozen=True, slots=True)
class TypistCandidate:
    """A mechanism that delivers text.

    Attributes:
        mechanism: Its name in status and settings.
        strength: Its advantage, as a sentence.
        open: Returns the typist, which tells later news about itself; raises ``TypistError`` if
            it cannot be used.
        probe: Checks that it could be used, which may take a second, without asking the user;
            raises ``TypistError`` if not.
    """

    mechanism: str
    strength: Sentence
    open: Callable[[Delivery, InjectedKeys, IsDown, Tell], Typist]
    probe: Callable[[], None]


def _open_portal(delivery: Delivery, _: InjectedKeys, is_down: IsDown, tell: Tell) -> Typist:
    return portal_typist.open_portal_typist(delivery, is_down, tell)


def _open_data_control(
    delivery: Delivery, _: InjectedKeys, is_down: IsDown, tell: Tell
) -> Typist:
    return data_control.open_data_control_typist(delivery, is_down, tell)


def _require_x11() -> None:
    if os.environ.get("WAYLAND_DISPLAY"):
        # Not even X11's clipboard reaches other windows while none of ours is active.
        raise TypistError(
            Sentence("On a Wayland desktop, this way reaches only some windows."),
            fits_session=False,
        )


def _probe_x11() -> None:
    _require_x11()
    X11Typist(Delivery(), InjectedKeys()).shut_down()


def _open_x11(delivery: Delivery, injected: InjectedKeys, is_down: IsDown, _: Tell) -> Typist:
    _require_x11()
    return X11Typist(delivery, injected, is_down)


CANDIDATES: Final = (
    TypistCandidate(
        portal_typist.MECHANISM,
        portal_typist.STRENGTH,
        _open_portal,
        portal_typist.probe_portal,
    ),
    TypistCandidate(
        data_control.MECHANISM,
        data_control.STRENGTH,
        _open_data_control,
        data_control.probe_data_control,
    ),
    TypistCandidate(
        "X11",
        Sentence(
            "Text is pasted or typed into every window, and windows confirm what they pasted."
        ),
        _open_x11,
        _probe_x11,
    ),
)


BY_HAND: Final = Verdict("Panel", Standing.LACKING, BY_HAND_ONLY)
"""What is left in sessions for which no mechanism is meant."""


def open_typist(
    delivery: Delivery, injected: InjectedKeys, is_down: IsDown, tell: Tell
) -> Choice[Typist]:
    """Open the first mechanism that works.

    Args:
        delivery: The user's choices.
        injected: Records all key strokes.
        is_down: Returns whether the hotkey is down.
        tell: Takes later news of the chosen mechanism; called on any thread.
    """
    choice = choose(
        CANDIDATES, lambda candidate: candidate.open(delivery, injected, is_down, tell)
    )
    return Choice(choice.chosen, _with_hand(choice.verdicts))


def examine_typists() -> tuple[Verdict, ...]:
    """Return a verdict on each mechanism; may take seconds."""
    return _with_hand(examine(CANDIDATES, lambda candidate: candidate.probe()))


def _with_hand(verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    is_left = all(verdict.standing is Standing.ELSEWHERE for verdict in verdicts)
    return (*verdicts, BY_HAND) if is_left else verdicts
