"""Windows of other programs that text is brought into, each in a process of its own.

``text`` is what arrived so far, character for character, so tests wait for it::

    field = QtField(desk).focus()
    ...
    desk.wait_for(lambda: field.text() == "Hello")
"""

import json
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import Protocol, Self

from desk import Desk
from desk_person import Person
from typing_extensions import override

_QT_PROGRAM = Path(__file__).with_name("qt_field_program.py")
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

    process: subprocess.Popen[bytes]
    """The program, where it is one of ours."""

    def __init__(self, desk: Desk, title: str) -> None:
        self._desk = desk
        self._title = title

    @property
    def window(self) -> int:
        """The X11 window, once it is shown."""
        found: list[int] = []

        def is_shown() -> bool:
            said = self._desk.run("xdotool", "search", "--onlyvisible", "--name", self._title)
            found.extend(int(line) for line in said.split())
            return bool(found)

        self._desk.wait_for(is_shown)
        return found[-1]

    @property
    def middle(self) -> tuple[int, int]:
        """Where to click to hit it."""
        said = self._desk.run("xdotool", "getwindowgeometry", "--shell", str(self.window))
        at = dict(line.split("=") for line in said.split())
        x, y, width, height = (int(at[part]) for part in ("X", "Y", "WIDTH", "HEIGHT"))
        return x + width // 2, y + height // 2

    def leave(self) -> None:
        """Close it."""
        self._desk.stop(self.process)

    def focus(self) -> Self:
        """Make it the window in use."""
        window = str(self.window)

        def is_in_use() -> bool:
            # Again each time: a window manager may pass over a window that is only just there.
            self._desk.run("xdotool", "windowactivate", window)
            return self._desk.run("xdotool", "getactivewindow").strip() == window

        self._desk.wait_for(is_in_use)
        return self


class QtField(Window):
    """A text field of Qt with several lines, which also counts how often it lost the focus."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, f"qt-field-{next(_numbers)}-")
        self.process = desk.spawn(sys.executable, str(_QT_PROGRAM), self._title, piped=True)
        self._ask("text")

    @override
    def focus(self) -> Self:
        """Make it the window in use, and wait until it knows."""
        super().focus()
        self._desk.wait_for(lambda: self._ask("has_focus"))
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
        answer: object = json.loads(self.process.stdout.readline())
        return answer


class Xterm(Window):
    """A terminal in which a program reads raw keys; a line end is what Enter sends."""

    def __init__(self, desk: Desk) -> None:
        number = next(_numbers)
        super().__init__(desk, f"xterm-{number}-")
        self._received = desk.folder / f"xterm-{number}.txt"
        read_raw = f"stty raw -echo; exec cat > '{self._received}'"
        self.process = desk.spawn("xterm", "-u8", "-T", self._title, "-e", "sh", "-c", read_raw)
        desk.wait_for(self._received.exists)
        self._n_cleared = 0

    def text(self) -> str:
        """Return what was typed; a character that is not complete yet is shown as U+FFFD."""
        received = self._received.read_bytes()[self._n_cleared :]
        return received.decode(errors="replace").replace("\r", "\n")

    def clear(self) -> None:
        """Forget what was typed so far."""
        self._n_cleared = self._received.stat().st_size


class GtkField(Window):
    """The GTK editor Mousepad. It is read by saving, which leaves the clipboard alone."""

    def __init__(self, desk: Desk) -> None:
        self._file = desk.folder / f"gtk-field-{next(_numbers)}-.txt"
        self._file.touch()
        super().__init__(desk, self._file.name)
        self.process = desk.spawn("mousepad", "--disable-server", str(self._file))

    def text(self) -> str:
        """Return what is in it; it must be the window in use."""
        if self._is_modified():
            self._press("Control_L", "s")
            self._desk.wait_for(lambda: not self._is_modified())
        return self._file.read_bytes().decode()

    def clear(self) -> None:
        """Empty it; it must be the window in use."""
        self._press("Control_L", "a")
        self._press("Delete")
        self._desk.wait_for(lambda: not self.text())

    def _press(self, *keys: str) -> None:
        person = Person(self._desk)
        with person.holding(*keys):
            pass
        person.leave()

    def _is_modified(self) -> bool:
        title = self._desk.run("xdotool", "getwindowname", str(self.window))
        return title.startswith("*")
