"""A simulated user of a Wayland desktop, through the compositor's own test interface."""

import contextlib
import time
from abc import abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

import pytest
from dbus_fast import Variant
from PySide6.QtGui import QImage
from typing_extensions import override

from desktop.bus_client import BusClient, value
from desktop.desk_person import KeyHolder
from maxwhisper_desktop.typist.data_control import bind_manager, connect
from maxwhisper_desktop.typist.wayland_wire import Arguments

if TYPE_CHECKING:
    from desktop.wayland_desk import WaylandDesk

KEYCODES: Final[Mapping[str, int]] = {
    "Escape": 1,
    "Tab": 15,
    "Return": 28,
    "Control_L": 29,
    "Shift_L": 42,
    "Alt_L": 56,
    "space": 57,
    "F8": 66,
    "F9": 67,
    "F10": 68,
    "Control_R": 97,
    "End": 107,
    "Insert": 110,
    "Delete": 111,
    "Pause": 119,
    **dict(zip("qwertyuiop", range(16, 26), strict=True)),
    **dict(zip("asdfghjkl", range(30, 39), strict=True)),
    **dict(zip("zxcvbnm", range(44, 51), strict=True)),
}
"""The kernel's keycodes of the keys that tests press, on a US keyboard."""


TRAY: Final = "org.kde.StatusNotifierWatcher"
_TRAY_ENTRY: Final = "org.kde.StatusNotifierItem"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"
_DOWN, _UP = True, False
_CLIPBOARD: Final = 1
_SECRET: Final = "x-kde-passwordManagerHint"

CALM_S: Final = 0.4
"""Seconds between two keys, or two reads of the screen."""


class WaylandPerson(KeyHolder):
    """A user with a US keyboard."""

    def tap(self, *chords: str) -> None:
        """Press and release keys, or combinations joined by ``+``, one by one."""
        for chord in chords:
            with self.holding(*chord.split("+")):
                pass

    def tap_calmly(self, *chords: str) -> None:
        """Do the same at human speed, since dialogs lose keys that come faster."""
        for chord in chords:
            self.tap(chord)
            time.sleep(CALM_S)

    @abstractmethod
    def leave(self) -> None:
        """Unplug the keyboard."""


Answered: TypeAlias = Callable[[], object]
"""Returns whether the program has its answer, for desktops that do not list their windows."""


class PortalPerson(WaylandPerson):
    """Also answers the portal's dialogs."""

    @abstractmethod
    def allow_shortcuts(self, is_answered: Answered) -> None:
        """Accept the shortcuts that a program requests."""

    @abstractmethod
    def allow_remote_desktop(self, is_answered: Answered) -> None:
        """Allow a program to press keys and use the clipboard."""

    @abstractmethod
    def allow_all(self, is_answered: Answered) -> None:
        """Accept both, in the order of the dialogs."""

    @abstractmethod
    def refuse(self, title: str, is_answered: Answered) -> None:
        """Close a dialog."""

    @abstractmethod
    def refuse_all(self, is_answered: Answered) -> None:
        """Close both, in the order of the dialogs."""

    @abstractmethod
    def stop_sharing(self) -> None:
        """End all sessions of remote desktops, as the desktop's own button does."""


SHORTCUTS_DIALOG: Final = "Add Keyboard Shortcuts"
REMOTE_DIALOG: Final = "Remote Desktop"
"""The titles on GNOME."""
_YES: Final = {
    SHORTCUTS_DIALOG: ("Shift_L+Tab", "Return"),
    REMOTE_DIALOG: ("Tab", "space", "Shift_L+Tab", "Shift_L+Tab", "Return"),
}
_NO: Final = dict.fromkeys(_YES, ("Escape",))
"""The keys that answer each of them."""


