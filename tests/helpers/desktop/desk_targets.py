"""Windows of other programs that text is brought into, each in a process of its own.

``text`` is what arrived so far, character for character, so tests wait for it::

    field = QtField(desk).focus()
    ...
    desk.wait_for(lambda: field.text() == "Hello")
"""

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Protocol, Self

from typing_extensions import override

from desktop.desk import Desk
from desktop.desk_person import Person

_QT_PROGRAM = Path(__file__).with_name("qt_field_program.py")
_DRAG_PROGRAM = Path(__file__).with_name("drag_source_program.py")
_numbers = count(1)


class Target(Protocol):
    """A window that takes text."""

    def focus(self) -> Self:
        """Make it the window in use."""
        ...

    def text(self) -> str:
        """Return what is in it."""
        ...

    def clear(self) -> None:
        """Empty it."""
        ...


class Window:
    """A program's window, known by its title."""

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
        """Return as soon as ``condition`` holds, which its program has to live to see."""
        self._desk.wait_for(condition, *self._needed)

    @property
    def middle(self) -> tuple[int, int]:
        """Where to click to hit it."""
        said = self._desk.run("xdotool", "getwindowgeometry", "--shell", str(self.window))
        at = dict(line.split("=") for line in said.split())
        x, y, width, height = (int(at[part]) for part in ("X", "Y", "WIDTH", "HEIGHT"))
        return x + width // 2, y + height // 2

    def focus(self) -> Self:
        """Make it the window in use."""
        window = str(self.window)

        def is_in_use() -> bool:
            if self._desk.run("xdotool", "getactivewindow").strip() == window:
                return True
            # Again each time: a window manager may pass over a window that is only just there.
            self._desk.run("xdotool", "windowactivate", window)
            return False

        self.wait_for(is_in_use)
        return self


class OwnWindow(Window):
    """The window of a program that is started for it, and at once the window in use.

    A window manager gives the focus to each new window. So nobody goes on before this one has it:
    it would take it from another one later.
    """

    def __init__(self, desk: Desk, title: str, process: subprocess.Popen[bytes]) -> None:
        super().__init__(desk, title, process)
        self.process = process
        self.focus()

    def leave(self) -> None:
        """Close it."""
        self._desk.stop(self.process)


class QtField(OwnWindow):
    """A text field of Qt with several lines, which also counts how often it lost the focus."""

    def __init__(self, desk: Desk) -> None:
        title = f"qt-field-{next(_numbers)}-"
        command = (sys.executable, str(_QT_PROGRAM), title)
        super().__init__(desk, title, desk.spawn(*command, piped=True))

    @override
    def focus(self) -> Self:
        """Make it the window in use, and wait until it knows."""
        super().focus()
        self.wait_for(lambda: self._ask("has_focus"))
        return self

    def text(self) -> str:
        """Return what is in it."""
        return str(self._ask("text"))

    def clear(self) -> None:
        """Empty it."""
        self._ask("clear")

    @property
    def n_focus_losses(self) -> int:
        """How often the focus went, as the toolkit told the field."""
        return int(str(self._ask("n_focus_losses")))

    @property
    def side_buttons(self) -> object:
        """The side buttons of the mouse that were pressed over it."""
        return self._ask("side_buttons")

    def _ask(self, question: str) -> object:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{question}\n".encode())
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f"the field has ended: {self._desk.log(sys.executable)[-2000:]}"
        answer: object = json.loads(line)
        return answer


class DragSource(OwnWindow):
    """A window from which a file can be dragged."""

    def __init__(self, desk: Desk, file: Path) -> None:
        title = f"drag-source-{next(_numbers)}-"
        self._welcome = desk.folder / f"{title}welcome"
        command = (sys.executable, str(_DRAG_PROGRAM), title, str(self._welcome), str(file))
        super().__init__(desk, title, desk.spawn(*command))

    @property
    def is_welcome(self) -> bool:
        """Whether the window it is dragged over has said that it would take the file."""
        return self._welcome.exists()


_TERMINAL_PASTE = (
    "XTerm*VT100.translations: #override Ctrl Shift <KeyPress> V: insert-selection(CLIPBOARD)"
)


class Xterm(OwnWindow):
    """A terminal in which a program reads raw keys; a line end is what Enter sends.

    Ctrl+Shift+V pastes the clipboard, as in most terminals.
    """

    def __init__(self, desk: Desk) -> None:
        number = next(_numbers)
        title = f"xterm-{number}-"
        self._received = desk.folder / f"xterm-{number}.txt"
        read_raw = f"stty raw -echo; exec cat > '{self._received}'"
        command = (
            "xterm",
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
        """Return what was typed; a character that is not complete yet is shown as U+FFFD."""
        received = self._received.read_bytes()[self._n_cleared :]
        return received.decode(errors="replace").replace("\r", "\n")

    def clear(self) -> None:
        """Forget what was typed so far."""
        self._n_cleared = self._received.stat().st_size


class GtkField(OwnWindow):
    """The GTK editor Mousepad. It is read by saving, which leaves the clipboard alone."""

    def __init__(self, desk: Desk) -> None:
        self._file = desk.folder / f"gtk-field-{next(_numbers)}-.txt"
        self._file.touch()
        mousepad = desk.spawn("mousepad", "--disable-server", str(self._file))
        super().__init__(desk, self._file.name, mousepad)

    def text(self) -> str:
        """Return what is in it; it must be the window in use."""
        if self._is_modified():
            self._press("Control_L", "s")
            self.wait_for(lambda: not self._is_modified())
        return self._file.read_bytes().decode()

    def clear(self) -> None:
        """Empty it; it must be the window in use."""
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
