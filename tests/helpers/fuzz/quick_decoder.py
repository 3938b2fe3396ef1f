"""The program's decoder without its start, which takes longer than decoding a small file.

A server has the decoder loaded and forks for each file; ``QuickDecoder.command`` stands for the
decoder's own command line. A decoder that crashes or hangs takes only itself down, as in the program.

This file is the server and the command as well::

    python quick_decoder.py serve SOCKET
    python quick_decoder.py decode SOCKET SAMPLE_RATE TRACK CHANNEL [FORMAT]
"""

import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

STREAMS: Final = (0, 1, 2)
_READY: Final = b"ready\n"
_MOST_BYTES: Final = 1000


class QuickDecoder:
    """A running server; ``command`` is for ``read_audio_file`` and the like."""

    def __init__(self, folder: Path) -> None:
        """Start a server whose socket is in ``folder``."""
        script, socket_path = str(Path(__file__)), str(folder / "decoder")
        # No site packages: the command needs none of them, and every file waits for its start.
        self._alone = [sys.executable, "-I", "-S", script, "decode", socket_path]
        self._server = subprocess.Popen(
            [sys.executable, script, "serve", socket_path],
            stdout=subprocess.PIPE,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        )
        assert self._server.stdout is not None
        assert self._server.stdout.readline() == _READY

    def __enter__(self) -> "QuickDecoder":
        return self

    def __exit__(self, *_: object) -> Literal[False]:
        self._server.kill()
        self._server.communicate()
        return False

    def command(
        self, track: int | None = None, channel: int | None = None, bare: str | None = None
    ) -> list[str]:
        """Return what decodes the file on its standard input to 16 kHz, as the decoder does.

        Args:
            track: Its number, from 1.
            channel: Its number, from 1; None for a mix of all.
            bare: The format of what is of no other.
        """
        numbers = ("16000", str(track or 0), str(channel or 0))
        return [*self._alone, *numbers, *([bare] if bare else [])]


def _serve(path: str) -> None:
    from engine.audio import file_decoder  # noqa: PLC0415 - the command starts without it

    # Whoever ends is forgotten at once.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen(64)
        os.write(1, _READY)
        while True:
            caller, _ = server.accept()
            if os.fork() == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                os._exit(_attend(caller, file_decoder.main))
            caller.close()


def _attend(caller: socket.socket, main: Callable[[], None]) -> int:
    """Decode in a child process, and tell the caller how it ended; if the caller ends first, end it."""
    arguments, streams, _, _ = socket.recv_fds(caller, _MOST_BYTES, len(STREAMS))
    child = os.fork()
    if child == 0:
        for stream, number in zip(streams, STREAMS, strict=True):
            os.dup2(stream, number)
        sys.argv[1:] = arguments.decode().split()
        os._exit(_status_of(main))
    for stream in streams:
        os.close(stream)
    ended = os.pidfd_open(child)
    readable, _, _ = select.select([ended, caller.fileno()], [], [])
    if ended not in readable:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with contextlib.suppress(OSError):
        caller.sendall(str(os.waitstatus_to_exitcode(status)).encode())
    return 0


def _status_of(main: Callable[[], None]) -> int:
    """Run the decoder as Python runs a script."""
    try:
        main()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001 - the top of a process
        traceback.print_exc()
        sys.stderr.flush()
        return 1
    return 0


def _decode(path: str, arguments: list[str]) -> int:
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(path)
        socket.send_fds(server, [" ".join(arguments).encode()], STREAMS)
        status = int(server.recv(_MOST_BYTES) or -signal.SIGKILL)
    if status < 0:
        os.kill(os.getpid(), -status)
    return status


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        _serve(sys.argv[2])
    sys.exit(_decode(sys.argv[2], sys.argv[3:]))