class GnomePerson(PortalPerson):
    """A user of GNOME, through its compositor's own interface for remote desktops."""

    _SERVICE = "org.gnome.Mutter.RemoteDesktop"

    def __init__(self, desk: "WaylandDesk") -> None:
        self._desk = desk
        self._bus = desk.bus()
        self._plug_in()

    @override
    def down(self, key: str) -> None:
        """Press ``key`` and keep it down."""
        self._ask("NotifyKeyboardKeycode", "ub", KEYCODES[key], _DOWN)

    @override
    def up(self, key: str) -> None:
        """Release ``key``."""
        self._ask("NotifyKeyboardKeycode", "ub", KEYCODES[key], _UP)

    def window_in_use(self) -> str | None:
        """Return the title of the focused window; None if there is none."""
        shell = "org.gnome.Shell"
        path = "/org/gnome/Shell/Introspect"
        (windows,) = self._bus.call(shell, path, f"{shell}.Introspect", "GetWindows")
        assert isinstance(windows, dict)
        for window in windows.values():
            if value(window["has-focus"]):
                return str(value(window["title"]))
        return None

    def leave_overview(self) -> None:
        """Leave the overview, in which the shell starts and no window has the focus."""
        self._desk.wait_for(self._has_started)
        self._shell_says("Main.overview.hide()")
        # Shortcuts work only from then on.
        self._desk.wait_for(lambda: self._shell_says("Main.actionMode === 1"))

    @override
    def stop_sharing(self) -> None:
        """End all sessions of remote desktops, as the button in the top bar does, and our own.

        It waits until a text is in the clipboard that asks not to be kept.
        """
        offered = f"global.display.get_selection().get_mimetypes({_CLIPBOARD})"
        self._desk.wait_for(lambda: self._shell_says(f"{offered}.includes('{_SECRET}')"))
        shown = "Main.panel.statusArea.screenSharing._handles"
        assert self._shell_says(f"[...{shown}].map(handle => handle.stop()).length > 0")
        self._plug_in()

    def screen(self) -> QImage:
        """Return a screenshot."""
        shell = "org.gnome.Shell.Screenshot"
        file = self._desk.folder / "screen.png"
        path = "/org/gnome/Shell/Screenshot"
        without = (False, False)  # the pointer, a flash
        self._bus.call(shell, path, shell, "Screenshot", "bbs", *without, str(file))
        return QImage(str(file))

    @override
    def allow_shortcuts(self, is_answered: Answered) -> None:
        """Accept the shortcuts that a program requests."""
        self._answer(_YES, SHORTCUTS_DIALOG)

    @override
    def allow_remote_desktop(self, is_answered: Answered) -> None:
        """Allow a program to press keys and use the clipboard."""
        self._answer(_YES, REMOTE_DIALOG)

    @override
    def allow_all(self, is_answered: Answered) -> None:
        """Accept both, in the order of the dialogs."""
        self._answer(_YES, *_YES)

    @override
    def refuse(self, title: str, is_answered: Answered) -> None:
        """Close a dialog."""
        self._answer(_NO, title)

    @override
    def refuse_all(self, is_answered: Answered) -> None:
        """Close both, in the order of the dialogs."""
        self._answer(_NO, *_NO)

    @override
    def leave(self) -> None:
        """Unplug the keyboard."""
        self._bus.close()

    def _has_started(self) -> bool:
        # Its name exists before its objects.
        with contextlib.suppress(AssertionError):
            return self._shell_says("!Main.layoutManager._startingUp")
        return False

    def _plug_in(self) -> None:
        """Give the user a keyboard."""
        path = "/org/gnome/Mutter/RemoteDesktop"
        (session,) = self._bus.call(self._SERVICE, path, self._SERVICE, "CreateSession")
        self._session = str(session)
        self._ask("Start")
        # The compositor adds this keyboard with its first key, which programs miss.
        self.tap("Shift_L")

    def _answer(self, keys: Mapping[str, tuple[str, ...]], *titles: str) -> None:
        """Wait until all dialogs are shown, then answer each once it is in front.

        A dialog takes the focus as soon as it is shown, and would get the keys for another one.
        """
        self._desk.wait_for(lambda: all(map(self._is_shown, titles)))
        left = {*titles}
        while left:
            title = self._read(left)
            self.tap_calmly(*keys[title])
            left.remove(title)

    def _is_shown(self, title: str) -> bool:
        is_it = f"actor.visible && actor.meta_window.title === '{title}'"
        return self._shell_says(f"global.get_window_actors().some(actor => {is_it})")

    def _shell_says(self, expression: str) -> bool:
        """Return whether a JavaScript expression is true in the shell."""
        shell = "org.gnome.Shell"
        _, said = self._bus.call(shell, "/org/gnome/Shell", shell, "Eval", "s", expression)
        return said == "true"

    def _read(self, titles: Collection[str]) -> str:
        """Wait until one of these dialogs has the focus and is drawn, since it ignores keys before that.

        Returns:
            Its title.
        """
        looks: list[tuple[str | None, QImage]] = []

        def is_read() -> bool:
            time.sleep(CALM_S)
            looks.append((self.window_in_use(), self.screen()))
            *_, last = looks
            return len(looks) > 2 and last[0] in titles and looks[-3:] == [last] * 3

        self._desk.wait_for(is_read)
        return str(looks[-1][0])

    def _ask(self, member: str, signature: str = "", *body: object) -> None:
        interface = f"{self._SERVICE}.Session"
        self._bus.call(self._SERVICE, self._session, interface, member, signature, *body)


