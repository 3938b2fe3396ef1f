"""The waterfall draws each stage to scale, and describes it in words."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot
from samples.take_samples import sample_take

from maxwhisper_desktop.dictation.take_record import StageTimes
from maxwhisper_desktop.ui.colours import Tone, tone_colour
from maxwhisper_desktop.ui.pages.waterfall import Waterfall
from maxwhisper_desktop.ui.words.stage_words import stages_of


@pytest.fixture
def waterfall(qtbot: QtBot) -> Waterfall:
    waterfall = Waterfall()
    qtbot.addWidget(waterfall)
    waterfall.resize(800, waterfall.sizeHint().height())
    return waterfall


def bar(waterfall: Waterfall, row: int, tone: Tone) -> QRect:
    """Return where a row shows the colour of ``tone``."""
    image = waterfall.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    colour = tone_colour(tone, waterfall.palette())
    y = round((row + 0.5) * waterfall.height() / (len(StageTimes.__slots__) + 1))
    found = [x for x in range(image.width()) if QColor(image.pixel(x, y)) == colour]
    return QRect(QPoint(found[0], y), QPoint(found[-1], y)) if found else QRect()


def test_a_stage_as_long_as_all_others_takes_half_the_width(waterfall: Waterfall) -> None:
    waterfall.show_times(StageTimes(encode=250, decode=250))
    encode, decode = bar(waterfall, 3, Tone.ENGINE), bar(waterfall, 5, Tone.ENGINE)
    assert encode.width() == pytest.approx(decode.width(), abs=4)
    assert encode.right() == pytest.approx(decode.left(), abs=4)


def test_a_very_short_stage_is_visible(waterfall: Waterfall) -> None:
    waterfall.show_times(StageTimes(decode=5000, delivery=0.3))
    assert bar(waterfall, 8, Tone.TEXT).width() >= 1


def test_a_stage_without_time_has_no_bar(waterfall: Waterfall) -> None:
    waterfall.show_times(StageTimes(decode=500))
    assert bar(waterfall, 3, Tone.ENGINE).isNull()


def test_a_take_without_times_is_drawn_without_bars(waterfall: Waterfall) -> None:
    waterfall.show_times(StageTimes())
    assert all(bar(waterfall, row, Tone.ENGINE).isNull() for row in range(9))


def test_the_description_lists_the_total_and_every_stage(waterfall: Waterfall) -> None:
    times = sample_take().stages_ms
    waterfall.show_times(times)
    said = waterfall.accessibleDescription()
    assert "501\u00a0ms" in said
    for stage in stages_of(times):
        assert f"{stage.label}: " in said


def test_every_row_fits_in_a_large_font(waterfall: Waterfall) -> None:
    height = waterfall.sizeHint().height()
    font = waterfall.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    waterfall.setFont(font)
    assert waterfall.sizeHint().height() > 1.8 * height
