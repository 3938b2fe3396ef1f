"""Climbs the ladder on a card: ``python -m gpu.ladder CARRIED OUTPUT [options]``; see ``packaging/gpu-check``.

The rungs of a model share a process, since loading takes seconds. If one ends it or takes too long, that rung has
failed, and another process goes on with the next. Each outcome is in OUTPUT before the next rung begins.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final, TypeAlias

from gpu.outcome import Outcome, Result, append_outcome, read_outcomes
from gpu.plan import CARD, GROUND, MODEL, MODELS, PEERS, rungs_of

POLL_S: Final = 0.2
SLOWLY: Final = 10
"""Times as long as on a card a rung may take on a processor."""

RUNGS: Final = CARD | MODEL

Command: TypeAlias = Callable[[str, Sequence[str]], Sequence[str]]
"""Returns the command line that climbs some rungs of a model."""


class Ladder:
    """All rungs on one device."""

    def __init__(
        self,
        output: Path,
        ends_s: float,
        command: Command,
        limit_s: Callable[[str], float],
    ) -> None:
        """Prepare to climb.

        Args:
            output: Where outcomes are written.
            ends_s: When time is up, on the monotonic clock.
            command: Climbs rungs of a model, as ``gpu.rungs`` does.
            limit_s: Of a rung.
        """
        self._output = output
        self._ends_s = ends_s
        self._command = command
        self._limit_s = limit_s

    def climb(self, model: str, rungs: Sequence[str]) -> None:
        """Climb rungs of one model; an empty name stands for the device itself."""
        left = list(rungs)
        while left:
            n_before = len(read_outcomes(self._output))
            problem = self._process(model, left)
            climbed = read_outcomes(self._output)[n_before:]
            left = left[len(climbed) :]
            if left and problem is not None and not _has_fallen(climbed):
                failed = Outcome(left.pop(0), model, Result.FAILED, 0.0, problem)
                append_outcome(self._output, failed)
                climbed.append(failed)
            if _has_fallen(climbed):
                self._give_up(model, left, f"without “{GROUND}”")
                return
            if problem is None:
                self._give_up(model, left, "no time was left")
                return

    def beside(self, peer: str, model: str) -> None:
        """Measure a peer on the same card."""
        results = str(self._output / "speed.jsonl")
        command = [peer_python(peer), "-m", "gpu.torch_peers", peer, results, model]
        began = time.monotonic()
        result, found = Result.PASSED, "the table of speeds has the figures"
        limit_s = min(PEERS[peer].limit_s, self._ends_s - began)
        if limit_s <= 0:
            result, found = Result.NOT_TRIED, "no time was left"
        else:
            try:
                subprocess.run(
                    command, check=True, capture_output=True, text=True, timeout=limit_s
                )
            except subprocess.CalledProcessError as error:
                result, found = Result.FAILED, error.stderr.strip()[-500:]
            except subprocess.TimeoutExpired:
                result, found = Result.FAILED, f"it took longer than {limit_s:.0f} s"
        took_s = time.monotonic() - began
        append_outcome(self._output, Outcome(f"beside {peer}", model, result, took_s, found))

    def _process(self, model: str, rungs: Sequence[str]) -> str | None:
        """Run one process over rungs.

        Returns:
            What ended it before its last rung; None if time is up.
        """
        n_before = len(read_outcomes(self._output))
        with TemporaryFile("w+") as errors:
            process = subprocess.Popen(self._command(model, rungs), stderr=errors)
            n_climbed, began_s = 0, time.monotonic()
            while process.poll() is None:
                time.sleep(POLL_S)
                if (n_now := len(read_outcomes(self._output)) - n_before) != n_climbed:
                    n_climbed, began_s = n_now, time.monotonic()
                now_s = time.monotonic()
                if now_s > self._ends_s or n_climbed == len(rungs):
                    break
                if now_s - began_s > (limit_s := self._limit_s(rungs[n_climbed])):
                    process.kill()
                    process.wait()
                    return f"it took longer than {limit_s:.0f} s"
            if process.poll() is None:
                process.kill()
                process.wait()
                return None
            errors.seek(0)
            told = errors.read().strip()[-1500:]
        return f"the process ended with {process.returncode}: {told}"

    def _give_up(self, model: str, rungs: Sequence[str], why: str) -> None:
        for rung in rungs:
            append_outcome(self._output, Outcome(rung, model, Result.NOT_TRIED, 0.0, why))


def _has_fallen(climbed: Sequence[Outcome]) -> bool:
    """Tell whether that failed on which all else stands."""
    return any(one.rung == GROUND and one.result is Result.FAILED for one in climbed)


def peer_python(peer: str) -> str:
    """Return the interpreter of the environment that ``packaging/peers`` made, or the machine's."""
    own = Path(f".venv-peers-{peer}/bin/python")
    return str(own) if own.exists() else "python3"


def main() -> int:
    """Climb.

    Returns:
        1 if a rung failed or was not tried.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("carried", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--device", default="gpu", help="cpu, gpu, or the graphs' architecture")
    parser.add_argument("--models", nargs="*", default=MODELS, choices=MODELS)
    parser.add_argument("--limit-s", type=float, default=3600.0)
    args = parser.parse_args()
    args.output.mkdir(parents=True, exist_ok=True)
    ends_s = time.monotonic() + args.limit_s
    rungs = [
        sys.executable,
        "-m",
        "gpu.rungs",
        args.device,
        str(args.carried),
        str(args.output),
    ]
    patience = SLOWLY if args.device == "cpu" else 1
    ladder = Ladder(
        args.output,
        ends_s,
        lambda model, names: [*rungs, model, *names],
        lambda rung: patience * RUNGS[rung].limit_s,
    )
    ladder.climb("", list(CARD))
    for model in args.models:
        ladder.climb(model, list(rungs_of(model)))
    if args.device != "cpu":
        for model in args.models:
            for peer in PEERS:
                ladder.beside(peer, model)
    outcomes = read_outcomes(args.output)
    return int(any(one.result is not Result.PASSED for one in outcomes))


if __name__ == "__main__":
    sys.exit(main())
