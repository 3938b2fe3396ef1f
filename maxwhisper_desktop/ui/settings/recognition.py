"""The settings page for recognition."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, get_args

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QPushButton,
    QSpinBox,
    QWidget,
)

from engine.options import DeviceWish, Task
from maxwhisper_desktop.settings.settings import Recognition, Settings, WhileSpeaking
from maxwhisper_desktop.ui.settings.page import (
    add_rows,
    form,
    is_allowed,
    show_text,
    side_by_side,
    text_field,
    text_of,
)
from maxwhisper_desktop.ui.widgets.choice_box import ChoiceBox
from maxwhisper_desktop.ui.widgets.field_note import FieldNote
from maxwhisper_desktop.ui.words.language_names import language_codes, language_name

_N_LANGUAGES: Final = 4
"""With more candidates, detection on short clips is often wrong."""


class LanguageChoices(QWidget):
    """Four lists; the first one shows what applies if none is chosen."""

    chosen = Signal()
    """Emitted when the user adds or removes a language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes = [ChoiceBox(self) for _ in range(_N_LANGUAGES)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        named = [(language_name(code), code) for code in language_codes()]
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
        """Set the chosen languages."""
        wanted = [*codes]
        for number, box in enumerate(self._boxes):
            code = wanted[number] if number < len(wanted) else None
            box.choose(code)
            if code is not None:
                # A language that Whisper does not know, from a file edited by hand.
                box.setItemText(box.currentIndex(), language_name(code))

    def codes(self) -> tuple[str, ...]:
        """Return the codes of the chosen languages, each once."""
        found = [code for box in self._boxes if (code := box.choice()) is not None]
        return tuple(dict.fromkeys(found))


_DEVICES: Final[tuple[DeviceWish, ...]] = get_args(DeviceWish)
_USUAL_MINUTES: Final = 30
_THOROUGH: Final = "5"
"""Beam size of thorough recognition: the reference's default."""


class RecognitionSettings(QWidget):
    """Model, device, languages, task, prompt, thoroughness, when to work and when to unload."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Recognition()
        self._model = ChoiceBox(self)
        self._model.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._folder = QPushButton(self.tr("&Folder\u2026"), self)
        self._folder.setAutoDefault(False)
        self._folder.setAccessibleName(self.tr("Choose a model folder"))
        self._model_note = FieldNote(parent=self)
        self._device = ChoiceBox(self)
        self._languages = LanguageChoices(self)
        self._task = ChoiceBox(self)
        self._prompt = text_field(3)
        self._prompt.setMaximumHeight(self._prompt.minimumHeight())
        self._prompt_note = FieldNote(
            self.tr(
                "One or two sentences in the style you want. Names and terms go in the"
                " vocabulary."
            ),
            self,
        )
        self._beam_size = ChoiceBox(self)
        self._while_speaking = ChoiceBox(self)
        self._unload = QCheckBox(self.tr("&Unload the model when not used for"), self)
        self._minutes = QSpinBox(self, minimum=1, maximum=1440, value=_USUAL_MINUTES)
        self._fill()
        self._lay_out()
        self._folder.clicked.connect(self._ask_for_folder)
        self._unload.toggled.connect(self._minutes.setEnabled)

    def set_models(self, names: Iterable[str]) -> None:
        """Offer the installed models."""
        choices: list[tuple[str, str | None]] = [(self.tr("Best installed"), None)]
        self._model.set_choices([*choices, *((name, name) for name in names)])

    @Slot(str)
    def choose_model(self, choice: str) -> None:
        """Choose a model by its name or its path."""
        self._model.choose(choice)

    def show_settings(self, settings: Settings) -> None:
        """Show ``settings``, discarding changes."""
        shown = self._shown = settings.recognition
        self._model.choose(shown.model)
        self._device.choose(shown.device)
        self._languages.choose(shown.languages)
        self._task.choose(shown.task.value)
        show_text(self._prompt, shown.prompt)
        self._beam_size.choose(str(shown.beam_size))
        self._while_speaking.choose(shown.while_speaking.value)
        self._unload.setChecked(shown.unload_after_minutes is not None)
        self._minutes.setEnabled(shown.unload_after_minutes is not None)
        self._minutes.setValue(shown.unload_after_minutes or _USUAL_MINUTES)
        self._model_note.clear_complaint()
        self._prompt_note.clear_complaint()

    def apply_to(self, settings: Settings) -> Settings:
        """Return ``settings`` with what this page shows."""
        device = next(each for each in _DEVICES if each == self._device.choice())
        recognition = replace(
            settings.recognition,
            model=self._model.choice(),
            device=device,
            languages=self._languages.codes(),
            task=Task(self._task.choice()),
            prompt=text_of(self._prompt, self._shown.prompt),
            beam_size=int(self._beam_size.choice() or 1),
            while_speaking=WhileSpeaking(self._while_speaking.choice()),
            unload_after_minutes=self._minutes.value() if self._unload.isChecked() else None,
        )
        return replace(settings, recognition=recognition)

    def check(self) -> QWidget | None:
        """Show an error at each invalid field; return the first one."""
        self._model_note.clear_complaint()
        self._prompt_note.clear_complaint()
        wrong: list[QWidget] = []
        model = self._model.choice()
        if model is not None and not is_allowed("recognition.model", model):
            sentence = self.tr("The path of this folder is too long; choose another folder.")
            self._model_note.complain(sentence, self._model)
            wrong.append(self._model)
        if not is_allowed("recognition.prompt", text_of(self._prompt, self._shown.prompt)):
            sentence = self.tr("At most 1000 characters, and no control characters.")
            self._prompt_note.complain(sentence, self._prompt)
            wrong.append(self._prompt)
        return wrong[0] if wrong else None

    def _fill(self) -> None:
        self.set_models([])
        words: dict[DeviceWish, str] = {
            "auto": self.tr("Automatic: graphics card if one works, otherwise processor"),
            "cpu": self.tr("Processor"),
            "gpu": self.tr("Graphics card"),
        }
        self._device.set_choices([(words[device], device) for device in _DEVICES])
        self._task.set_choices(
            [
                (self.tr("Text in the spoken language"), Task.TRANSCRIBE.value),
                (self.tr("Translation into English"), Task.TRANSLATE.value),
            ]
        )
        self._beam_size.set_choices(
            [
                (self.tr("Fast"), "1"),
                (self.tr("Thorough: fewer wrong words, about twice the time"), _THOROUGH),
            ]
        )
        self._while_speaking.set_choices(
            [
                (self.tr("Automatic: not on battery"), "auto"),
                (self.tr("Always"), "on"),
                (self.tr("Never"), "off"),
            ]
        )
        self._minutes.setAccessibleName(self.tr("Minutes without use"))
        self._unload.setAccessibleName(self._unload.text().replace("&", ""))
        self._minutes.setSuffix(self.tr(" minutes"))

    def _lay_out(self) -> None:
        languages_note = FieldNote(
            self.tr("The fewer you choose, the more reliable short sentences become."), self
        )
        speaking_note = FieldNote(
            self.tr(
                "The text is ready sooner when you let go, and you see the words while you"
                " speak. It needs more power."
            ),
            self,
        )
        add_rows(
            form(self),
            [
                (self.tr("&Model:"), side_by_side(self._model, self._folder)),
                ("", self._model_note),
                (self.tr("&Device:"), self._device),
                (self.tr("&Languages you speak:"), self._languages),
                ("", languages_note),
                (self.tr("&Output:"), self._task),
                (self.tr("&Thoroughness:"), self._beam_size),
                (self.tr("Recognise &while you speak:"), self._while_speaking),
                ("", speaking_note),
                (self.tr("P&rompt:"), self._prompt),
                ("", self._prompt_note),
                (
                    self.tr("Memory:"),
                    side_by_side(self._unload, self._minutes, is_filled=False),
                ),
            ],
        )

    @Slot()
    def _ask_for_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder of a Whisper model"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._model.choose)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
