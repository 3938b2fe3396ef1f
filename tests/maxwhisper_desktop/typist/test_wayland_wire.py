"""Messages of Wayland's wire protocol, taken apart, and a compositor that is not there."""

import struct
from pathlib import Path

import pytest

from maxwhisper_desktop.typist.wayland_wire import Arguments, WaylandConnection


@pytest.mark.parametrize("text", ["", "abc", "abcd", "text/plain;charset=utf-8", "Grüße"])
def test_what_follows_a_string_begins_at_the_next_word(text: str) -> None:
    content = text.encode() + b"\0"
    padding = b"\0" * (-len(content) % 4)
    message = struct.pack("=I", len(content)) + content + padding + struct.pack("=I", 7)
    arguments = Arguments(message, [])
    assert arguments.text() == text
    assert arguments.number() == 7


def test_files_are_taken_in_the_order_in_which_they_came() -> None:
    arguments = Arguments(b"", [11, 12])
    assert (arguments.file(), arguments.file()) == (11, 12)


def test_without_a_compositor_the_connection_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-9")
    before = _n_open_files()
    with pytest.raises(OSError, match="No such file"):
        WaylandConnection()
    assert _n_open_files() == before


def _n_open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))
