"""``maxwhisper models``: lists, downloads, verifies and removes models.

Results go to stdout, progress and errors to stderr, so that results can be piped.
"""

import argparse
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import TextIO, TypeAlias

from engine.benchmark.machine_rates import KeptRates
from engine.benchmark.sentence_wait import SPEECH_S, decimals
from engine.checkpoints.catalogue import PublishedModel, size_words
from engine.checkpoints.download import ModelStore
from engine.checkpoints.files import Checkpoint, Origin
from engine.checkpoints.recommendation import recommended_model
from engine.errors import EngineError
from engine.writers.formats import json_document
from maxwhisper_desktop.exit_status import EXIT_DONE, EXIT_FAILED
from maxwhisper_desktop.status.status_line import StatusLine
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.system.means import estimated_waits, this_machine_means

_Act: TypeAlias = Callable[[ModelStore, str], Checkpoint | None]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The result for one model, as in the JSON document."""

    name: str
    ok: bool
    folder: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the list."""

    name: str
    download_bytes: int | None = None
    """Size of all that is downloaded; None if unknown."""
    size_bytes: int | None = None
    """Size on disk; None if it is not installed."""
    parameters_m: int | None = None
    languages: str | None = None
    installed: str | None = None
    folder: str | None = None
    sentence_s: float | None = None
    """Estimated seconds from key up to a sentence's text; None if they are not known."""
    is_recommended: bool = False


class ProgressLine:
    """Shows the progress of a download."""

    def __init__(
        self, name: str, stream: TextIO, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._name = name
        self._line = StatusLine(stream, clock)
        self._clock = clock
        self._started: tuple[float, int] | None = None

    def __call__(self, bytes_done: int, bytes_total: int, file: str) -> None:
        """Update the progress, and show it if it is time to."""
        now = self._clock()
        # Bytes of an earlier download do not count towards the speed.
        start_s, start_bytes = self._started = self._started or (now, bytes_done)
        rate = (bytes_done - start_bytes) / max(now - start_s, 1e-3)
        self._line.show(
            f"{self._name}: {_megabytes(bytes_done)} of {_megabytes(bytes_total)}, "
            f"{100 * bytes_done // max(bytes_total, 1)} %, {_megabytes(rate)}/s, {file}",
            is_last=bytes_done >= bytes_total,
        )

    def close(self) -> None:
        """End the redrawn line, so that what follows starts a new one."""
        self._line.keep()


def add_models_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Add ``models`` and its own commands to the program's parser."""
    models = subparsers.add_parser("models", help="list, download, verify or remove models")
    models.add_argument("--json", action="store_true", help="print one JSON document")
    actions = models.add_subparsers(dest="models_action", metavar="COMMAND")
    # SUPPRESS: otherwise its default would overwrite the flag in "models --json list".
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON document"
    )
    actions.add_parser("list", parents=[shared], help="list the models (default)")
    for action, text in (
        ("get", "download models, or resume their download"),
        ("verify", "compare the files of models with their published checksums"),
        ("remove", "delete downloaded models"),
    ):
        parser = actions.add_parser(action, parents=[shared], help=text)
        parser.add_argument("names", nargs="+", metavar="NAME")


def run_models(
    args: argparse.Namespace, store: ModelStore | None = None, rates: KeptRates | None = None
) -> int:
    """Run one of the commands and return the exit status."""
    store = store or ModelStore()
    match args.models_action:
        case "get":
            return _for_each(args, store, "installed", _get)
        case "verify":
            return _for_each(args, store, "undamaged", ModelStore.verify)
        case "remove":
            return _for_each(args, store, "removed", ModelStore.remove)
        case _:
            return _list(args, store, rates or KeptRates())


