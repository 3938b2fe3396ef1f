"""Windows of Wayland programs to deliver text to, each in its own process."""

import http.server
import json
import sys
import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Final, Protocol

from typing_extensions import override

from desktop.wayland_desk import WaylandDesk

_HERE: Final = Path(__file__).parent
_numbers = count(1)


class WaylandTarget(Protocol):
    """A window that accepts text."""

    def text(self) -> str:
        """Return its text."""
        ...

    def clear(self) -> None:
        """Clear it."""
        ...

    def leave(self) -> None:
        """Close it."""
        ...


class _AskedField:
    """A program with one field that answers questions; focused from its start."""

    def __init__(self, desk: WaylandDesk, *command: str, title: str) -> None:
        self._desk = desk
        self.process = desk.spawn(*command, title, piped=True, more=_NATIVE)
        desk.wait_for(lambda: self._ask("has_focus"), self.process)

    def text(self) -> str:
        """Return its text."""
        return str(self._ask("text"))

    def clear(self) -> None:
        """Clear it."""
        self._ask("clear")

    def has_focus(self) -> bool:
        """Return whether it has the focus."""
        return bool(self._ask("has_focus"))

    def leave(self) -> None:
        """Close it."""
        self._desk.stop(self.process)

    def _ask(self, question: str) -> object:
        return self._desk.ask(self.process, question)


_NATIVE: Final = {
    "QT_QPA_PLATFORM": "wayland",
    "GDK_BACKEND": "wayland",
    "GSK_RENDERER": "cairo",
}


class QtWaylandField(_AskedField):
    """A text field of Qt 6."""

    def __init__(self, desk: WaylandDesk) -> None:
        program = str(_HERE / "qt_field_program.py")
        super().__init__(desk, sys.executable, program, title=f"qt-field-{next(_numbers)}-")

    @property
    def n_focus_losses(self) -> int:
        """How often the field lost the focus, according to the toolkit."""
        return int(str(self._ask("n_focus_losses")))

    @property
    def picture(self) -> str:
        """The picture in the clipboard; F8 copies one."""
        return str(self._ask("picture"))


class Gtk4Field(_AskedField):
    """A text field of GTK 4."""

    def __init__(self, desk: WaylandDesk) -> None:
        program = str(_HERE / "gtk_field_program.py")
        super().__init__(
            desk, "/usr/bin/python3", program, title=f"gtk-field-{next(_numbers)}-"
        )


_UNTIL_FOCUSED: Final = (
    r"printf '\033[?1004h'; "
    r"""until [ "$(dd bs=1 count=3 2>/dev/null)" = "$(printf '\033[I')" ]; do :; done; """
    r"printf '\033[?1004l'"
)
"""Lets a terminal report its focus until it has it."""


class Foot:
    """A terminal whose program reads raw keys; Enter sends a line end."""

    def __init__(self, desk: WaylandDesk) -> None:
        self._desk = desk
        self._received = desk.folder / f"foot-{next(_numbers)}.txt"
        program = f"stty raw -echo; {_UNTIL_FOCUSED}; exec cat > '{self._received}'"
        self._process = desk.spawn("foot", "sh", "-c", program)
        desk.wait_for(self._received.exists, self._process)
        self._n_cleared = 0

    def text(self) -> str:
        """Return what was typed; an incomplete character becomes U+FFFD."""
        received = self._received.read_bytes()[self._n_cleared :]
        return received.decode(errors="replace").replace("\r", "\n")

    def clear(self) -> None:
        """Discard what was typed so far."""
        self._n_cleared = self._received.stat().st_size

    def leave(self) -> None:
        """Close it."""
        self._desk.stop(self._process)


class Chromium:
    """A text area in the browser, whose page reports its text to our server."""

    def __init__(self, desk: WaylandDesk) -> None:
        self._desk = desk
        self._page = _Page()
        threading.Thread(target=self._page.serve_forever, daemon=True).start()
        self._process = desk.spawn(
            "chromium",
            *("--no-sandbox", "--no-first-run", "--disable-gpu", "--password-store=basic"),
            *(
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ),
            "--ozone-platform=wayland",
            f"--user-data-dir={desk.folder / 'chromium'}",
            f"--app=http://127.0.0.1:{self._page.server_port}/",
        )
        self._wait_for(lambda: self._page.has_focus)

    def text(self) -> str:
        """Return its text."""
        return self._page.text

    def clear(self) -> None:
        """Clear it."""
        self._page.is_to_be_cleared = True
        self._wait_for(lambda: not self._page.is_to_be_cleared and not self._page.text)

    def leave(self) -> None:
        """Close it."""
        self._desk.stop(self._process)
        self._page.shutdown()
        self._page.server_close()

    def _wait_for(self, condition: Callable[[], object]) -> None:
        self._desk.wait_for(condition, self._process)


class _Page(http.server.ThreadingHTTPServer):
    """Serves the page and receives its reports; each attribute is replaced as a whole."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _PageHandler)
        self.text = ""
        self.has_focus = False
        self.is_to_be_cleared = False


class _PageHandler(http.server.BaseHTTPRequestHandler):
    @property
    def _page(self) -> _Page:
        assert isinstance(self.server, _Page)
        return self.server

    def do_GET(self) -> None:
        self._answer(_PAGE.encode())

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self._page.is_to_be_cleared and not told["text"]:
            self._page.is_to_be_cleared = False
        self._page.text, self._page.has_focus = told["text"], told["focus"]
        self._answer(json.dumps({"clear": self._page.is_to_be_cleared}).encode())

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""

    def _answer(self, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


_PAGE: Final = """<!doctype html><title>web-field</title>
<textarea id=field style="width: 95%; height: 90vh" autofocus></textarea>
<script>
async function tell() {
  const told = {text: field.value, focus: document.hasFocus()};
  const answer = await fetch("/", {method: "POST", body: JSON.stringify(told)});
  if ((await answer.json()).clear) { field.value = ""; field.focus(); }
  setTimeout(tell, 10);
}
tell();
</script>
"""
