"""Clipboard access without a focused window, through the protocol data-control, and paste keys.

On sway, labwc, KWin and others, a program can own both selections while another one has the focus,
and is told of each read. So terminals, which paste the primary selection on Shift+Insert, work
too.
"""

import asyncio
import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from engine.sentence import Sentence
from maxwhisper_desktop.mechanisms import Tell
from maxwhisper_desktop.ports import TypistError
from maxwhisper_desktop.settings.settings import Delivery, PasteChord
from maxwhisper_desktop.typist import virtual_keyboard
from maxwhisper_desktop.typist.active_window import ActiveWindow
from maxwhisper_desktop.typist.clipboard_session import PasteKeys, read_all, write_all
from maxwhisper_desktop.typist.virtual_keyboard import VirtualKeyboard
from maxwhisper_desktop.typist.wayland_typist import IsDown, WaylandTypist
from maxwhisper_desktop.typist.wayland_wire import Arguments, OpenFile, WaylandConnection

log = logging.getLogger(__name__)

MECHANISM: Final = "Wayland clipboard"
STRENGTH: Final = Sentence(
    "Text is pasted, and the desktop tells whether a window has taken it."
)
_MANAGERS: Final[Mapping[str, int]] = {
    "ext_data_control_manager_v1": 1,
    "zwlr_data_control_manager_v1": 2,
}
"""The protocol, and the one before it, which has the same messages; each with the version that has
both selections."""
_SEAT: Final = "wl_seat"
_CREATE_SOURCE, _GET_DEVICE = 0, 1
_SET_SELECTION, _SET_PRIMARY = 0, 2
_DATA_OFFER, _SELECTION, _PRIMARY = 0, 1, 3
_OFFER, _DESTROY = 0, 1
_SEND, _CANCELLED = 0, 1
_RECEIVE: Final = 0
_LACKS: Final = Sentence("This desktop does not let programs paste into other windows.")
_UNREACHABLE: Final = Sentence("There is no connection to the desktop. Log in again.")
_GONE: Final = Sentence("The desktop has closed the connection.")


def connect(*more: str) -> WaylandConnection:
    """Connect to the compositor, and check that it has the protocol, a seat and ``more``.

    Raises:
        TypistError: It cannot be reached, or lacks them.
    """
    if not os.environ.get("WAYLAND_DISPLAY"):
        raise TypistError(Sentence("This is not a Wayland session."), fits_session=False)
    try:
        connection = WaylandConnection()
    except OSError as error:
        raise TypistError(_UNREACHABLE) from error
    has_clipboard = not _MANAGERS.keys().isdisjoint(connection.globals)
    if not has_clipboard or not {_SEAT, *more} <= connection.globals.keys():
        connection.close()
        raise TypistError(_LACKS, fits_session=False)
    return connection


def bind_manager(connection: WaylandConnection) -> int:
    """Return the protocol's object on a connection from ``connect``."""
    manager = next(name for name in _MANAGERS if name in connection.globals)
    return connection.bind(manager, _MANAGERS[manager])


