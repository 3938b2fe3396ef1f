"""Windows of other programs that text is delivered to, each in its own process.

``text`` is exactly what has arrived so far, so tests wait for it::

    field = QtField(desk).focus()
    ...
    desk.wait_for(lambda: field.text() == "Hello")
"""

import re
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Final, Protocol, Self

from typing_extensions import override

from desktop.desk import Desk
from desktop.desk_person import Person

_QT_PROGRAM = Path(__file__).with_name("qt_field_program.py")
_TK_PROGRAM = Path(__file__).with_name("tk_field_program.tcl")
_DRAG_PROGRAM = Path(__file__).with_name("drag_source_program.py")
_numbers = count(1)


class Target(Protocol):
    """A window that accepts text."""

    def focus(self) -> Self:
        """Activate it."""
        ...

    def text(self) -> str:
        """Return its text."""
        ...

    def clear(self) -> None:
        """Clear it."""
        ...


class Window:
    """A program's window, found by its title."""

    def __init__(self, desk: Desk, title: str, *needed: subprocess.Popen[bytes]) -> None:
        self._desk = desk
        self._title = title
        self._needed = needed

    @property
    def window(self) -> int:
        """The X11 window, once it is shown."""
        found: list[int] = []

        def is_shown() -> bool:
            said = self._desk.run("xdotool", "search", "--onlyvisible", "--name", self._title)
            found.extend(int(line) for line in said.split())
            return bool(found)

        self.wait_for(is_shown)
        return found[-1]

    def wait_for(self, condition: Callable[[], object]) -> None:
        """Return as soon as ``condition`` holds; fail if its program ends first."""
        self._desk.wait_for(condition, *self._needed)

    @property
    def middle(self) -> tuple[int, int]:
        """The position of its centre on the screen."""
        said = self._desk.run("xdotool", "getwindowgeometry", "--shell", str(self.window))
        at = dict(line.split("=") for line in said.split())
        x, y, width, height = (int(at[part]) for part in ("X", "Y", "WIDTH", "HEIGHT"))
        return x + width // 2, y + height // 2

    @property
    def corner(self) -> tuple[int, int]:
        """The position of its upper left corner on the screen, within its frame."""
        # xdotool counts the frame twice.
        said = self._desk.run("xwininfo", "-id", str(self.window))
        x, y = re.findall(r"Absolute upper-left [XY]: +(-?\d+)", said)
        return int(x), int(y)

    def focus(self) -> Self:
        """Activate it."""
        window = str(self.window)

        def is_in_use() -> bool:
            if self._desk.run("xdotool", "getactivewindow").strip() == window:
                return True
            # Repeatedly: a window manager may ignore a window that has just appeared.
            self._desk.run("xdotool", "windowactivate", window)
            return False

        self.wait_for(is_in_use)
        return self


class OwnWindow(Window):
    """The window of a program started for it, which is active at once.

    A window manager gives each new window the focus. So the constructor waits until this one
    has it: otherwise it would take the focus from another window later.
    """

    def __init__(self, desk: Desk, title: str, process: subprocess.Popen[bytes]) -> None:
        super().__init__(desk, title, process)
        self.process = process
        self.focus()

    def leave(self) -> None:
        """Close it."""
        self._desk.stop(self.process)


class QtField(OwnWindow):
    """A multi-line Qt text field that also counts how often it lost the focus."""

    def __init__(self, desk: Desk) -> None:
        title = f"qt-field-{next(_numbers)}-"
        command = (sys.executable, str(_QT_PROGRAM), title)
        super().__init__(desk, title, desk.spawn(*command, piped=True))

    @override
    def focus(self) -> Self:
        """Activate it, and wait until its program has noticed."""
        super().focus()
        self.wait_for(lambda: self._ask("has_focus"))
        return self

    def text(self) -> str:
        """Return its text."""
        return str(self._ask("text"))

    def clear(self) -> None:
        """Clear it."""
        self._ask("clear")

    @property
    def n_focus_losses(self) -> int:
        """How often it lost the focus, according to Qt."""
        return int(str(self._ask("n_focus_losses")))

    @property
    def side_buttons(self) -> object:
        """The mouse side buttons that were pressed over it."""
        return self._ask("side_buttons")

    def _ask(self, question: str) -> object:
        return self._desk.ask(self.process, question)


