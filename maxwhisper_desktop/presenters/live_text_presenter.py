"""Shows what seems to have been said so far in overlay and panel, if the user wants to see it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from maxwhisper_desktop.dictation.state import Dictation
from maxwhisper_desktop.ports import LiveText
from maxwhisper_desktop.settings.settings import Presence
from maxwhisper_desktop.ui.overlay import Overlay
from maxwhisper_desktop.ui.pages.takes_page import TakesPage


class LiveTextPresenter(QObject):
    """Shows the words of one take at a time, until that take ends or the next one begins."""

    def __init__(
        self,
        presence: Callable[[], Presence],
        overlay: Overlay,
        page: TakesPage,
        parent: QObject | None = None,
    ) -> None:
        """Show the words in ``overlay`` and ``page``, as the user's settings allow."""
        super().__init__(parent)
        self._presence = presence
        self._overlay = overlay
        self._page = page
        self._shown: LiveText | None = None

    @Slot(object)
    def show_words(self, live: LiveText) -> None:
        """Show the words so far."""
        presence = self._presence()
        if not presence.live_text:
            return
        self._shown = live
        self._page.show_live(live)
        if presence.overlay:
            self._overlay.show_live(live)

    @Slot(object)
    def follow(self, dictation: Dictation) -> None:
        """End the words once their take has ended or the next one has begun."""
        newest = dictation.newest
        if newest is None or self._shown is None or newest.take != self._shown.take:
            self.end()

    @Slot()
    def end(self) -> None:
        """Show no words until the next ones come."""
        if self._shown is not None:
            self._shown = None
            self._overlay.end_live()
            self._page.end_live()
