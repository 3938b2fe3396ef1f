"""What the ladder stands on: compiled graphs, and what the processor gives.

``python -m gpu.ground FOLDER [--device gpu|cpu] [--models NAME...] [--recordings DIR]`` makes what is missing for
this machine's device. It takes minutes, which the ladder does not wait for.
"""

import argparse
import sys
from pathlib import Path

from engine.checkpoints.catalogue import PUBLISHED_DIMS
from engine.compilation.store import CompiledStore
from engine.folders import compiled_folder, shipped_folders
from gpu.expected import CLIPS, write_clips, write_expected
from gpu.plan import MODELS, REAL
from gpu.probes import PROBES, compiled
from gpu.subject import chosen_device, specs_of
from gpu.unpack import tell
from maxwhisper_desktop.status.compile_progress import CompileLine


def graphs(model: str, target: str, store: CompiledStore) -> list[Path]:
    """Return a model's graphs, compiled if they are missing."""
    with CompileLine(sys.stderr) as report:
        paths = store.ensure(specs_of(PUBLISHED_DIMS[model], target), report)
    for path in paths:
        tell(f"{model}: {path.name}")
    return paths


def probes(target: str, folder: Path) -> list[Path]:
    """Return the probes' graphs, compiled if they are missing."""
    return [compiled(name, target, folder) for name in PROBES]


def expectations(folder: Path, model: str, recordings: Path | None) -> list[Path]:
    """Return the files of what a model gives on the processor, computed if they are missing."""
    clips, arrays, answers = folder / CLIPS, folder / f"{model}.npz", folder / f"{model}.json"
    folder.mkdir(parents=True, exist_ok=True)
    if not clips.exists():
        write_clips(clips, recordings)
    if not arrays.exists():
        tell(f"what {model} gives on the processor is computed")
        write_expected(folder, model)
    return [clips, arrays, answers]


def ground_parser(what: str | None) -> argparse.ArgumentParser:
    """Return the arguments that are needed wherever it is made."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--recordings", type=Path)
    parser.add_argument("--models", nargs="*", default=MODELS, choices=MODELS)
    return parser


def main() -> None:
    """Make what is missing."""
    parser = ground_parser(__doc__)
    parser.add_argument("--device", choices=("gpu", "cpu"), default="gpu")
    args = parser.parse_args()
    of_probes = args.folder / "compiled"
    of_probes.mkdir(parents=True, exist_ok=True)
    target = chosen_device(args.device).target
    probes(target, of_probes)
    for model in args.models:
        graphs(model, target, CompiledStore(compiled_folder(), shipped=shipped_folders()))
        if model in REAL:
            expectations(args.folder / "expected", model, args.recordings)


if __name__ == "__main__":
    main()
