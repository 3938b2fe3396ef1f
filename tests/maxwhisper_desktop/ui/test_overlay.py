"""The overlay shows what matters most, and is hidden if there is nothing to show."""

from collections.abc import Iterator

import pytest
from fakes.fake_terminal import Clock
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from maxwhisper_desktop.ports import LiveText
from maxwhisper_desktop.recording.take_recorder import LEVELS_PER_S, SILENCE_DBFS
from maxwhisper_desktop.status.app_status import AppState
from maxwhisper_desktop.ui.overlay import Overlay
from maxwhisper_desktop.ui.widgets.level_meter import LevelMeter
from maxwhisper_desktop.ui.widgets.live_text import LiveTextView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NOW_S = 1000.0


@pytest.fixture
def overlay(qtbot: QtBot) -> Iterator[Overlay]:
    clock = Clock()
    clock.now = NOW_S
    overlay = Overlay(clock)
    qtbot.addWidget(overlay)
    yield overlay
    overlay.vanish()


def words(overlay: Overlay) -> str:
    return " ".join(label.text() for label in overlay.findChildren(QLabel)).strip()


def meter(overlay: Overlay) -> LevelMeter:
    meter = overlay.findChild(LevelMeter)
    assert isinstance(meter, LevelMeter)
    return meter


def live_words(overlay: Overlay) -> str:
    view = overlay.findChild(LiveTextView)
    assert isinstance(view, LiveTextView)
    return view.text if view.isVisible() else ""


def has_timers(overlay: Overlay) -> bool:
    return any(timer.isActive() for timer in overlay.findChildren(QTimer))


def finish_reading(overlay: Overlay) -> None:
    for timer in overlay.findChildren(QTimer):
        if timer.isSingleShot() and timer.isActive():
            timer.stop()
            timer.timeout.emit()


def test_it_takes_neither_focus_nor_clicks(overlay: Overlay) -> None:
    flags = overlay.windowFlags()
    for flag in (
        Qt.WindowType.WindowDoesNotAcceptFocus,
        Qt.WindowType.BypassWindowManagerHint,
        Qt.WindowType.WindowTransparentForInput,
        Qt.WindowType.WindowStaysOnTopHint,
    ):
        assert flag in flags
    assert overlay.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert overlay.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_a_recording_shows_its_time_and_its_level(overlay: Overlay) -> None:
    overlay.show_recording((NOW_S - 65) * 1000)
    overlay.set_level(-15.0)
    assert overlay.isVisible()
    assert words(overlay) == "1:05"
    assert meter(overlay).level == pytest.approx(0.75)


def test_the_phase_alone_starts_a_recording_now(overlay: Overlay) -> None:
    overlay.show_phase(AppState.RECORDING)
    assert words(overlay) == "0:00"


def test_a_recording_continues_when_its_phase_is_repeated(overlay: Overlay) -> None:
    overlay.show_recording((NOW_S - 65) * 1000)
    overlay.show_phase(AppState.RECORDING)
    assert words(overlay) == "1:05"


@pytest.mark.parametrize("dbfs", [float("-inf"), -200.0, 6.0])
def test_every_level_stays_within_the_meter(overlay: Overlay, dbfs: float) -> None:
    overlay.show_recording(NOW_S * 1000)
    overlay.set_level(dbfs)
    assert 0 <= meter(overlay).level <= 1


def test_a_muted_microphone_is_told_while_it_is_spoken_into(overlay: Overlay) -> None:
    overlay.show_recording(NOW_S * 1000)
    for _ in range(LEVELS_PER_S):
        assert words(overlay) == "0:00"
        overlay.set_level(SILENCE_DBFS)
    assert words(overlay) == "No sound: the microphone is muted"
    overlay.set_level(-60.0)
    assert words(overlay) == "0:00"
    assert meter(overlay).isVisible()


def test_a_new_recording_does_not_count_the_silence_of_the_last(overlay: Overlay) -> None:
    for _ in range(2):
        overlay.show_recording(NOW_S * 1000)
        for _ in range(LEVELS_PER_S - 1):
            overlay.set_level(SILENCE_DBFS)
        assert words(overlay) == "0:00"
        overlay.show_phase(AppState.READY)


def test_recognition_is_shown_without_a_meter(overlay: Overlay) -> None:
    overlay.show_recording(NOW_S * 1000)
    overlay.show_phase(AppState.RECOGNISING)
    assert words(overlay) == "Recognising\u2026"
    assert not meter(overlay).isVisible()


@pytest.mark.parametrize("state", [AppState.READY, AppState.LOADING, AppState.FAILED])
def test_it_is_hidden_and_idle_when_there_is_nothing_to_show(
    overlay: Overlay, state: AppState
) -> None:
    overlay.show_recording(NOW_S * 1000)
    overlay.show_phase(state)
    assert not overlay.isVisible()
    assert not has_timers(overlay)


def test_a_message_stays_until_it_is_read(overlay: Overlay) -> None:
    overlay.tell("No speech detected")
    overlay.show_phase(AppState.READY)
    assert words(overlay) == "No speech detected"
    finish_reading(overlay)
    assert not overlay.isVisible()
    assert not has_timers(overlay)


