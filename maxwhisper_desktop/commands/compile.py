"""``maxwhisper compile``: compiles graphs ahead of time, for this machine or another one."""

import argparse
import sys
from pathlib import Path

from engine.checkpoints.catalogue import PUBLISHED_DIMS, WHISPER
from engine.checkpoints.local import LocalModels
from engine.checkpoints.model_choice import find_model
from engine.checkpoints.opened import open_checkpoint
from engine.compilation.store import CompiledStore
from engine.dims import ModelDimensions
from engine.errors import EngineError
from engine.folders import compiled_folder
from engine.graphs.spec import CPU_LEVELS, CPU_TARGET, both_halves
from maxwhisper_desktop.commands.printer import tell_failure
from maxwhisper_desktop.exit_status import EXIT_DONE, EXIT_FAILED
from maxwhisper_desktop.status.compile_progress import CompileLine


def add_compile_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Add ``compile`` to the program's parser."""
    parser = subparsers.add_parser("compile", help="compile a model's graphs ahead of time")
    parser.add_argument("--model", metavar="NAME|DIR", help="default: the best installed one")
    parser.add_argument(
        "--target",
        default=CPU_TARGET,
        metavar="cpu|LEVEL|sm_XX",
        help=f"cpu for this CPU; {', '.join(CPU_LEVELS)} for any CPU of that level; or an NVIDIA "
        "architecture such as sm_89 (no GPU need be present)",
    )
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help="default: the folder they are loaded from"
    )


def _dims(model: str | None) -> ModelDimensions:
    """Return a model's dimensions; published ones are known without downloading them."""
    published = WHISPER.find(model) if model else None
    if published is not None:
        return PUBLISHED_DIMS[published.name]
    return open_checkpoint(find_model(model, LocalModels())).dims


def run_compile(args: argparse.Namespace) -> int:
    """Compile encoder and decoder and print the artefacts' paths."""
    try:
        dims = _dims(args.model)
        store = CompiledStore(args.output or compiled_folder())
        with CompileLine(sys.stderr) as line:
            paths = store.ensure(both_halves(dims, args.target), line)
    except EngineError as error:
        tell_failure(error)
        return EXIT_FAILED
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        return EXIT_FAILED
    sys.stdout.write("".join(f"{path}\n" for path in paths))
    return EXIT_DONE
