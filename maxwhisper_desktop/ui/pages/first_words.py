"""What the page "Dictation" shows before there is any take: how to begin."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from maxwhisper_desktop.status.app_status import KEY_DOWN_STATES, AppStatus
from maxwhisper_desktop.ui.widgets.fonts import title_font
from maxwhisper_desktop.ui.widgets.invitation import Invitation
from maxwhisper_desktop.ui.widgets.key_cap import KeyCap
from maxwhisper_desktop.ui.widgets.level_meter import LevelMeter
from maxwhisper_desktop.ui.words.key_words import key_words
from maxwhisper_desktop.ui.words.status_words import hotkey_words


class FirstWords(Invitation):
    """The key to hold as it lies on the keyboard; while it is held, the microphone's level.

    The level is that of the recording: no microphone is switched on for it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._before, self._after = QLabel(self), QLabel(self)
        self._key = KeyCap(self)
        self._level = LevelMeter(self)
        self._line = QWidget(self)
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.fontMetrics().averageCharWidth() * 2)
        for part in (self._before, self._key, self._after):
            part.setFont(title_font(self))
            row.addWidget(part)
        self.put_first(self._line)
        self.put_last(self._level)
        # It keeps its place while it is hidden, so that nothing moves when the key goes down.
        policy = self._level.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._level.setSizePolicy(policy)
        self.show_status(AppStatus())

    def show_status(self, status: AppStatus) -> None:
        """Show the key, and whether it is held."""
        is_held = status.state in KEY_DOWN_STATES
        before, _, after = self.tr("Hold %1 and speak").partition("%1")
        self._before.setText(before.strip())
        self._before.setVisible(bool(before.strip()))
        self._after.setText(after.strip())
        self._key.show_key(key_words(status.hotkey or ""), is_pressed=is_held)
        self._line.setVisible(status.hotkey is not None)
        title = "" if status.hotkey is not None else hotkey_words(status)
        self.say(title, self._sentence_of(status))
        self._level.setVisible(is_held)
        if not is_held:
            self._level.clear()

    @Slot(float)
    def set_level(self, rms_dbfs: float) -> None:
        """Show how loud the recording is."""
        if self.isVisible():
            self._level.add(rms_dbfs)

    def _sentence_of(self, status: AppStatus) -> str:
        if status.typist is None:
            return self.tr("Your words are listed here, to be copied.")
        return self.tr(
            "Let go, and your words stand where you were typing. They are listed here too."
        )
