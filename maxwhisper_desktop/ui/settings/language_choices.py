"""The languages a user speaks: up to four, each from a list of all."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from maxwhisper_desktop.ui.widgets.choice_box import ChoiceBox
from maxwhisper_desktop.ui.words.language_names import CODES, language_name

_N_LANGUAGES: Final = 4
"""On short sounds a choice among more is often wrong."""


class LanguageChoices(QWidget):
    """Four lists, the first of which says what holds while none is chosen."""

    chosen = Signal()
    """Emitted when the user chose a language or took one away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes = [ChoiceBox(self) for _ in range(_N_LANGUAGES)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        named = [(language_name(code), code) for code in CODES]
        for number, box in enumerate(self._boxes):
            none = self.tr("Any language") if number == 0 else self.tr("No other")
            box.set_choices([(none, None), *named])
            box.setMaxVisibleItems(20)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            name = self.tr("Language %1 of %2").replace("%1", str(number + 1))
            box.setAccessibleName(name.replace("%2", str(_N_LANGUAGES)))
            box.chosen.connect(self.chosen)
            grid.addWidget(box, number // 2, number % 2)

    def choose(self, codes: Iterable[str]) -> None:
        """Show languages as chosen."""
        wanted = [*codes]
        for number, box in enumerate(self._boxes):
            code = wanted[number] if number < len(wanted) else None
            box.choose(code)
            if code is not None:
                # One that Whisper does not know was written into the file by hand.
                box.setItemText(box.currentIndex(), language_name(code))

    def codes(self) -> tuple[str, ...]:
        """Return the codes of the chosen languages, each once."""
        found = [code for box in self._boxes if (code := box.choice()) is not None]
        return tuple(dict.fromkeys(found))
