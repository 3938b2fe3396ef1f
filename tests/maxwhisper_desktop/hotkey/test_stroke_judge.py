from collections.abc import Sequence
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from maxwhisper_desktop.dictation.events import (
    EscapePressed,
    KeyPressed,
    KeyReleased,
    OtherKeyPressed,
)
from maxwhisper_desktop.hotkey.stroke_judge import (
    KeyRoles,
    Latch,
    ObservedStroke,
    StrokeJudge,
    down_before,
)
from maxwhisper_desktop.ports import PasteAgainPressed
from maxwhisper_desktop.system.injected_keys import InjectedKeys

if TYPE_CHECKING:
    from maxwhisper_desktop.dictation.events import HotkeyEvent

ESCAPE, SHIFT, CONTROL, X, F9 = 9, 50, 37, 53, 75
ROLES = KeyRoles(
    hotkeys=frozenset((F9,)),
    escapes=frozenset((ESCAPE,)),
    shifts=frozenset((SHIFT,)),
    modifiers=frozenset((SHIFT, CONTROL)),
)
KEYS = st.sampled_from((ESCAPE, SHIFT, CONTROL, X, F9))


class Court:
    """A judge, its reports, and the keyboard that it queries."""

    def __init__(self, injected: InjectedKeys | None = None) -> None:
        self.reports: list[HotkeyEvent | PasteAgainPressed] = []
        self.judge = StrokeJudge(ROLES, self, injected or InjectedKeys(), self.reports.append)
        self._down: frozenset[int] = frozenset()
        self.latch = Latch.NONE

    def hear(self, stroke: ObservedStroke, *down: int) -> None:
        """Judge a stroke made while some keys are down."""
        self._down = frozenset(down)
        self.judge.hear(stroke)

    def down_before(self, stroke: ObservedStroke) -> frozenset[int]:
        return self._down

    def is_locked(self) -> bool:
        return False

    def latched_after(self, stroke: ObservedStroke) -> Latch:
        return self.latch


def test_a_hold_is_reported_with_its_times() -> None:
    court = Court()
    court.hear(ObservedStroke(F9, is_press=True, at_ms=100))
    court.hear(ObservedStroke(F9, is_press=False, at_ms=900))
    assert court.reports == [KeyPressed(100), KeyReleased(900)]


def test_the_release_after_a_chord_is_not_reported() -> None:
    court = Court()
    court.hear(ObservedStroke(F9, is_press=True), CONTROL)
    court.hear(ObservedStroke(F9, is_press=False))
    assert not court.reports


def test_shift_and_the_hotkey_ask_for_the_last_text() -> None:
    court = Court()
    court.hear(ObservedStroke(F9, is_press=True), SHIFT)
    court.hear(ObservedStroke(F9, is_press=True), SHIFT, CONTROL)
    assert court.reports == [PasteAgainPressed()]


def test_a_latched_shift_counts_as_held() -> None:
    court = Court()
    court.latch = Latch.SHIFT
    court.hear(ObservedStroke(SHIFT, is_press=False))
    court.hear(ObservedStroke(F9, is_press=True))
    court.hear(ObservedStroke(F9, is_press=False))
    # A latched Shift applies to one key only.
    court.hear(ObservedStroke(F9, is_press=True))
    assert court.reports == [PasteAgainPressed(), KeyPressed(0)]


def test_another_latched_modifier_makes_a_chord() -> None:
    court = Court()
    court.latch = Latch.OTHER
    court.hear(ObservedStroke(CONTROL, is_press=False))
    court.hear(ObservedStroke(F9, is_press=True))
    assert not court.reports


def test_the_release_is_reported_although_the_layout_changed() -> None:
    court = Court()
    court.hear(ObservedStroke(F9, is_press=True))
    court.judge.roles = KeyRoles(hotkeys=frozenset((X,)))
    court.hear(ObservedStroke(F9, is_press=False))
    assert court.reports == [KeyPressed(0), KeyReleased(0)]


def test_a_button_with_the_keycode_of_the_hotkey_is_ignored() -> None:
    court = Court()
    court.hear(ObservedStroke(F9, is_press=True, is_button=True))
    court.hear(ObservedStroke(F9, is_press=False, is_button=True))
    assert not court.reports


def test_escape_is_no_chord() -> None:
    court = Court()
    court.hear(ObservedStroke(F9, is_press=True))
    court.hear(ObservedStroke(ESCAPE, is_press=True))
    court.hear(ObservedStroke(X, is_press=True))
    assert court.reports == [KeyPressed(0), EscapePressed(), OtherKeyPressed()]


def test_other_keys_and_clicks_are_counted_but_not_the_wheel() -> None:
    court = Court()
    court.hear(ObservedStroke(X, is_press=True))
    court.hear(ObservedStroke(1, is_press=True, is_button=True))
    court.hear(ObservedStroke(4, is_press=True, is_button=True))
    court.hear(ObservedStroke(F9, is_press=True))
    assert court.judge.n_other_strokes == 2


def test_strokes_of_a_real_keyboard_never_count_as_injected() -> None:
    injected = InjectedKeys()
    injected.watch()
    injected.enter(X, is_press=True)
    court = Court(injected)
    court.hear(ObservedStroke(X, is_press=True))
    assert court.judge.n_other_strokes == 1
    court.hear(ObservedStroke(X, is_press=True, is_from_program=True))
    assert court.judge.n_other_strokes == 1


@given(
    begin=st.frozensets(KEYS),
    keys=st.lists(KEYS),
    n_judged=st.integers(0, 5),
)
def test_the_keys_down_before_a_stroke_are_derived_from_those_down_now(
    begin: frozenset[int], keys: Sequence[int], n_judged: int
) -> None:
    strokes: list[ObservedStroke] = []
    states = [begin]
    for key in keys:
        strokes.append(ObservedStroke(key, is_press=key not in states[-1]))
        states.append(states[-1] ^ {key})
    first = min(n_judged, len(keys))
    assert down_before(states[-1], strokes[first:]) == states[first]