def _for_each(args: argparse.Namespace, store: ModelStore, done: str, act: _Act) -> int:
    outcomes: list[_Outcome] = []
    for done_before, name in enumerate(args.names):
        try:
            checkpoint = act(store, name)
        except EngineError as error:
            told = said(error.sentence)
            sys.stderr.write(f"error: {name}: {told}\n")
            outcomes.append(_Outcome(name, ok=False, error=told))
        except KeyboardInterrupt:
            left = " ".join(args.names[done_before:])
            again = f"stopped; resume with: maxwhisper models {args.models_action} {left}"
            sys.stderr.write(f"{again}\n")
            outcomes.append(_Outcome(name, ok=False, error=again))
            break
        else:
            folder = str(checkpoint.folder) if checkpoint else None
            outcomes.append(_Outcome(name, ok=True, folder=folder))
            if not args.json:
                sys.stdout.write(f"{name}: {done}{f' in {folder}' if folder else ''}\n")
    if args.json:
        sys.stdout.write(json_document({"results": [asdict(outcome) for outcome in outcomes]}))
    return EXIT_DONE if all(outcome.ok for outcome in outcomes) else EXIT_FAILED


def _get(store: ModelStore, name: str) -> Checkpoint:
    progress = ProgressLine(name, sys.stderr)
    try:
        return store.get(name, progress)
    finally:
        progress.close()


def _list(args: argparse.Namespace, store: ModelStore, rates: KeptRates) -> int:
    means = this_machine_means()
    waits_s = {} if means.has_card else _waits(rates)
    advised = recommended_model(means, waits_s)
    here = {checkpoint.name: checkpoint for checkpoint in store.installed()}
    rows = [_published(model, here.pop(model.name, None)) for model in store.published.models]
    rows += [_here(_Row(checkpoint.name), checkpoint) for checkpoint in here.values()]
    rows = [_estimated(row, waits_s, advised) for row in rows]
    if args.json:
        sys.stdout.write(json_document({"models": [asdict(row) for row in rows]}))
        return EXIT_DONE
    for row in rows:
        text = f"{row.name:<18}{_download(row):>11}  {row.languages or 'unknown':<14}"
        wait = f"{_wait(row):<13}" if waits_s else ""
        on_disk = "" if row.size_bytes is None else f"{size_words(row.size_bytes):<9}"
        place = f"{row.installed or '-':<9}{on_disk}{row.folder or ''}"
        sys.stdout.write(f"{text}{wait}{place}".rstrip() + "\n")
    if waits_s:
        sys.stdout.flush()  # An output that takes nothing has but one error line.
        sys.stderr.write(
            f"about: from the end of a sentence of {SPEECH_S:.0f} s to its text, estimated for "
            f"this processor; {advised} is recommended\n"
        )
    return EXIT_DONE


def _waits(rates: KeptRates) -> dict[str, float]:
    """Return the seconds for a sentence by the model's name; none if Ctrl-C ends the measurement."""
    line = StatusLine(sys.stderr)
    if line.is_terminal and rates.read() is None:
        line.show("measuring how fast this computer is")
    try:
        return estimated_waits(rates.read_or_measure(lambda: True))
    except KeyboardInterrupt:
        return {}
    finally:
        line.erase()


def _estimated(row: _Row, waits_s: Mapping[str, float], advised: str) -> _Row:
    wait_s = waits_s.get(row.name)
    return replace(
        row,
        sentence_s=None if wait_s is None else round(wait_s, decimals(wait_s)),
        is_recommended=row.name == advised,
    )


def _wait(row: _Row) -> str:
    if row.sentence_s is None:
        return "-"
    return f"about {row.sentence_s:.{decimals(row.sentence_s)}f} s"


def _published(model: PublishedModel, checkpoint: Checkpoint | None) -> _Row:
    languages = "English only" if model.is_english_only else "multilingual"
    row = _Row(model.name, model.download_bytes, None, model.n_parameters_m, languages)
    return _here(row, checkpoint) if checkpoint else row


def _download(row: _Row) -> str:
    if row.download_bytes is not None:
        return size_words(row.download_bytes)
    return "-" if row.parameters_m is None else f"{row.parameters_m} M par."


def _here(row: _Row, checkpoint: Checkpoint) -> _Row:
    installed = "starter" if checkpoint.origin is Origin.STARTER else "fetched"
    folder = str(checkpoint.folder)
    return replace(row, size_bytes=checkpoint.size_bytes, installed=installed, folder=folder)


def _megabytes(n_bytes: float) -> str:
    return f"{n_bytes / 1e6:.1f} MB"
