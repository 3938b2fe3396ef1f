"""Delivers one text to one window on X11: by which method, and whether it arrived.

A text must never appear twice, and never be reported as arrived if it is not. So there is no
second attempt with another method: text whose arrival was not confirmed stays in the clipboard.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from engine.sentence import NOTHING, Sentence, joined
from maxwhisper_desktop.dictation.events import Receipt
from maxwhisper_desktop.ports import TypistError
from maxwhisper_desktop.settings.settings import Delivery, DeliveryMethod, PasteChord
from maxwhisper_desktop.system.x11_lock import is_screen_locked
from maxwhisper_desktop.typist.borrowed_clipboard import BorrowedClipboard
from maxwhisper_desktop.typist.paste_chords import paste_chord, reads_primary
from maxwhisper_desktop.typist.terminal_programs import is_terminal
from maxwhisper_desktop.typist.window_program import WindowProgram
from maxwhisper_desktop.typist.x11_keyboard import X11Keyboard
from maxwhisper_desktop.typist.x11_link import XLink
from maxwhisper_desktop.typist.x11_windows import (
    FocusedWindow,
    focused_window,
    processes_of,
)

_HELD_S: Final = 10.0
"""Seconds that a modifier other than the hotkey may be down before the wait ends."""
_ASK_KEYS_S: Final = 0.01
"""Seconds between queries of the keys: the server reports releases only to the active
window."""
_RECEIPT_S: Final = 2.0
"""Seconds within which a window that supports the shortcut has read; idle ones take 0.02 s."""
_MOST_PRESSES: Final = 3
"""Of the paste keys, if the user's own keys spoil them."""
_HELD: Final = Sentence("A key such as Shift or Ctrl is held down or locked.")
_ELSEWHERE: Final = Sentence("Another window is active than the one you spoke to.")
_HOW_TO_PASTE: Final = Sentence(
    "The text is in the clipboard: paste it where you want it, or press Shift with your "
    "dictation key."
)
_MARKED: Final = Sentence("The window might have pasted its own selected text instead.")
_INTERRUPTED: Final = Sentence(
    "Typing was interrupted. The rest of the text is in the clipboard: paste it where it belongs."
)
_UNCONFIRMED: Final = Sentence("The window did not confirm the text.")
_LEFT: Final = Sentence(
    "Another window became active meanwhile; check whether the text is complete."
)
_DISTURBED: Final = Sentence(
    "A key was pressed while the text was typed; check whether it is complete."
)
_NO_CLIPBOARD: Final = Sentence(
    "Another program blocks the clipboard, so the text is only in the history. Close that "
    "program, then press Shift with your dictation key."
)


@dataclass(frozen=True, slots=True)
class Result:
    """Where a text arrived and, if not in the window, why, as a sentence."""

    receipt: Receipt
    detail: Sentence = NOTHING