class DataControlSession:
    """Both selections and a keyboard, until ``close`` (a ``ClipboardSession``).

    On one loop's thread. Requests are short, so sending them never blocks.
    """

    def __init__(
        self,
        connection: WaylandConnection,
        keys: PasteKeys | None,
        on_read: Callable[[str], None],
        on_lost: Callable[[], None],
    ) -> None:
        """Begin.

        Args:
            connection: From ``connect``; closed with the session.
            keys: Closed with the session; None for the compositor's own virtual keyboard.
            on_read: Called with the format in which a program has read the whole content.
            on_lost: Called once another program owns the clipboard, or the session has ended.

        Raises:
            TypistError: The compositor does not respond.
        """
        self._connection = connection
        self._on_read = on_read
        self._on_lost = on_lost
        self._offered: Mapping[str, bytes] = {}
        self._sources: list[int] = []
        self._forms: dict[int, list[str]] = {}
        self._current = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._has_ended = False
        self.is_ours = False
        seat = self._connection.bind(_SEAT)
        self._manager = bind_manager(self._connection)
        self._device = self._connection.new(self._hear_device)
        self._connection.send(self._manager, _GET_DEVICE, self._device, seat)
        self._windows = ActiveWindow(self._connection)
        self._has_own_keys = keys is None
        self._keys = keys or VirtualKeyboard(self._connection, seat)
        try:
            # The reply comes after the clipboard's formats and the windows' states.
            self._connection.roundtrip()
        except OSError as error:
            self._connection.close()
            raise TypistError(_UNREACHABLE) from error
        asyncio.get_running_loop().add_reader(self._connection.fileno(), self._hear)

    @property
    def is_closed(self) -> bool:
        """Whether it has ended."""
        return self._has_ended or self._keys.is_closed

    @property
    def window(self) -> int | None:
        """The active window's number in this session; None if the compositor does not tell."""
        return self._windows.number

    async def press(self, chord: PasteChord) -> None:
        """Press and release the keys that paste."""
        with self._compositor_needed():
            await self._keys.press(chord)

    async def offer(self, forms: Mapping[str, bytes]) -> None:
        """Offer content in both selections, in several formats."""
        requests = (_SET_SELECTION, _SET_PRIMARY)
        with self._compositor_needed():
            self._offered = forms
            old, self._sources = self._sources, [self._new_source() for _ in requests]
            for source, request in zip(self._sources, requests, strict=True):
                self._connection.send(self._device, request, source)
            for source in old:
                self._connection.send(source, _DESTROY)
            self.is_ours = True

    async def read(self) -> dict[str, bytes]:
        """Return the content that another program has put in the clipboard, in all formats."""
        found: dict[str, bytes] = {}
        for form in self._forms.get(self._current, ()):
            reading, writing = os.pipe()
            with self._compositor_needed(), os.fdopen(writing, "wb"):
                self._connection.send(self._current, _RECEIVE, form, OpenFile(writing))
            try:
                found[form] = await asyncio.to_thread(read_all, reading)
            except OSError as error:
                log.info("could not read the clipboard as %s: %s", form, error)
        return found

    async def rest(self) -> None:
        """Close a keyboard of another source, which the desktop may show; ours cannot be seen."""
        if not self._has_own_keys:
            await self._keys.close()

    async def close(self) -> None:
        """Give up the selections and close the connection."""
        self.abandon()
        await self._keys.close()

    def abandon(self) -> None:
        """Close the connection alone, which gives up the selections."""
        if not self._has_ended:
            self._has_ended = True
            asyncio.get_running_loop().remove_reader(self._connection.fileno())
            self._connection.close()

    def _hear(self) -> None:
        try:
            self._connection.hear()
        except OSError as error:
            log.warning("the compositor has closed the connection: %s", error)
            self.abandon()
            self._on_lost()

    def _hear_device(self, opcode: int, arguments: Arguments) -> None:
        if opcode not in {_DATA_OFFER, _SELECTION, _PRIMARY}:
            return
        offer = arguments.number()
        if opcode == _DATA_OFFER:
            forms = self._forms[offer] = []
            self._connection.listen(offer, lambda _, arguments: forms.append(arguments.text()))
        elif opcode == _SELECTION:
            old, self._current = self._current, offer
            self._forget(old)
        else:
            # The primary selection is not saved: it changes with every selected word.
            self._forget(offer)

    def _forget(self, offer: int) -> None:
        if self._forms.pop(offer, None) is not None:
            self._connection.send(offer, _DESTROY)

    def _new_source(self) -> int:
        source = self._connection.new(
            lambda opcode, arguments: self._hear_source(source, opcode, arguments)
        )
        self._connection.send(self._manager, _CREATE_SOURCE, source)
        for form in self._offered:
            self._connection.send(source, _OFFER, form)
        return source

    def _hear_source(self, source: int, opcode: int, arguments: Arguments) -> None:
        if opcode == _SEND:
            form, file = arguments.text(), arguments.file()
            content = self._offered.get(form) if source in self._sources else None
            task = asyncio.ensure_future(self._serve(form, file, content))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        elif opcode == _CANCELLED and self._sources and source == self._sources[0]:
            self.is_ours = False
            self._on_lost()

    async def _serve(self, form: str, file: int, content: bytes | None) -> None:
        is_read = await asyncio.to_thread(write_all, file, content or b"")
        if is_read and content is not None:
            self._on_read(form)

    @contextmanager
    def _compositor_needed(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.abandon()
            raise TypistError(_GONE) from error


class DataControlSource:
    """Opens sessions (a ``SessionSource``)."""

    mechanism = MECHANISM
    strength = STRENGTH
    asks = False
    reads_at_once = False
    keys_end_a_hold = False
    keeps_plain_text = False

    async def open(
        self, on_read: Callable[[str], None], on_lost: Callable[[], None]
    ) -> DataControlSession:
        """Open a session.

        Raises:
            TypistError: This compositor cannot be used.
        """
        connection = connect(virtual_keyboard.MANAGER)
        return DataControlSession(connection, None, on_read, on_lost)

    def drop(self) -> None:
        """Do nothing: each session has its own connection."""


def open_data_control_typist(delivery: Delivery, is_down: IsDown, tell: Tell) -> WaylandTypist:
    """Return a typist.

    Raises:
        TypistError: This compositor cannot be used.
    """
    probe_data_control()
    return WaylandTypist(DataControlSource(), delivery, is_down, tell)


def probe_data_control() -> None:
    """Check that the compositor has the protocols.

    Raises:
        TypistError: It lacks them.
    """
    connect(virtual_keyboard.MANAGER).close()
