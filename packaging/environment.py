"""Creates a virtual environment with exactly the locked versions, or keeps a valid one.

usage: PYTHON packaging/environment.py use|develop FOLDER

Run it from the repository's root, with the environment's Python; it uses only the standard
library, since nothing is installed yet. The installers' output goes to a log; the user sees one
line of progress and, on failure, one sentence. Downloads are kept, so that the next run
continues from there; a partial installation is created anew.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NoReturn, TypeAlias

Command: TypeAlias = Sequence[str]
Steps: TypeAlias = Callable[[str, Path], Sequence[Command]]

LOCKED: Final = Path("packaging/locked")

NEEDED_BYTES: Final = {"use": 1_500_000_000, "develop": 1_700_000_000}
"""Peak disk usage of an environment and its downloads during installation."""

PROGRESS_S: Final = 10.0
"""Seconds between lines of progress where they cannot be redrawn."""

POLL_S: Final = 0.2

STOPS: Final = {signal.SIGINT, signal.SIGTERM}

EXIT_FAILED: Final = 1
EXIT_INTERRUPTED: Final = 130

_UNITS: Final = {"KiB": 2**10, "MiB": 2**20, "GiB": 2**30}

AGAIN: Final = "then run this again; it continues from here"

PROBLEMS: Final = (
    (
        r"no space left on device|disk quota exceeded|os error (28|122)\b",
        f"the disk is full; free 2 GB for the project and ~/.cache, {AGAIN}",
    ),
    (
        r"hash mismatch|do not match the hashes",
        f"a package differs from the tested one; clear the caches of uv and pip, {AGAIN}",
    ),
    (
        r"proxy|tunnel error",
        f"the proxy blocks the packages; set HTTPS_PROXY to the right address, {AGAIN}",
    ),
    (
        r"certificate",
        f"the package index is not trusted; set SSL_CERT_FILE to your network's certificates, {AGAIN}",
    ),
    (
        r"dns error|name resolution|failed to lookup|connection|network|timed out|could not find a version",
        f"the packages could not be downloaded; connect this machine to the network, {AGAIN}",
    ),
    (
        r"no wheels? with a matching|has no wheels|not a supported wheel|no source distribution",
        "a package is not available for this system; x86-64 or arm64 and Python 3.11 to 3.14 are needed",
    ),
    (
        r"permission denied",
        f"a folder is not writable; make the project and ~/.cache writable, {AGAIN}",
    ),
)
"""Patterns of pip's and uv's messages, and the sentence for each; the first match counts."""


def steps(kind: str, folder: Path) -> tuple[Command, ...]:
    """Return the installers' command lines, in order."""
    python, uv = str(folder / "bin" / "python"), str(folder / "bin" / "uv")
    locked = ("--require-hashes", "--no-deps", "--requirement")
    with_pip = (python, "-m", "pip", "install", "--disable-pip-version-check")
    with_uv = (uv, "pip", "install", "--python", python)
    return (
        (sys.executable, "-m", "venv", str(folder)),
        (*with_pip, *locked, str(LOCKED / "uv.txt")),
        (*with_uv, "--no-build", *locked, str(LOCKED / f"{kind}.txt")),
        (*with_uv, "--no-deps", "--no-build-isolation", "--editable", ".[starter]"),
    )


def main(kind: str, folder: Path, steps: Steps = steps) -> None:
    """Make ``folder`` an environment for ``kind``; one for development includes use."""
    if _is_made(kind, folder):
        return
    try:
        with _alone():
            if not _is_made(kind, folder):
                _make(kind, folder, steps(kind, folder))
    except KeyboardInterrupt:
        sys.stderr.write("\nstopped; run this again to continue\n")
        sys.exit(EXIT_INTERRUPTED)
    except OSError as error:
        # From our own file operations, worded for the table of patterns.
        _fail(f"{error.strerror} (os error {error.errno}): {error.filename}", None)


def _is_made(kind: str, folder: Path) -> bool:
    try:
        made_for = (folder / "made-for").read_text(encoding="utf-8")
    except OSError:
        return False
    stamp = _stamp()
    if made_for not in {f"develop {stamp}", f"{kind} {stamp}"}:
        return False
    # A system update may have replaced the environment's Python.
    works = subprocess.run(  # noqa: S603 - ours
        [folder / "bin" / "python", "-c", ""], check=False, capture_output=True
    )
    return works.returncode == 0


