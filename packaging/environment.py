"""Makes a virtual environment of exactly the versions in ``packaging/locked``, or keeps a good one.

usage: PYTHON packaging/environment.py use|develop FOLDER

Run from the repository's root, with the Python that the environment is to have; standard library
only, since nothing is installed yet. What the installers say goes into a log; shown are one line of
progress and, where something fails, one sentence. What was downloaded is kept, so that another run
goes on from there; what was installed half is made anew.
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
"""What an environment and the downloads it is made of take up while it is made."""

PROGRESS_S: Final = 10.0
"""Seconds between two lines of progress where they cannot replace each other."""

POLL_S: Final = 0.2

EXIT_FAILED: Final = 1
EXIT_INTERRUPTED: Final = 130

_UNITS: Final = {"KiB": 2**10, "MiB": 2**20, "GiB": 2**30}

AGAIN: Final = "then run this again; it goes on from here"

PROBLEMS: Final = (
    (
        r"no space left on device|disk quota exceeded|os error (28|122)\b",
        f"the disk is full; free 2 GB where the project and ~/.cache are, {AGAIN}",
    ),
    (
        r"hash mismatch|do not match the hashes",
        f"a package is not the one that was tested; empty the caches of uv and pip, {AGAIN}",
    ),
    (
        r"proxy|tunnel error",
        f"the proxy lets no packages through; set HTTPS_PROXY to the right address, {AGAIN}",
    ),
    (
        r"certificate",
        f"the package index is not trusted; set SSL_CERT_FILE to your network's certificates, {AGAIN}",
    ),
    (
        r"dns error|name resolution|failed to lookup|connection|network|timed out|could not find a version",
        f"the packages cannot be downloaded; connect this machine to the network, {AGAIN}",
    ),
    (
        r"no wheels? with a matching|has no wheels|not a supported wheel|no source distribution",
        "a package does not exist for this system; x86-64 or arm64 and Python 3.11 to 3.14 are needed",
    ),
    (
        r"permission denied",
        f"a folder cannot be written; make the project and ~/.cache your own, {AGAIN}",
    ),
)
"""What installers say, and what it means; the first that fits. Known from pip's and uv's own words."""


def steps(kind: str, folder: Path) -> tuple[Command, ...]:
    """Return the installers' command lines, in their order."""
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
    """Make ``folder`` an environment for ``kind``; one for development serves for use as well."""
    if _is_made(kind, folder):
        return
    try:
        with _alone():
            if not _is_made(kind, folder):
                _make(kind, folder, steps(kind, folder))
    except KeyboardInterrupt:
        sys.stderr.write("\nstopped; run this again to go on\n")
        sys.exit(EXIT_INTERRUPTED)
    except OSError as error:
        # From making folders and files of our own, in the words the table knows.
        _fail(f"{error.strerror} (os error {error.errno}): {error.filename}", None)


def _is_made(kind: str, folder: Path) -> bool:
    try:
        made_for = (folder / "made-for").read_text(encoding="utf-8")
    except OSError:
        return False
    stamp = _stamp()
    if made_for not in {f"develop {stamp}", f"{kind} {stamp}"}:
        return False
    # An update of the system may have replaced the Python that it was made with.
    works = subprocess.run(  # noqa: S603 - ours
        [folder / "bin" / "python", "-c", ""], check=False, capture_output=True
    )
    return works.returncode == 0


def _stamp() -> str:
    """Return a name for all that an environment is made of."""
    sources = [Path("pyproject.toml"), *sorted(LOCKED.glob("*.txt"))]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources))
    return f"{sys.version_info.major}.{sys.version_info.minor} {digest.hexdigest()}"


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other set-up of this checkout runs."""
    root = os.open(".", os.O_RDONLY)
    try:
        try:
            fcntl.flock(root, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.stderr.write("another set-up is running here; waiting for it\n")
            fcntl.flock(root, fcntl.LOCK_EX)
        yield
    finally:
        os.close(root)


def _make(kind: str, folder: Path, commands: Sequence[Command]) -> None:
    free = shutil.disk_usage(".").free
    if free < NEEDED_BYTES[kind]:
        _fail(f"no space left on device: {free / 1e9:.1f} GB", None)
    # What was installed half is not to be trusted; what was downloaded is kept elsewhere.
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for command in commands:
        _run(command, f"setting up {folder}", folder / "setup.log")
    (folder / "made-for").write_text(f"{kind} {_stamp()}", encoding="utf-8")


def _run(command: Command, what: str, log: Path) -> None:
    """Run an installer to its end, with progress, its words in ``log``; end here if it fails."""
    begins_at = log.stat().st_size if log.exists() else 0
    with log.open("ab") as sink:
        process = subprocess.Popen(  # noqa: S603 - one of ``steps``
            command, stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.STDOUT
        )
        try:
            with _Progress(what, log) as progress:
                while process.poll() is None:
                    progress.show()
                    time.sleep(POLL_S)
        except BaseException:
            process.terminate()
            process.wait()
            raise
    if process.returncode:
        said = log.read_bytes()[begins_at:].decode(errors="replace")
        _fail(said, log)


def _fail(said: str, log: Path | None) -> NoReturn:
    """End with the one sentence for what an installer said."""
    lines = [line.strip() for line in said.splitlines() if line.strip()] or ["it ended early"]
    known = (meaning for words, meaning in PROBLEMS if re.search(words, said, re.IGNORECASE))
    details = f" (details: {log})" if log else ""
    sys.stderr.write(f"error: {next(known, f'setting up failed: {lines[-1]}')}{details}\n")
    sys.exit(EXIT_FAILED)


class _Progress:
    """A line that says how far it is: in place on a terminal, else a new one now and then."""

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
        """Write the line where it is time for it."""
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
    """Return how many bytes of the larger packages have come, and of how many, as uv tells."""
    sizes = {
        name: float(number) * _UNITS[unit]
        for name, number, unit in re.findall(r"Downloading (\S+) \(([\d.]+)([KMG]iB)\)", log)
    }
    done = sum(sizes.get(name, 0.0) for name in re.findall(r"Downloaded (\S+)", log))
    return done, sum(sizes.values())


if __name__ == "__main__":
    # Also where a shell that runs this in the background has Ctrl-C ignored.
    for ends in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ends, signal.default_int_handler)
    main(sys.argv[1], Path(sys.argv[2]))
