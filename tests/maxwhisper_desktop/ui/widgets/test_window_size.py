"""Windows on small screens and with large letters."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from ui.ui_pictures import first_start, model_settings, program_settings

from maxwhisper_desktop.ui.widgets.window_size import resize_in_characters

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SMALL = (1280 * 96 // 144, 720 * 96 // 144)
"""A screen of 1280 x 720 pixels with 144 to the inch, in Qt's own pixels."""


@pytest.fixture(params=[1.0, 1.5], ids=["usual letters", "large letters"])
def letters(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    usual = qapp.font()
    changed = qapp.font()
    changed.setPointSizeF(usual.pointSizeF() * request.param)
    qapp.setFont(changed)
    yield
    qapp.setFont(usual)


@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize(
    "make",
    [first_start, model_settings, program_settings],
    ids=["welcome", "settings", "programs"],
)
def test_a_window_can_be_as_small_as_a_small_screen(
    make: Callable[[], QWidget], qtbot: QtBot
) -> None:
    window = make()
    qtbot.addWidget(window)
    window.show()
    least = window.minimumSizeHint()
    assert (least.width() <= SMALL[0], least.height() <= SMALL[1]) == (True, True), least


def test_a_window_is_never_larger_than_its_screen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    resize_in_characters(window, 10_000, 10_000)
    room = window.screen().availableSize()
    assert (window.width(), window.height() < room.height()) == (room.width(), True)
