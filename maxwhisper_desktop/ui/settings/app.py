"""The settings page for the history and for the app's appearance."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGroupBox,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from maxwhisper_desktop.settings.settings import History, Presence, Settings
from maxwhisper_desktop.ui.settings.page import add_rows, form, side_by_side
from maxwhisper_desktop.ui.widgets.choice_box import ChoiceBox
from maxwhisper_desktop.ui.widgets.field_note import FieldNote

_AGES_DAYS: Final = (1, 7, 30)


class AppSettings(QWidget):
    """History and presence."""

    welcome_requested = Signal()
    """Emitted when the user wants to see the welcome again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keep_texts = QCheckBox(self.tr("Keep &typed texts"), self)
        self._keep_audio = QCheckBox(self.tr("&Keep recordings of typed texts"), self)
        self._encrypted = QCheckBox(self.tr("&Encrypt the history"), self)
        self._max_age = ChoiceBox(self)
        self._show_age(None)
        self._limit = QSpinBox(self, minimum=10, maximum=1_000_000, singleStep=100)
        self._limit.setSuffix(self.tr(" MB"))
        self._limit.setGroupSeparatorShown(True)
        self._autostart = QCheckBox(self.tr("&Start at login"), self)
        self._overlay = QCheckBox(self.tr("Show a small window whi&le recording"), self)
        self._live_text = QCheckBox(self.tr("Show the &words while you speak"), self)
        self._sounds = QCheckBox(
            self.tr("&Play a sound when recording starts, stops or fails"), self
        )
        self._pause_media = QCheckBox(self.tr("Pause &music and videos while recording"), self)
        history, presence = QGroupBox(self.tr("History"), self), QGroupBox(self.tr("App"), self)
        keep_note = FieldNote(
            self.tr(
                "What was not delivered is always kept with its recording, so that you can retry"
                " it."
            ),
            history,
        )
        self._encryption_note = FieldNote(parent=history)
        limit_note = FieldNote(
            self.tr(
                "A minute takes about 2 MB. The oldest recordings are deleted first; texts are"
                " kept."
            ),
            history,
        )
        layout = form(history)
        add_rows(
            layout,
            [
                ("", self._keep_texts),
                ("", self._keep_audio),
                ("", keep_note),
                ("", self._encrypted),
                ("", self._encryption_note),
                (self.tr("&Delete after:"), self._max_age),
                (self.tr("Space for &recordings:"), self._limit),
                ("", limit_note),
            ],
        )
        welcome = QPushButton(self.tr("Open the wel&come again\u2026"), presence)
        welcome.setAutoDefault(False)
        welcome.clicked.connect(self.welcome_requested)
        shown = (self._autostart, self._overlay, self._live_text)
        heard = (self._sounds, self._pause_media)
        rows_of_app = [("", box) for box in (*shown, *heard)]
        add_rows(form(presence), [*rows_of_app, ("", side_by_side(welcome, is_filled=False))])
        rows = QVBoxLayout(self)
        rows.addWidget(history)
        rows.addWidget(presence)
        rows.addStretch(1)
        # A recording without a text would have no place in the history.
        self._keep_texts.toggled.connect(self._keep_audio.setEnabled)
        self.offer_encryption(is_possible=False)

    def offer_encryption(self, *, is_possible: bool) -> None:
        """Allow encryption, or say what it lacks; what is encrypted may always be decrypted."""
        self._encryption_note.set_hint(
            self.tr(
                "The key is kept in the desktop's keyring. Without it, texts and recordings cannot"
                " be read by anybody."
            )
            if is_possible
            else self.tr(
                "Needs a keyring, such as GNOME Keyring or KWallet, which this desktop does not"
                " have."
            )
        )
        self._encrypted.setEnabled(is_possible or self._encrypted.isChecked())

    def show_settings(self, settings: Settings) -> None:
        """Show ``settings``, discarding changes."""
        self._limit.setValue(settings.history.limit_mb)
        self._keep_texts.setChecked(settings.history.keep_texts)
        self._keep_audio.setChecked(settings.history.keep_audio)
        self._encrypted.setChecked(settings.history.encrypted)
        self._show_age(settings.history.max_age_days)
        self._autostart.setChecked(settings.presence.autostart)
        self._overlay.setChecked(settings.presence.overlay)
        self._live_text.setChecked(settings.presence.live_text)
        self._sounds.setChecked(settings.presence.sounds)
        self._pause_media.setChecked(settings.presence.pause_media)

    def apply_to(self, settings: Settings) -> Settings:
        """Return ``settings`` with what this page shows."""
        max_age = self._max_age.choice()
        return replace(
            settings,
            history=History(
                keep_texts=self._keep_texts.isChecked(),
                keep_audio=self._keep_audio.isChecked(),
                max_age_days=None if max_age is None else int(max_age),
                limit_mb=self._limit.value(),
                encrypted=self._encrypted.isChecked(),
            ),
            presence=Presence(
                autostart=self._autostart.isChecked(),
                overlay=self._overlay.isChecked(),
                live_text=self._live_text.isChecked(),
                sounds=self._sounds.isChecked(),
                pause_media=self._pause_media.isChecked(),
            ),
        )

    def _show_age(self, days: int | None) -> None:
        offered = sorted({*_AGES_DAYS, *([days] if days else [])})
        choices: list[tuple[str, str | None]] = [(self.tr("Never"), None)]
        choices += [(self.tr("%n day(s)", "", each), str(each)) for each in offered]
        self._max_age.set_choices(choices)
        self._max_age.choose(None if days is None else str(days))

    def check(self) -> QWidget | None:
        """Return None: all values of its fields are valid."""
        return None
