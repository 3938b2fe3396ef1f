"""The store of compiled graphs: each is compiled once, then found by its key.

An artefact is machine code, so its name contains the hash of its content: a truncated or
altered file is detected before it is loaded. A rename publishes it whole, and a lock makes a
second process wait for the first one's result instead of compiling again.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from engine.errors import CompileError, os_reason
from engine.graphs.spec import GraphSpec
from engine.sealed_files import find_sealed, is_intact, seal, sealed_files
from engine.sentence import Sentence

SUFFIX: Final = ".mef"
"""The ending of MAX's compiled graphs."""

MAX_CACHE: Final = "max-cache"
"""The folder of MAX's own cache, beside ours."""

POLL_S: Final = 0.25
"""How often compiling processes are polled and progress is reported."""


@dataclass(frozen=True, slots=True)
class CompileProgress:
    """What is being compiled, and since when."""

    specs: tuple[GraphSpec, ...]
    elapsed_s: float
    is_waiting: bool
    """Whether another process is compiling it and this one waits."""


ReportCompile: TypeAlias = Callable[[CompileProgress], None]
"""Called about four times a second. To cancel the compile, raise an exception from it."""


Compiler: TypeAlias = Callable[[GraphSpec, Path], Sequence[str]]
"""Returns the command line that compiles a spec to a path."""


def _compiler(spec: GraphSpec, made: Path) -> Sequence[str]:
    return [sys.executable, "-m", "engine.compilation.process", spec.to_json(), str(made)]


class CompiledStore:
    """A folder of artefacts, shared by all of a user's processes."""

    def __init__(
        self, folder: Path, compiler: Compiler = _compiler, shipped: Sequence[Path] = ()
    ) -> None:
        """Store what ``compiler`` compiles in ``folder``; also use artefacts in ``shipped``."""
        self.folder = folder
        self._compiler = compiler
        self._shipped = shipped

    def find(self, spec: GraphSpec) -> Path | None:
        """Return the artefact of ``spec`` if there is an intact one; remove damaged ones."""
        found = find_sealed(self.folder, spec.key(), SUFFIX)
        if found is not None:
            return found
        shipped = (
            path
            for folder in self._shipped
            for path in sealed_files(folder, spec.key(), SUFFIX)
        )
        return next(filter(is_intact, shipped), None)

    def find_portable(self, specs: Sequence[GraphSpec]) -> dict[GraphSpec, Path] | None:
        """Return artefacts of all ``specs`` that run here, if there are, each with its own spec.

        Those compiled on this machine are preferred to those for a processor level: they are tuned for
        its processor, hence faster.
        """
        found: dict[GraphSpec, Path] = {}
        for spec in specs:
            for fitting in (spec, *spec.portable()):
                if (path := self.find(fitting)) is not None:
                    found[fitting] = path
                    break
            else:
                return None
        return found

    def ensure(self, specs: Sequence[GraphSpec], report: ReportCompile) -> list[Path]:
        """Return the artefacts of ``specs``; compile missing ones in parallel.

        Raises:
            CompileError: MAX rejected a graph, or the folder cannot be written.
        """
        found = [self.find(spec) for spec in specs]
        missing = [spec for spec, path in zip(specs, found, strict=True) if path is None]
        if missing:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                self._compile(missing, report)
            except OSError as error:
                raise CompileError(
                    Sentence(
                        "The prepared model cannot be saved in {folder}: {reason}",
                        folder=self.folder,
                        reason=os_reason(error),
                    )
                ) from error
            found = [self.find(spec) for spec in specs]
        return [path for path in found if path is not None]

    def _compile(self, specs: Sequence[GraphSpec], report: ReportCompile) -> None:
        started = time.monotonic()
        with ExitStack() as stack:
            # All processes lock in the same order, so no two of them can deadlock.
            for spec in sorted(specs, key=GraphSpec.key):
                waiting = CompileProgress((spec,), 0.0, is_waiting=True)
                stack.enter_context(
                    _locked(self.folder / f"{spec.key()}.lock", report, waiting)
                )
            waiting_specs = [spec for spec in specs if self.find(spec) is None]
            running: list[_Compile] = []
            while running or waiting_specs:
                while waiting_specs and len(running) < (os.cpu_count() or 1):
                    compile_ = _Compile(waiting_specs.pop(0), self.folder, self._compiler)
                    running.append(stack.enter_context(compile_))
                now = tuple(compile_.spec for compile_ in running)
                report(CompileProgress(now, time.monotonic() - started, is_waiting=False))
                time.sleep(POLL_S)
                for compile_ in [one for one in running if not one.is_running()]:
                    compile_.publish()
                    running.remove(compile_)


class _Compile:
    """One compiling process and its result; leaving the context stops it and cleans up."""

    def __init__(self, spec: GraphSpec, folder: Path, compiler: Compiler) -> None:
        self.spec = spec
        self._folder = folder
        # We hold the lock, so leftovers of an interrupted compile of this graph belong to
        # nobody.
        for left in folder.glob(f"{spec.key()}.compiling-*"):
            shutil.rmtree(left, ignore_errors=True)
        self._scratch = tempfile.TemporaryDirectory(
            dir=folder, prefix=f"{spec.key()}.compiling-"
        )
        self._made = Path(self._scratch.name) / "graph.mef"
        self._reason = Path(self._scratch.name) / "reason"
        with self._reason.open("wb") as stderr:
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                compiler(spec, self._made),
                env=_environment(folder),
                stdin=subprocess.PIPE,  # tells the child, when closed, that this process is gone
                stdout=stderr,
                stderr=stderr,
            )

    def __enter__(self) -> "_Compile":
        return self

    def __exit__(self, *_: object) -> None:
        if self.is_running():
            self._process.kill()
        self._process.communicate()
        self._scratch.cleanup()

    def is_running(self) -> bool:
        return self._process.poll() is None

    def publish(self) -> None:
        if self._process.returncode or not self._made.exists():
            reason = self._reason.read_text(errors="replace").strip() or "it ended early"
            raise CompileError(
                Sentence(
                    "MAX could not compile the {part} for {target}",
                    part=self.spec.part,
                    target=self.spec.target,
                )
            ) from ChildProcessError(reason)
        seal(self._made, self._folder, self.spec.key(), SUFFIX)


def _environment(folder: Path) -> dict[str, str]:
    # MAX's own cache is kept: a graph whose source changed only in its comments recompiles in
    # seconds.
    package_root = str(Path(__file__).parent.parent.parent)
    paths = [package_root, os.environ.get("PYTHONPATH", "")]
    return os.environ | {
        "XDG_CACHE_HOME": str(folder / MAX_CACHE),
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
    }


@contextmanager
def _locked(path: Path, report: ReportCompile, waiting: CompileProgress) -> Iterator[None]:
    started = time.monotonic()
    with path.open("w") as file:
        while not _try_lock(file.fileno()):
            elapsed_s = time.monotonic() - started
            report(CompileProgress(waiting.specs, elapsed_s, is_waiting=True))
            time.sleep(POLL_S)
        yield


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
