"""Icons exist, are distinguishable and follow the palette."""

from itertools import combinations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication

from maxwhisper_desktop.status.app_status import AppState
from maxwhisper_desktop.ui.icons import Symbol, app_icon, state_icon, symbol_icon


def image(icon: QIcon, side: int = 16, mode: QIcon.Mode = QIcon.Mode.Normal) -> QImage:
    pixmap = icon.pixmap(QSize(side, side), 1.0, mode)
    return pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)


def is_lit(image: QImage) -> set[tuple[int, int]]:
    """Return the pixels that are white on the background: the icon's shape."""
    sides = range(image.width())
    return {(x, y) for x in sides for y in sides if image.pixelColor(x, y).lightness() > 200}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("symbol", Symbol)
def test_every_symbol_takes_the_colour_of_the_text(symbol: Symbol) -> None:
    palette = QApplication.palette()
    icon = symbol_icon(symbol)
    try:
        for colour in ("#ff00ff", "#00c800"):
            coloured = QPalette(palette)
            coloured.setColor(QPalette.ColorRole.ButtonText, QColor(colour))
            QApplication.setPalette(coloured)
            drawn = image(icon, 32)
            pixels = {
                drawn.pixelColor(x, y).name()
                for x in range(32)
                for y in range(32)
                if drawn.pixelColor(x, y).alpha() == 255
            }
            assert pixels == {colour}
    finally:
        QApplication.setPalette(palette)


@pytest.mark.usefixtures("qapp")
def test_a_symbol_is_drawn_once_for_all_its_buttons() -> None:
    one, other = (symbol_icon(Symbol.COPY).pixmap(QSize(16, 16)) for _ in range(2))
    assert one.cacheKey() == other.cacheKey()
    assert one.cacheKey() != symbol_icon(Symbol.COPY).pixmap(QSize(32, 32)).cacheKey()


@pytest.mark.usefixtures("qapp")
def test_a_disabled_symbol_is_drawn_fainter() -> None:
    icon = symbol_icon(Symbol.COPY)
    assert image(icon) != image(icon, mode=QIcon.Mode.Disabled)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("side", [16, 22, 48])
def test_the_states_of_the_tray_differ_in_shape(side: int) -> None:
    shapes = {state: is_lit(image(state_icon(state), side)) for state in AppState}
    for one, other in combinations(AppState, 2):
        assert len(shapes[one] ^ shapes[other]) >= side // 2, (one, other)


@pytest.mark.usefixtures("qapp")
def test_the_app_has_an_icon() -> None:
    assert not app_icon().isNull()
    assert {size.width() for size in app_icon().availableSizes()} >= {16, 32, 48, 128, 256}