def _choose(bus: BusClient, service: str, menu: str, label: str) -> None:
    """Choose an entry of a menu on the bus."""
    interface = "com.canonical.dbusmenu"
    _, layout = bus.call(service, menu, interface, "GetLayout", "iias", 0, -1, ["label"])
    assert isinstance(layout, Sequence)
    entries = {each.value[1]["label"].value: each.value[0] for each in layout[2]}
    event = (entries[label], "clicked", Variant("s", ""), 0)
    bus.call(service, menu, interface, "Event", "isvu", *event)


class PlasmaPerson(PortalPerson):
    """A user of KWin, through its own protocol for tests."""

    _FAKE_INPUT = "org_kde_kwin_fake_input"
    _VERSION = 4
    _AUTHENTICATE, _KEY = 0, 10
    _GET_DEVICE = 1
    _OFFER, _SELECTION = 0, 1

    def __init__(self, desk: "WaylandDesk") -> None:
        self._desk = desk
        with pytest.MonkeyPatch.context() as patch:
            for name, value in desk.environment.items():
                patch.setenv(name, value)
            self._connection = connect(self._FAKE_INPUT)
        self._input = self._connection.bind(self._FAKE_INPUT, self._VERSION)
        self._connection.send(self._input, self._AUTHENTICATE, "test", "test")
        self._offers: dict[int, list[str]] = {}
        self._copied: list[str] = []
        """The formats of what is in the clipboard."""
        clipboard, seat = bind_manager(self._connection), self._connection.bind("wl_seat")
        device = self._connection.new(self._hear_clipboard)
        self._connection.send(clipboard, self._GET_DEVICE, device, seat)
        self._connection.roundtrip()

    @override
    def down(self, key: str) -> None:
        """Press ``key`` and keep it down."""
        self._stroke(key, 1)

    @override
    def up(self, key: str) -> None:
        """Release ``key``."""
        self._stroke(key, 0)

    @override
    def allow_shortcuts(self, is_answered: Answered) -> None:
        """Accept the shortcuts that a program requests."""
        self._press_until("Return", is_answered)

    @override
    def allow_remote_desktop(self, is_answered: Answered) -> None:
        """Allow a program to press keys and use the clipboard."""
        self._press_until("Return", is_answered)

    @override
    def allow_all(self, is_answered: Answered) -> None:
        """Accept both, in the order of the dialogs."""
        self._press_until("Return", is_answered)

    @override
    def refuse(self, title: str, is_answered: Answered) -> None:
        """Close a dialog."""
        self._press_until("Escape", is_answered)

    @override
    def refuse_all(self, is_answered: Answered) -> None:
        """Close both, in the order of the dialogs."""
        self._press_until("Escape", is_answered)

    @override
    def stop_sharing(self) -> None:
        """Choose "End" in the menu of the entry in the system tray.

        It waits until a text is in the clipboard that asks not to be kept.
        """

        def is_offered() -> bool:
            self._connection.roundtrip()
            return _SECRET in self._copied

        self._desk.wait_for(is_offered)
        bus = self._desk.bus()

        def ask(service: str, path: str, interface: str, name: str) -> object:
            (answer,) = bus.call(service, path, _PROPERTIES, "Get", "ss", interface, name)
            return value(answer)

        def has_ended() -> bool:
            items = ask(TRAY, "/StatusNotifierWatcher", TRAY, "RegisteredStatusNotifierItems")
            assert isinstance(items, list)
            for item in items:
                service, _, path = item.partition("/")
                if ask(service, f"/{path}", _TRAY_ENTRY, "IconName") == "krfb":
                    menu = ask(service, f"/{path}", _TRAY_ENTRY, "Menu")
                    _choose(bus, service, str(menu), "End")
                    return True
            return False

        self._desk.wait_for(has_ended)
        bus.close()

    @override
    def leave(self) -> None:
        """Unplug the keyboard."""
        self._connection.close()

    def _press_until(self, key: str, is_answered: Answered) -> None:
        """Press a key repeatedly, since nothing reports when a dialog has the focus."""

        def is_done() -> object:
            if not is_answered():
                self.tap_calmly(key)
            return is_answered()

        self._desk.wait_for(is_done)

    def _hear_clipboard(self, opcode: int, arguments: Arguments) -> None:
        if opcode == self._OFFER:
            number = arguments.number()
            forms = self._offers[number] = []
            self._connection.listen(number, lambda _, told: forms.append(told.text()))
        elif opcode == self._SELECTION:
            self._copied = self._offers.get(arguments.number(), [])

    def _stroke(self, key: str, state: int) -> None:
        self._connection.send(self._input, self._KEY, KEYCODES[key], state)
        self._connection.roundtrip()
