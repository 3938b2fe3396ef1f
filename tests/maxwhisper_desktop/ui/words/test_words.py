"""Everything that can happen has a wording."""

import pytest
from PySide6.QtGui import QColor, QPalette
from samples.take_samples import sample_status

from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import Notice, Outcome
from maxwhisper_desktop.dictation.take_record import StageTimes
from maxwhisper_desktop.hotkey.candidates import BOUND_KEY
from maxwhisper_desktop.mechanisms import Standing, Verdict
from maxwhisper_desktop.status.app_status import AppState, AppStatus
from maxwhisper_desktop.ui.colours import Tone, tone_colour
from maxwhisper_desktop.ui.words.mechanism_words import mechanism_words
from maxwhisper_desktop.ui.words.outcome_words import (
    notice_words,
    outcome_sentence,
    outcome_tone,
    outcome_words,
)
from maxwhisper_desktop.ui.words.stage_words import milliseconds, stages_of
from maxwhisper_desktop.ui.words.status_words import (
    engine_words,
    state_words,
    tooltip,
    typist_words,
)


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_words(outcome: Outcome) -> None:
    assert outcome_words(outcome)
    assert outcome_sentence(outcome).endswith(".")


def test_only_confirmed_text_is_called_typed() -> None:
    typed = outcome_words(Outcome.DELIVERED)
    assert [one for one in Outcome if outcome_words(one) == typed] == [Outcome.DELIVERED]
    assert [one for one in Outcome if outcome_tone(one) is Tone.GOOD] == [Outcome.DELIVERED]


@pytest.mark.parametrize("notice", Notice)
def test_every_notice_has_a_text_before_a_detail_that_does_not_repeat_it(
    notice: Notice,
) -> None:
    words, detail = notice_words(notice), Sentence("It is 100 % full.")
    assert words
    says_it_all = notice in {Notice.IN_CLIPBOARD, Notice.HOTKEY_LOST}
    assert notice_words(notice, detail) == (detail if says_it_all else f"{words}: {detail}")


@pytest.mark.parametrize("state", AppState)
def test_the_tooltip_shows_state_engine_and_key(state: AppState) -> None:
    said = tooltip(sample_status(state))
    assert state_words(state) in said
    assert "base on the processor" in said
    assert "Right Ctrl" in said


def test_where_only_the_desktop_hears_keys_the_bound_one_is_named() -> None:
    assert "bound to “maxwhisper toggle”" in tooltip(AppStatus(hotkey_verdicts=(BOUND_KEY,)))
    assert "No key to hold yet" in tooltip(AppStatus())


def test_what_is_no_processor_is_a_graphics_card() -> None:
    assert engine_words("base", "sm_89") == "base on the graphics card"


def test_how_text_arrives_is_told_without_names_of_mechanisms() -> None:
    assert typist_words("X11, pasting") == typist_words("Desktop portal")
    assert typist_words("X11, typing").startswith("Typed")
    assert "copied" in typist_words(None)


def test_the_tooltip_shows_the_problem() -> None:
    assert "Plug one in." in tooltip(AppStatus(problem=Sentence("Plug one in.")))


def test_mechanisms_for_other_sessions_are_not_mentioned() -> None:
    elsewhere = Verdict("X11", Standing.ELSEWHERE, Sentence("This is a Wayland session."))
    assert mechanism_words((elsewhere,)) == ""


def test_stages_follow_each_other_without_a_gap() -> None:
    times = StageTimes(*range(1, 10))
    ends = [stage.start_ms + stage.duration_ms for stage in stages_of(times)]
    starts = [stage.start_ms for stage in stages_of(times)]
    assert starts == [0, *ends[:-1]]
    assert ends[-1] == times.total


def test_short_times_keep_a_decimal() -> None:
    assert [milliseconds(ms) for ms in (0, 0.7, 9.96, 41.4)] == [
        "0\u00a0ms",
        "0.7\u00a0ms",
        "10\u00a0ms",
        "41\u00a0ms",
    ]


@pytest.mark.parametrize("tone", [Tone.GOOD, Tone.OPEN, Tone.QUIET, Tone.BAD])
@pytest.mark.parametrize("ground", ["#ffffff", "#efefef", "#2d2f33", "#1d1f21"])
def test_coloured_text_is_legible_on_light_and_dark(tone: Tone, ground: str) -> None:
    palette = QPalette(QColor(ground))
    palette.setColor(QPalette.ColorRole.Base, QColor(ground))
    # WCAG 2.2, 1.4.3: contrast of text.
    assert contrast(tone_colour(tone, palette), QColor(ground)) >= 4.5


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: QColor) -> float:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
