"""The progress line shown while graphs are being compiled."""

from typing import TextIO

from engine.compilation.store import CompileProgress
from engine.graphs.spec import CPU_TARGET
from maxwhisper_desktop.status.status_line import StatusLine


class CompileLine:
    """Shows what is being compiled, since when, and that it happens only once."""

    def __init__(self, stream: TextIO) -> None:
        self._line = StatusLine(stream)

    def __call__(self, progress: CompileProgress) -> None:
        """Show the state; see ``engine.compilation.store.ReportCompile``."""
        self._line.show(compile_text(progress))

    def __enter__(self) -> "CompileLine":
        return self

    def __exit__(self, *_: object) -> None:
        """Erase the line."""
        self._line.erase()


def compile_text(progress: CompileProgress) -> str:
    """Return the state of a compile as a sentence."""
    if not progress.specs:  # The padding cache is being filled; the graphs are compiled.
        return f"Preparing the model: {progress.elapsed_s:.0f} s (once per model)"
    halves = " and ".join(spec.part for spec in progress.specs)
    targets = sorted({spec.target for spec in progress.specs})
    where = "this CPU" if targets == [CPU_TARGET] else ", ".join(targets)
    if progress.is_waiting:
        return f"Waiting for another MaxWhisper to compile the {halves}: {progress.elapsed_s:.0f} s"
    return (
        f"Compiling the {halves} for {where}: {progress.elapsed_s:.0f} s "
        "(once per model size; takes minutes)"
    )