def _stamp() -> str:
    """Return a hash of everything that determines an environment."""
    sources = [Path("pyproject.toml"), *sorted(LOCKED.glob("*.txt"))]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources))
    return f"{sys.version_info.major}.{sys.version_info.minor} {digest.hexdigest()}"


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other set-up of this checkout is running."""
    root = os.open(".", os.O_RDONLY)
    try:
        try:
            fcntl.flock(root, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.stderr.write("another set-up is running; waiting for it\n")
            fcntl.flock(root, fcntl.LOCK_EX)
        yield
    finally:
        os.close(root)


def _make(kind: str, folder: Path, commands: Sequence[Command]) -> None:
    free = shutil.disk_usage(".").free
    if free < NEEDED_BYTES[kind]:
        _fail(f"no space left on device: {free / 1e9:.1f} GB", None)
    # A partial installation cannot be trusted; downloads are kept elsewhere.
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for command in commands:
        _run(command, f"setting up {folder}", folder / "setup.log")
    (folder / "made-for").write_text(f"{kind} {_stamp()}", encoding="utf-8")


def _run(command: Command, what: str, log: Path) -> None:
    """Run an installer, showing progress, with its output in ``log``; exit if it fails."""
    begins_at = log.stat().st_size if log.exists() else 0
    with log.open("ab") as sink:
        # A stop waits until the installer is known, and so ends with us.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
        process = subprocess.Popen(  # noqa: S603 - one of ``steps``
            command,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
            preexec_fn=_let_stop,  # noqa: PLW1509 - no other thread runs
        )
        try:
            _let_stop()
            with _Progress(what, log) as progress:
                progress.show()
                while process.poll() is None:
                    time.sleep(POLL_S)
                    progress.show()
        except BaseException:
            process.terminate()
            process.wait()
            raise
    if process.returncode:
        said = log.read_bytes()[begins_at:].decode(errors="replace")
        _fail(said, log)


def _let_stop() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


def _fail(said: str, log: Path | None) -> NoReturn:
    """Exit with the one sentence for an installer's message."""
    lines = [line.strip() for line in said.splitlines() if line.strip()] or ["no output"]
    known = (meaning for words, meaning in PROBLEMS if re.search(words, said, re.IGNORECASE))
    details = f" (details: {log})" if log else ""
    sys.stderr.write(f"error: {next(known, f'setting up failed: {lines[-1]}')}{details}\n")
    sys.exit(EXIT_FAILED)


class _Progress:
    """A line of progress: redrawn on a terminal, otherwise a new one now and then."""

    _started = time.monotonic()

    def __init__(self, what: str, log: Path) -> None:
        self._what = what
        self._log = log
        self._is_terminal = sys.stderr.isatty()
        self._next_s = 0.0

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_terminal:
            sys.stderr.write("\r\033[K")

    def show(self) -> None:
        """Write the line if it is time for an update."""
        elapsed_s = time.monotonic() - self._started
        if self._is_terminal:
            sys.stderr.write(f"\r\033[K{self._line(elapsed_s)}")
            sys.stderr.flush()
        elif elapsed_s >= self._next_s:
            sys.stderr.write(self._line(elapsed_s) + "\n")
            self._next_s = elapsed_s + PROGRESS_S

    def _line(self, elapsed_s: float) -> str:
        done, total = downloads(self._log.read_text(encoding="utf-8", errors="replace"))
        megabytes = f", {done / 1e6:.0f} of {total / 1e6:.0f} MB downloaded" if total else ""
        return f"{self._what} (once): {elapsed_s:.0f} s{megabytes}"


def downloads(log: str) -> tuple[float, float]:
    """Return the downloaded and total bytes of the larger packages, from uv's log."""
    sizes = {
        name: float(number) * _UNITS[unit]
        for name, number, unit in re.findall(r"Downloading (\S+) \(([\d.]+)([KMG]iB)\)", log)
    }
    done = sum(sizes.get(name, 0.0) for name in re.findall(r"Downloaded (\S+)", log))
    return done, sum(sizes.values())


if __name__ == "__main__":
    # Explicitly, since a shell that runs this in the background makes it ignore Ctrl-C.
    for stop in STOPS:
        signal.signal(stop, signal.default_int_handler)
    main(sys.argv[1], Path(sys.argv[2]))
