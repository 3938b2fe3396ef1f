"""The words so far: the newest are painted, however long or strange the text is."""

import pytest
from PySide6.QtGui import QAccessible, QColor, QImage, QPalette
from pytestqt.qtbot import QtBot

from maxwhisper_desktop.ui.colours import quiet_text
from maxwhisper_desktop.ui.widgets.live_text import LiveTextView

WIDTH = 300

LONG = {
    "english": "I have read the draft twice now, and I think that it is nearly there. " * 4,
    "without spaces": "今天天气很好我们去公园散步吧" * 12,
    "right to left": "مرحبا كيف حالك اليوم " * 12,
    "one word": "Donaudampfschifffahrt" * 12,
    "pictures": "😀 " * 150,
}


@pytest.fixture
def view(qtbot: QtBot) -> LiveTextView:
    view = LiveTextView(2)
    qtbot.addWidget(view)
    view.limit_width(WIDTH)
    return view


def picture(view: LiveTextView) -> QImage:
    view.resize(view.sizeHint())
    return view.grab().toImage()


def inked(image: QImage, columns: range, rows: range | None = None) -> bool:
    """Return whether anything is painted there."""
    ground = image.pixelColor(image.width() // 2, image.height() - 1)
    rows = range(image.height()) if rows is None else rows
    return any(image.pixelColor(x, y) != ground for x in columns for y in rows)


def n_lines(view: LiveTextView) -> int:
    return round(view.sizeHint().height() / view.fontMetrics().height())


def test_a_few_words_take_one_line_as_wide_as_they_are(view: LiveTextView) -> None:
    view.show_words("Dear Anna", " thank")
    assert n_lines(view) == 1
    needed = view.fontMetrics().horizontalAdvance("Dear Anna thank")
    assert needed <= view.sizeHint().width() < needed * 1.3


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_a_long_text_takes_two_lines_of_the_allowed_width(
    view: LiveTextView, text: str
) -> None:
    view.show_words(text, "")
    assert n_lines(view) == 2
    assert view.sizeHint().width() == WIDTH


def test_it_never_becomes_smaller_until_it_is_cleared(view: LiveTextView) -> None:
    view.show_words(LONG["english"], "")
    large = view.sizeHint()
    view.show_words("Oh", "")
    assert view.sizeHint() == large
    view.clear()
    assert view.sizeHint().isEmpty()
    view.show_words("Oh", "")
    assert view.sizeHint().width() < large.width()


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_new_words_are_seen_at_the_end_of_a_long_text(view: LiveTextView, text: str) -> None:
    view.show_words(text, "")
    before = picture(view)
    view.show_words(text, text[:2])
    assert picture(view) != before


def test_words_stay_where_they_are_while_others_follow(view: LiveTextView) -> None:
    view.show_words(LONG["english"], "")
    before = picture(view)
    view.show_words(LONG["english"], "And")
    after = picture(view)
    upper = before.rect().adjusted(0, 0, 0, -before.height() // 2)
    assert before.copy(upper) == after.copy(upper)
    assert before != after


def test_an_ellipsis_marks_what_is_left_out_at_the_side_where_reading_begins(
    view: LiveTextView,
) -> None:
    gutter = view.fontMetrics().horizontalAdvance("\u2026")
    left, right = range(gutter), range(WIDTH - gutter, WIDTH)
    view.show_words("\u05d0 " * 200, "")
    image = picture(view)
    upper = range(image.height() // 2)
    assert inked(image, right, upper)
    assert not inked(image, left, upper)
    view.show_words("a " * 200, "")
    image = picture(view)
    assert inked(image, left, upper)
    assert not inked(image, right, upper)


def test_a_very_long_text_is_cut_at_a_word(view: LiveTextView) -> None:
    view.show_words("".join(f"word{number} " for number in range(3000)), "end")
    assert len(view.text) < 1000
    assert view.text.startswith("word")
    assert view.text.endswith("word2999 end")


@pytest.mark.parametrize("ground", ["#efefef", "#2b2d31"])
def test_only_words_that_may_change_are_dim(view: LiveTextView, ground: str) -> None:
    palette = QPalette(QColor(ground))
    view.setPalette(palette)
    normal, dim = palette.color(QPalette.ColorRole.WindowText), quiet_text(palette)
    view.show_words("MMMM", "")
    stable = colours(picture(view))
    view.show_words("", "MMMM")
    unstable = colours(picture(view))
    assert (normal.name() in stable, dim.name() in stable) == (True, False)
    assert (normal.name() in unstable, dim.name() in unstable) == (False, True)


def test_rare_characters_do_not_shift_where_the_dim_words_begin(view: LiveTextView) -> None:
    view.show_words("\U00010348" * 8, " MMMM")
    image = picture(view)
    last_words = view.fontMetrics().horizontalAdvance("MMMM\u2026")
    image = image.copy(image.width() - last_words, 0, last_words, image.height())
    assert view.palette().color(QPalette.ColorRole.WindowText).name() not in colours(image)
    assert quiet_text(view.palette()).name() in colours(image)


def colours(image: QImage) -> set[str]:
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in places}


@pytest.mark.parametrize(
    ("stable", "unstable", "text"),
    [
        ("", " Dear", "Dear"),
        ("Dear", " Anna", "Dear Anna"),
        ("De", "ar", "Dear"),
        ("Dear ", " Anna ", "Dear Anna"),
        ("Hello", ", Anna", "Hello, Anna"),
        ("今天", "天气", "今天天气"),
        ("今天。", "天气", "今天。天气"),
    ],
)
def test_words_follow_each_other_as_they_came_without_needless_space(
    view: LiveTextView, stable: str, unstable: str, text: str
) -> None:
    view.show_words(stable, unstable)
    assert view.text == text


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("<b>bold</b> &amp; more", "<b>bold</b> &amp; more"),
        ("two\nlines\u2028three\r\n\tfour", "two lines three four"),
        ("\x1b[31mred\x07 \u202eback\u2066", "[31mred back"),
        ("", ""),
    ],
)
def test_words_are_untrusted(view: LiveTextView, words: str, shown: str) -> None:
    view.show_words(words, "")
    assert view.text == shown
    picture(view)


def test_screen_readers_are_told_no_words(view: LiveTextView) -> None:
    view.show_words("Dear Anna", " thank")
    interface = QAccessible.queryAccessibleInterface(view)
    assert not any(interface.text(kind) for kind in QAccessible.Text)