def test_recognition_is_shown_again_after_a_message(overlay: Overlay) -> None:
    overlay.tell("The microphone was disconnected")
    overlay.show_phase(AppState.RECOGNISING)
    assert words(overlay) == "The microphone was disconnected"
    finish_reading(overlay)
    assert words(overlay) == "Recognising\u2026"


def test_a_message_waits_until_the_recording_is_over(overlay: Overlay) -> None:
    overlay.show_recording(NOW_S * 1000)
    overlay.tell("Not typed")
    assert words(overlay) == "0:00"
    overlay.show_phase(AppState.READY)
    assert words(overlay) == "Not typed"


def test_a_new_recording_ends_an_old_message(overlay: Overlay) -> None:
    overlay.tell("No speech detected")
    overlay.show_phase(AppState.ARMING)
    overlay.show_phase(AppState.READY)
    assert not overlay.isVisible()


def test_a_long_message_is_wrapped_not_cut_off(overlay: Overlay) -> None:
    overlay.tell("Short")
    height = overlay.sizeHint().height()
    overlay.tell("The text is in the clipboard, " * 6)
    assert overlay.sizeHint().height() > height
    assert overlay.sizeHint().width() < overlay.screen().availableGeometry().width()


def test_it_is_at_the_bottom_centre(overlay: Overlay) -> None:
    overlay.show_phase(AppState.RECOGNISING)
    space = overlay.screen().availableGeometry()
    place = overlay.geometry()
    assert abs(place.center().x() - space.center().x()) <= 1
    assert space.center().y() < place.bottom() < space.bottom()


def test_the_words_so_far_are_shown_beside_time_and_level(overlay: Overlay) -> None:
    overlay.show_recording(NOW_S * 1000)
    overlay.set_level(-15.0)
    overlay.show_live(LiveText(1, "Dear Anna,", " thank you"))
    assert live_words(overlay) == "Dear Anna, thank you"
    assert words(overlay) == "0:00"
    assert meter(overlay).isVisible()
    assert overlay.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_the_words_so_far_stay_while_the_rest_is_recognised(overlay: Overlay) -> None:
    overlay.show_recording(NOW_S * 1000)
    overlay.show_live(LiveText(1, "Dear", " Anna"))
    width = overlay.width()
    overlay.show_phase(AppState.RECOGNISING)
    assert words(overlay) == "Recognising\u2026"
    assert live_words(overlay) == "Dear Anna"
    assert overlay.width() == width
    overlay.show_phase(AppState.READY)
    assert not overlay.isVisible()


def test_a_new_recording_begins_without_words(overlay: Overlay) -> None:
    overlay.show_recording(NOW_S * 1000)
    overlay.show_live(LiveText(1, "Dear Anna"))
    overlay.show_phase(AppState.RECOGNISING)
    overlay.show_recording(NOW_S * 1000)
    assert live_words(overlay) == ""


def test_words_vanish_when_their_take_is_given_up(overlay: Overlay) -> None:
    overlay.show_recording(NOW_S * 1000)
    height = overlay.height()
    overlay.show_live(LiveText(1, "Dear Anna"))
    overlay.end_live()
    assert live_words(overlay) == ""
    assert overlay.height() == height


def test_words_alone_show_nothing(overlay: Overlay) -> None:
    overlay.show_live(LiveText(1, "Dear Anna"))
    assert not overlay.isVisible()


def test_a_muted_microphone_is_told_instead_of_words(overlay: Overlay) -> None:
    overlay.show_recording(NOW_S * 1000)
    for _ in range(LEVELS_PER_S):
        overlay.set_level(SILENCE_DBFS)
    overlay.show_live(LiveText(1, "Dear Anna"))
    assert words(overlay) == "No sound: the microphone is muted"
    assert live_words(overlay) == ""
    overlay.set_level(-60.0)
    assert live_words(overlay) == "Dear Anna"


def test_a_message_is_shown_without_words(overlay: Overlay) -> None:
    overlay.show_recording(NOW_S * 1000)
    overlay.show_live(LiveText(1, "Dear Anna"))
    overlay.tell("Cancelled")
    overlay.show_phase(AppState.READY)
    assert (words(overlay), live_words(overlay)) == ("Cancelled", "")


@pytest.mark.parametrize("points", [10, 40])
def test_with_words_it_grows_but_stays_centred_on_the_screen(
    overlay: Overlay, points: int
) -> None:
    font = overlay.font()
    font.setPointSize(points)
    overlay.setFont(font)
    overlay.show_recording(NOW_S * 1000)
    space = overlay.screen().availableGeometry()
    widths = []
    for n_words in (1, 4, 40, 400, 3):
        overlay.show_live(LiveText(1, "word " * n_words))
        assert space.contains(overlay.geometry())
        assert abs(overlay.geometry().center().x() - space.center().x()) <= 1
        widths.append(overlay.width())
    assert widths == sorted(widths)