class TkField(OwnWindow):
    """A multi-line text field of Tk."""

    def __init__(self, desk: Desk) -> None:
        title = f"tk-field-{next(_numbers)}-"
        super().__init__(desk, title, desk.spawn("wish", str(_TK_PROGRAM), title, piped=True))

    def text(self) -> str:
        """Return its text."""
        return str(self._desk.ask(self.process, "text"))

    def clear(self) -> None:
        """Clear it."""
        self._desk.ask(self.process, "clear")


class DragSource(OwnWindow):
    """A window from which a file can be dragged."""

    def __init__(self, desk: Desk, file: Path) -> None:
        title = f"drag-source-{next(_numbers)}-"
        self._welcome = desk.folder / f"{title}welcome"
        command = (sys.executable, str(_DRAG_PROGRAM), title, str(self._welcome), str(file))
        super().__init__(desk, title, desk.spawn(*command))

    @property
    def is_welcome(self) -> bool:
        """Whether the window under the pointer accepts the file."""
        return self._welcome.exists()


_TERMINAL_PASTE = (
    "*VT100.translations: #override Ctrl Shift <KeyPress> V: insert-selection(CLIPBOARD)"
)


class Xterm(OwnWindow):
    """A terminal in which a program reads raw keys; a line break is what Enter sends.

    Ctrl+Shift+V pastes the clipboard, as in most terminals.
    """

    def __init__(self, desk: Desk, window_class: str = "XTerm", shown: str = "") -> None:
        """Start it.

        Args:
            desk: Its desk.
            window_class: Its class, by which programs know terminals.
            shown: What stands in its first line.
        """
        number = next(_numbers)
        title = f"xterm-{number}-"
        self._received = desk.folder / f"xterm-{number}.txt"
        read_raw = f"printf '{shown}'; stty raw -echo; exec cat > '{self._received}'"
        command = (
            "xterm",
            "-class",
            window_class,
            "-u8",
            "-xrm",
            _TERMINAL_PASTE,
            "-T",
            title,
            "-e",
            "sh",
            "-c",
            read_raw,
        )
        super().__init__(desk, title, desk.spawn(*command))
        self.wait_for(self._received.exists)
        self._n_cleared = 0

    def text(self) -> str:
        """Return what was typed; an incomplete character becomes U+FFFD."""
        received = self._received.read_bytes()[self._n_cleared :]
        return received.decode(errors="replace").replace("\r", "\n")

    def clear(self) -> None:
        """Discard what was typed so far."""
        self._n_cleared = self._received.stat().st_size


_MOUSEPAD_SETTINGS: Final = """[org/xfce/mousepad/preferences/file]
monitor-changes=false
"""
"""When busy, it takes its own saving for another program's, and asks what to do."""


class GtkField(OwnWindow):
    """The GTK editor Mousepad, which is read by saving its file, without the clipboard."""

    def __init__(self, desk: Desk) -> None:
        self._file = desk.folder / f"gtk-field-{next(_numbers)}-.txt"
        self._file.touch()
        settings = desk.folder / "config" / "glib-2.0" / "settings" / "keyfile"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(_MOUSEPAD_SETTINGS)
        mousepad = desk.spawn(
            *("mousepad", "--disable-server", str(self._file)),
            more={"GSETTINGS_BACKEND": "keyfile"},
        )
        super().__init__(desk, self._file.name, mousepad)

    def text(self) -> str:
        """Return its text; it must be active."""
        if self._is_modified():
            self._press("Control_L", "s")
            self.wait_for(lambda: not self._is_modified())
        return self._file.read_bytes().decode()

    def clear(self) -> None:
        """Clear it; it must be active."""
        self._press("Control_L", "a")
        self._press("Delete")
        self.wait_for(lambda: not self.text())

    def _press(self, *keys: str) -> None:
        person = Person(self._desk)
        with person.holding(*keys):
            pass
        person.leave()

    def _is_modified(self) -> bool:
        title = self._desk.run("xdotool", "getwindowname", str(self.window))
        return title.startswith("*")
