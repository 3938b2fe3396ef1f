"""The settings page for the text."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QGroupBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from maxwhisper_desktop.settings.settings import Settings
from maxwhisper_desktop.text.text import TextRules
from maxwhisper_desktop.text.wording import Replacement
from maxwhisper_desktop.ui.settings.entries_editor import EntriesEditor, EntryWords, Pair
from maxwhisper_desktop.ui.settings.page import is_allowed, show_text, text_field, text_of
from maxwhisper_desktop.ui.widgets.field_note import FieldNote

_LINE_BREAK: Final = " \u23ce "
"""Shown for a line break in the table."""


class ReplacementsEditor(EntriesEditor):
    """Columns: recognised words, and what is written instead, possibly on several lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._written = text_field(2)
        super().__init__("text.replacements", self._own_words(), self._written, parent)
        self._written.setMaximumHeight(self._written.minimumHeight() * 2)
        self._written.textChanged.connect(self._on_written)

    def show_replacements(self, replacements: tuple[Replacement, ...]) -> None:
        """Show ``settings``, discarding changes."""
        self.show_pairs(tuple((each.heard, each.written) for each in replacements))

    def replacements(self) -> tuple[Replacement, ...]:
        """Return the replacements in the table."""
        return tuple(Replacement(heard, written) for heard, written in self.pairs())

    @override
    def _new_pair(self) -> Pair:
        return "", ""

    @override
    def _words_for(self, right: str) -> str:
        return right.replace("\n", _LINE_BREAK)

    @override
    def _show_right(self, right: str) -> None:
        # The field may change a text that it shows.
        was_blocked = self._written.blockSignals(True)  # noqa: FBT003 - Qt's own form
        self._written.setPlainText(right)
        self._written.blockSignals(was_blocked)

    def _own_words(self) -> EntryWords:
        return EntryWords(
            table=self.tr("Replacements"),
            left=self.tr("Recognised"),
            right=self.tr("Written as"),
            left_problem=self.tr("The recognised words need 1 to 200 characters on one line."),
            right_problem=self.tr("At most 5000 characters, and no control characters."),
        )

    @Slot()
    def _on_written(self) -> None:
        self._change_right(self._written.toPlainText())


class TextSettings(QWidget):
    """Vocabulary, replacements, and how consecutive takes are joined."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = TextRules()
        self._vocabulary = text_field(6)
        self._vocabulary.setAccessibleName(self.tr("Vocabulary, one term per line"))
        self._vocabulary_hint = self.tr("Names and terms in your spelling, one per line.")
        self._note = FieldNote(self._vocabulary_hint, self)
        self._replacements = ReplacementsEditor(self)
        self._punctuation = QCheckBox(self.tr("&Spoken punctuation: “comma”, “new line”"), self)
        self._space = QCheckBox(self.tr("Insert a s&pace between consecutive texts"), self)
        self._case = QCheckBox(self.tr("Adapt &capitals to the sentence"), self)
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
        """Show an error at each invalid field; return the first one."""
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
                sentence = self.tr("“%1…” is too long: a term may have at most 100 characters.")
                return sentence.replace("%1", term[:20])
        if not is_allowed("text.vocabulary", terms):
            return self.tr("There are %n terms, but at most 500 are possible.", "", len(terms))
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
