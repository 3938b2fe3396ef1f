"""A button whose menu makes rules for the program that a text was for."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from maxwhisper_desktop.settings.settings import ProgramWay, Settings, language_for
from maxwhisper_desktop.ui.words.language_names import language_codes, language_name
from maxwhisper_desktop.ui.words.program_words import program_name, way_words


class ProgramRulesButton(QPushButton):
    """Hidden while no program is known."""

    way_chosen = Signal(str, object)
    """Emitted with the program and the ``ProgramWay``, None for no rule."""
    language_chosen = Signal(str, object)
    """Emitted with the program and the language's code, None for no rule."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program: str | None = None
        self._settings = Settings()
        self._menu = QMenu(self)
        self._languages = QMenu(self.tr("&Language"), self._menu)
        self._way_group, self._language_group = QActionGroup(self), QActionGroup(self)
        self._way_group.triggered.connect(self._on_way)
        self._language_group.triggered.connect(self._on_language)
        self.setMenu(self._menu)
        # Only then, since nobody sees most of the menus.
        self._menu.aboutToShow.connect(self._fill)
        self.hide()

    def show_program(self, program: str | None) -> None:
        """Offer rules for this program."""
        self._program = program
        words = self.tr("Al&ways in %1")
        # In a button's text, an ampersand marks the letter to press.
        name = program_name(program or "").replace("&", "&&")
        self.setText(words.replace("%1", name))
        self.setVisible(program is not None)

    def show_rules(self, settings: Settings) -> None:
        """Mark the rules that there are."""
        self._settings = settings

    @Slot()
    def _fill(self) -> None:
        self._menu.clear()
        self._languages.clear()
        delivery, recognition = self._settings.delivery, self._settings.recognition
        way = delivery.way_for(self._program)
        for each in (None, *ProgramWay):
            value = None if each is None else each.value
            _add(self._menu, self._way_group, way_words(each), value, is_marked=each is way)
        self._menu.addSeparator()
        self._menu.addMenu(self._languages)
        language = language_for(recognition.languages_by_program, self._program)
        spoken = dict.fromkeys([*([language] if language else []), *recognition.languages])
        for code in (None, *(spoken if recognition.languages else language_codes())):
            words = way_words(None) if code is None else language_name(code)
            is_marked = code == language
            _add(self._languages, self._language_group, words, code, is_marked=is_marked)

    @Slot(QAction)
    def _on_way(self, action: QAction) -> None:
        value = action.data()
        self.way_chosen.emit(self._program, None if value is None else ProgramWay(value))

    @Slot(QAction)
    def _on_language(self, action: QAction) -> None:
        self.language_chosen.emit(self._program, action.data())


def _add(
    menu: QMenu, group: QActionGroup, words: str, value: str | None, *, is_marked: bool
) -> None:
    action = menu.addAction(words)
    action.setCheckable(True)
    action.setChecked(is_marked)
    action.setData(value)
    group.addAction(action)
