"""The page of the settings for what is done to the text."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QGroupBox, QHBoxLayout, QVBoxLayout, QWidget

from maxwhisper_desktop.settings.settings import Settings
from maxwhisper_desktop.text.text import TextRules
from maxwhisper_desktop.ui.settings.page import is_allowed, show_text, text_field, text_of
from maxwhisper_desktop.ui.settings.replacements_editor import ReplacementsEditor
from maxwhisper_desktop.ui.widgets.field_note import FieldNote


class TextSettings(QWidget):
    """The user's own words, and how takes join."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = TextRules()
        self._vocabulary = text_field(6)
        self._vocabulary.setAccessibleName(self.tr("Vocabulary, one term a line"))
        self._vocabulary_hint = self.tr("Names and terms in your spelling, one a line.")
        self._note = FieldNote(self._vocabulary_hint, self)
        self._replacements = ReplacementsEditor(self)
        self._punctuation = QCheckBox(self.tr("Write spoken &signs: “comma”, “new line”"), self)
        self._space = QCheckBox(
            self.tr("Put a s&pace between a text and what follows it"), self
        )
        self._case = QCheckBox(
            self.tr("&Capital or small letter as the sentence needs it"), self
        )
        self._lay_out()

    def show_settings(self, settings: Settings) -> None:
        """Show them, and forget what was changed."""
        shown = self._shown = settings.text
        show_text(self._vocabulary, "\n".join(shown.vocabulary))
        self._replacements.show_replacements(shown.replacements)
        self._punctuation.setChecked(shown.spoken_punctuation)
        self._space.setChecked(shown.leading_space)
        self._case.setChecked(shown.sentence_case)
        self._note.clear_complaint()

    def apply_to(self, settings: Settings) -> Settings:
        """Return ``settings`` with what this page shows."""
        text = TextRules(
            vocabulary=self._terms(),
            replacements=self._replacements.replacements(),
            spoken_punctuation=self._punctuation.isChecked(),
            leading_space=self._space.isChecked(),
            sentence_case=self._case.isChecked(),
        )
        return replace(settings, text=text)

    def check(self) -> QWidget | None:
        """Say at each field what cannot be kept; return the first such field."""
        self._note.clear_complaint()
        wrong = self._replacements.check()
        problem = self._vocabulary_problem()
        if problem:
            self._note.complain(problem, self._vocabulary)
            return self._vocabulary
        return wrong

    def _vocabulary_problem(self) -> str:
        terms = self._terms()
        for term in terms:
            if not is_allowed("text.vocabulary", (term,)):
                sentence = self.tr("“%1…” is too long: a term may have 100 characters.")
                return sentence.replace("%1", term[:20])
        if not is_allowed("text.vocabulary", terms):
            return self.tr("There is room for 500 terms; %n are here.", "", len(terms))
        return ""

    def _terms(self) -> tuple[str, ...]:
        if not self._vocabulary.document().isModified():
            return self._shown.vocabulary
        lines = text_of(self._vocabulary, "").split("\n")
        return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))

    def _lay_out(self) -> None:
        vocabulary = QGroupBox(self.tr("&Vocabulary"), self)
        inside = QVBoxLayout(vocabulary)
        inside.addWidget(self._vocabulary, 1)
        inside.addWidget(self._note)
        replacements = QGroupBox(self.tr("&Replacements"), self)
        QVBoxLayout(replacements).addWidget(self._replacements)
        upper = QHBoxLayout()
        upper.addWidget(vocabulary, 2)
        upper.addWidget(replacements, 5)
        rows = QVBoxLayout(self)
        rows.addLayout(upper, 1)
        for check in (self._punctuation, self._space, self._case):
            rows.addWidget(check)
