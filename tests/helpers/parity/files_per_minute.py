"""Measures how many short files are transcribed in a minute: the command's, and the peers' one by one.

    PYTHONPATH=. python tests/helpers/parity/files_per_minute.py AUDIO_FOLDER [--model NAME] [--files N]

Each engine gets the same weights, the same files and their language, decodes by its own defaults, and
reads the files itself. The time of a whole process counts, with start and load. Engines take turns, twice.
Peers whose environments ``packaging/peers`` has not created are left out. Prints a Markdown table.
"""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

ROUNDS: Final = 2
LANGUAGE: Final = "en"
N_THREADS: Final = len(os.sched_getaffinity(0))
HERE: Final = Path(__file__)


def _faster_whisper(export: Path, folder: Path) -> Callable[[str], object]:
    """Return what transcribes a file."""
    from faster_whisper import WhisperModel  # noqa: PLC0415

    from engine.benchmark.runners.faster_whisper import FasterWhisper  # noqa: PLC0415
    from engine.benchmark.runners.protocol import Setup  # noqa: PLC0415

    if not (folder / "model.bin").exists():
        options = {"compute_type": "int8"}
        setup = Setup("", "cpu", str(export), str(folder), options, N_THREADS)
        FasterWhisper().prepare(setup, lambda _: None)
    model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=N_THREADS)
    return lambda path: [*model.transcribe(path, language=LANGUAGE)[0]]


def _openai_whisper(export: Path, folder: Path) -> Callable[[str], object]:
    """Return what transcribes a file."""
    import torch  # noqa: PLC0415
    import whisper  # noqa: PLC0415

    from engine.benchmark.runners.openai_whisper import FILE, OpenAIWhisper  # noqa: PLC0415
    from engine.benchmark.runners.protocol import Setup  # noqa: PLC0415

    if not (folder / FILE).exists():
        setup = Setup("", "cpu", str(export), str(folder), {}, N_THREADS)
        OpenAIWhisper().prepare(setup, lambda _: None)
    torch.set_num_threads(N_THREADS)
    model = whisper.load_model(str(folder / FILE), device="cpu")
    return lambda path: model.transcribe(path, language=LANGUAGE, fp16=False)


PEERS: Final[Mapping[str, Callable[[Path, Path], Callable[[str], object]]]] = {
    "faster-whisper": _faster_whisper,
    "openai-whisper": _openai_whisper,
}


def _transcribe_as(name: str, export: Path, folder: Path, files: Sequence[str]) -> None:
    transcribe = PEERS[name](export, folder)
    for file in files:
        transcribe(file)


def _chosen(audio: Path, n: int) -> list[str]:
    with (audio / "manifest.tsv").open(encoding="utf-8") as manifest:
        rows = [
            row
            for row in csv.DictReader(manifest, delimiter="\t")
            if row["language"] == LANGUAGE
            and 2 <= float(row["seconds"]) <= 15
            and not row["path"].endswith(".raw")
        ]
    return [str(audio / row["path"]) for row in rows[:: max(len(rows) // n, 1)][:n]]


def _took_s(command: Sequence[str]) -> float:
    began_s = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began_s


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("audio", type=Path)
    parser.add_argument("--model", default="base")
    parser.add_argument("--files", type=int, default=100)
    args = parser.parse_args()

    from engine.benchmark.model_export import export_model  # noqa: PLC0415 - not in a peer's
    from engine.checkpoints.local import LocalModels  # noqa: PLC0415

    files = _chosen(args.audio, args.files)
    with tempfile.TemporaryDirectory() as place:
        export = Path(place) / "export"
        export.mkdir()
        export_model(LocalModels().find(args.model), export)
        commands = {
            "maxwhisper": [
                *(sys.executable, "-m", "maxwhisper_desktop", "transcribe", "--model"),
                *(args.model, "--device", "cpu", "--language", LANGUAGE, "--quiet", *files),
            ]
        }
        for name in PEERS:
            python = Path(f".venv-peers-{name}/bin/python").absolute()
            folder = Path(place) / name
            folder.mkdir()
            if python.exists():
                commands[name] = [
                    str(python),
                    str(HERE),
                    name,
                    str(export),
                    str(folder),
                    *files,
                ]
                _took_s([*commands[name][:5], files[0]])  # Converts the weights.
        took_s: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                took_s[name].append(_took_s(command))
    sys.stdout.write(f"{args.model}, {len(files)} files, {N_THREADS} threads\n\n")
    sys.stdout.write("| engine | files a minute | seconds, each round |\n|---|---|---|\n")
    for name, times in took_s.items():
        rounds = ", ".join(f"{one:.1f}" for one in times)
        sys.stdout.write(f"| {name} | {len(files) * 60 / min(times):.0f} | {rounds} |\n")


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in PEERS:
        _transcribe_as(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])
    else:
        main()