class X11Delivery:
    """Delivers texts one by one. On the link's thread.

    Args:
        link: The connection.
        clipboard: The clipboard to borrow.
        keyboard: The keys to press.
        hotkey_is_down: Returns whether the user is speaking the next take; on any thread.
        is_stopping: Returns whether to stop waiting for the user; on any thread.
    """

    def __init__(
        self,
        link: XLink,
        clipboard: BorrowedClipboard,
        keyboard: X11Keyboard,
        hotkey_is_down: Callable[[], bool | None],
        is_stopping: Callable[[], bool],
    ) -> None:
        self._link = link
        self._clipboard = clipboard
        self._keyboard = keyboard
        self._hotkey_is_down = hotkey_is_down
        self._is_stopping = is_stopping
        self._pressed_for = 0

    def deliver(self, text: str, aimed_at: int | None, wishes: Delivery) -> Result:
        """Deliver ``text`` to the active window, if that is the target.

        Raises:
            TypistError: It cannot even be put in the clipboard.
        """
        if not self._wait_for_the_keys():
            return self._keep(text, _HELD)
        if is_screen_locked(self._link.display):
            return self._keep(text, Sentence("The screen is locked."))
        window = focused_window(self._link)
        if window is None:
            return self._keep(text, Sentence("No window is active."))
        if aimed_at not in {None, window.xid}:
            return self._keep(text, _ELSEWHERE)
        if wishes.method is not DeliveryMethod.TYPE:
            self._clipboard.save()
            # A clipboard that cannot be restored is borrowed only if the user chose pasting.
            if self._clipboard.is_saved or wishes.method is DeliveryMethod.PASTE:
                return self._paste(text, window, paste_chord(window.window_class, wishes))
        return self._type(text, window)

    def tidy(self, is_hurried: Callable[[], bool]) -> None:
        """Restore the keyboard; called after the text was reported.

        Args:
            is_hurried: Returns whether to postpone that, since there is more to do.
        """
        self._keyboard.release_all()
        self._keyboard.give_back_keys(self._pressed_for, is_hurried)

    def _wait_for_the_keys(self) -> bool:
        """Wait while the user is speaking, and for a limited time while a modifier is down.

        Returns:
            Whether the keys are free. They may be pressed again at any time afterwards.
        """
        is_free = False

        def is_over() -> bool:
            nonlocal is_free
            is_free = not (self._hotkey_is_down() or self._keyboard.is_held())
            return is_free or self._is_stopping()

        while not self._link.wait(is_over, _HELD_S, _ASK_KEYS_S):
            if not self._hotkey_is_down():
                return False
        return is_free

    def _paste(self, text: str, window: FocusedWindow, chord: PasteChord) -> Result:
        with_primary = chord is PasteChord.SHIFT_INSERT and self._is_primary_free(window)
        if with_primary is None:
            return self._keep(text, _MARKED)
        if not self._clipboard.lend(text, window.clients, with_primary=with_primary):
            raise TypistError(_NO_CLIPBOARD)
        self._pressed_for = window.xid
        keys = self._keyboard.chord_keys(chord, window.xid)
        program = WindowProgram(self._link, window.xid)
        for _ in range(_MOST_PRESSES):
            # All that took time: the user may already be speaking the next take.
            if not self._wait_for_the_keys():
                return self._keep(text, _HELD)
            if not self._is_in_use(window):
                return self._keep(text, _ELSEWHERE)
            is_undisturbed = self._keyboard.press_chord(keys)
            if self._link.wait(lambda: self._is_read_by(program), _RECEIPT_S, _ASK_KEYS_S):
                return Result(Receipt.ARRIVED)
            if is_undisturbed or not self._has_ignored(program):
                break
        return self._keep(text, _UNCONFIRMED)

    def _is_read_by(self, program: WindowProgram) -> bool:
        """Return whether it said so, or was given the text and is at rest since."""
        if self._clipboard.is_taken:
            return True
        is_read = self._clipboard.is_answered and program.is_at_rest() and program.is_known
        if is_read:
            self._clipboard.confirm()
        return is_read

    def _has_ignored(self, program: WindowProgram) -> bool:
        """Return whether it has surely read all keys, and not asked for the text.

        So a key of the user's spoiled the shortcut, and it can be pressed again.
        """
        is_at_rest = self._link.wait(program.is_at_rest, _RECEIPT_S, _ASK_KEYS_S)
        is_given = self._clipboard.is_answered or self._clipboard.is_taken
        return is_at_rest and program.is_known and not is_given

    def _is_primary_free(self, window: FocusedWindow) -> bool | None:
        """Return whether the primary selection can be taken without affecting the window.

        GTK drops its selection when it loses the primary one: text that the user selected to
        replace it by speaking would stay. Terminals paste the primary selection and do not
        replace text.

        Returns:
            None if that is unknown: the window could paste what is marked in it.
        """
        is_its_own = self._clipboard.owner_of_primary() in window.clients
        if reads_primary(window.window_class) or not is_its_own:
            return True
        return is_terminal(processes_of(self._link, window.xid))

    def _type(self, text: str, window: FocusedWindow) -> Result:
        if not self._keyboard.can_type(text):
            return self._keep(
                text, Sentence("The current keyboard layout cannot type all of the text.")
            )
        self._pressed_for = window.xid
        typed = self._keyboard.type(
            text, lambda: self._wait_for_the_keys() and self._is_in_use(window), window.xid
        )
        if typed.n_chars < len(text):
            self._put(text[typed.n_chars :])
            return Result(Receipt.IN_CLIPBOARD, _INTERRUPTED)
        if not self._is_in_use(window):
            return Result(Receipt.SENT, _LEFT)
        return Result(Receipt.SENT, NOTHING if typed.is_undisturbed else _DISTURBED)

    def _is_in_use(self, window: FocusedWindow) -> bool:
        now = focused_window(self._link)
        return now is not None and now.xid == window.xid

    def _keep(self, text: str, why: Sentence) -> Result:
        self._put(text)
        return Result(Receipt.IN_CLIPBOARD, joined([why, _HOW_TO_PASTE]))

    def _put(self, text: str) -> None:
        if not self._clipboard.keep(text):
            raise TypistError(_NO_CLIPBOARD)
