"""The settings page for what is different in single programs."""

from dataclasses import replace

from PySide6.QtWidgets import QGroupBox, QVBoxLayout, QWidget

from maxwhisper_desktop.settings.settings import (
    LanguageRule,
    ProgramRule,
    ProgramWay,
    Settings,
)
from maxwhisper_desktop.ui.settings.choices_editor import ChoicesEditor
from maxwhisper_desktop.ui.settings.entries_editor import EntryWords
from maxwhisper_desktop.ui.widgets.field_note import FieldNote
from maxwhisper_desktop.ui.words.language_names import language_codes, language_name
from maxwhisper_desktop.ui.words.program_words import way_words


class ProgramSettings(QWidget):
    """What happens to dictations in some programs, and in which language they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        note = FieldNote(
            self.tr(
                "A rule is added from a dictation, with its button “Always in …”, or here."
                " * matches any characters; the first match counts."
            ),
            self,
        )
        self._ways = self._ways_editor()
        self._languages = self._languages_editor()
        self._languages.leave_shortcuts()
        rows = QVBoxLayout(self)
        rows.addWidget(note)
        for title, editor in (
            (self.tr("What happens in specific programs"), self._ways),
            (self.tr("Languages of specific programs"), self._languages),
        ):
            box = QGroupBox(title, self)
            QVBoxLayout(box).addWidget(editor)
            rows.addWidget(box, 1)

    def show_settings(self, settings: Settings) -> None:
        """Show ``settings``, discarding changes."""
        ways = settings.delivery.by_program
        self._ways.show_pairs(tuple((rule.program, rule.way.value) for rule in ways))
        languages = settings.recognition.languages_by_program
        self._languages.show_pairs(tuple((rule.program, rule.language) for rule in languages))

    def apply_to(self, settings: Settings) -> Settings:
        """Return ``settings`` with what this page shows."""
        ways = tuple(ProgramRule(name, ProgramWay(way)) for name, way in self._ways.pairs())
        languages = tuple(LanguageRule(*pair) for pair in self._languages.pairs())
        return replace(
            settings,
            delivery=replace(settings.delivery, by_program=ways),
            recognition=replace(settings.recognition, languages_by_program=languages),
        )

    def check(self) -> QWidget | None:
        """Show an error at each invalid field; return the first one."""
        wrong = [self._ways.check(), self._languages.check()]
        return next((field for field in wrong if field is not None), None)

    def _ways_editor(self) -> ChoicesEditor:
        words = EntryWords(
            table=self.tr("What happens in specific programs"),
            left=self.tr("Program"),
            right=self.tr("What happens"),
            left_problem=self.tr("The program's name needs 1 to 200 characters."),
            right_problem=self.tr("Choose what happens."),
        )
        choices = {way.value: way_words(way) for way in ProgramWay}
        return ChoicesEditor(
            "delivery.by_program", words, choices, ProgramWay.PASTE.value, self
        )

    def _languages_editor(self) -> ChoicesEditor:
        words = EntryWords(
            table=self.tr("Languages of specific programs"),
            left=self.tr("Program"),
            right=self.tr("Language"),
            left_problem=self.tr("The program's name needs 1 to 200 characters."),
            right_problem=self.tr("Choose the language."),
        )
        choices = {code: language_name(code) for code in language_codes()}
        key = "recognition.languages_by_program"
        return ChoicesEditor(key, words, choices, next(iter(choices)), self)
