"""What the user reads while graphs are being compiled."""

from typing import TextIO

from engine.compilation.store import CompileProgress
from engine.graphs.spec import CPU_TARGET
from maxwhisper_desktop.status.status_line import StatusLine


class CompileLine:
    """Shows what is compiled, for how long, and that it happens once."""

    def __init__(self, stream: TextIO) -> None:
        self._line = StatusLine(stream)

    def __call__(self, progress: CompileProgress) -> None:
        """Show the state; see ``engine.compilation.store.ReportCompile``."""
        self._line.show(compile_text(progress))

    def __enter__(self) -> "CompileLine":
        return self

    def __exit__(self, *_: object) -> None:
        """Take the line away: what it told is over."""
        self._line.erase()


def compile_text(progress: CompileProgress) -> str:
    """Return the state of a compile as a sentence."""
    if not progress.specs:  # What is learned of a checkpoint itself; its graphs are there.
        return f"Getting the model ready: {progress.elapsed_s:.0f} s (once for a model)"
    halves = " and ".join(spec.part for spec in progress.specs)
    targets = sorted({spec.target for spec in progress.specs})
    where = "this CPU" if targets == [CPU_TARGET] else ", ".join(targets)
    if progress.is_waiting:
        return f"Waiting for another MaxWhisper that compiles the {halves}: {progress.elapsed_s:.0f} s"
    return (
        f"Compiling the {halves} for {where}: {progress.elapsed_s:.0f} s "
        "(once for a model size; some minutes)"
    )
