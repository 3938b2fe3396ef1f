"""The choice among the sound server's sources."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maxwhisper_desktop.microphone.sources import Source, SourceView, choose
from maxwhisper_desktop.ports import MicrophoneError

MONITOR = Source("speaker.monitor", "Monitor of Speaker", is_monitor=True)
DEFAULT_MONITOR = Source("speaker.monitor", "Monitor", is_monitor=True, is_default=True)
HEADSET = Source("headset", "Headset")
BUILT_IN = Source("built-in", "Built-in", is_default=True)


def test_the_users_choice_comes_first() -> None:
    choice = choose(SourceView((MONITOR, BUILT_IN, HEADSET)), "headset")
    assert (choice.source, choice.is_default) == (HEADSET, False)


def test_without_a_choice_the_default_is_followed() -> None:
    choice = choose(SourceView((MONITOR, HEADSET, BUILT_IN)), None)
    assert (choice.source, choice.is_default) == (BUILT_IN, True)


def test_a_missing_choice_falls_back_to_the_default() -> None:
    assert choose(SourceView((MONITOR, HEADSET, BUILT_IN)), "desk").source == BUILT_IN


def test_a_default_monitor_is_not_a_microphone() -> None:
    assert choose(SourceView((DEFAULT_MONITOR, HEADSET)), None).source == HEADSET


def test_monitors_alone_are_no_microphone() -> None:
    with pytest.raises(MicrophoneError, match="No microphone is connected"):
        choose(SourceView((DEFAULT_MONITOR,)), None)


def test_a_monitor_that_the_user_chose_is_recorded() -> None:
    choice = choose(SourceView((MONITOR, BUILT_IN)), "speaker.monitor")
    assert choice.source == MONITOR
    assert choice.allows(MONITOR)


def test_monitors_are_not_offered() -> None:
    assert SourceView((MONITOR, HEADSET)).microphones() == (HEADSET,)


sources = st.builds(
    Source,
    st.sampled_from("abcd"),
    st.just(""),
    is_monitor=st.booleans(),
    is_default=st.booleans(),
)


@given(st.lists(sources, unique_by=lambda source: source.name), st.sampled_from("abcd"))
def test_a_monitor_is_never_chosen_for_the_user(found: list[Source], wished: str) -> None:
    view = SourceView(tuple(found))
    try:
        chosen = choose(view, wished).source
    except MicrophoneError:
        assert not view.microphones()
    else:
        assert not chosen.is_monitor or chosen.name == wished
