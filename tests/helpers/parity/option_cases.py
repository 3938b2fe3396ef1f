"""Transcribes recordings with one peer and given options: what the engine's are held against.

    python tests/helpers/parity/option_cases.py openai-whisper|faster-whisper EXPORT CASES RESULTS

Runs in the environment that ``packaging/peers`` makes for the peer. EXPORT is a model that
``engine.benchmark.model_export`` wrote, CASES a list of objects with ``waveform``, the path of a NumPy
file, and ``options``, by the peer's names; RESULTS gets a list of objects with ``language`` and, for each
segment, ``segments`` with ``start``, ``end``, ``text`` and ``tokens``.
"""

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from engine.benchmark.runners.exported_model import ExportedModel, needed_tokenizer, read_export

Run = Callable[[np.ndarray, dict[str, Any]], dict[str, object]]
N_THREADS = 2


def openai_whisper(exported: ExportedModel) -> Run:
    """Return the reference in float32, greedy without thresholds unless a case says otherwise."""
    import torch  # noqa: PLC0415 - one peer a process

    from engine.benchmark.runners.openai_whisper import (  # noqa: PLC0415
        DECODING,
        openai_model,
    )

    torch.set_num_threads(N_THREADS)
    model = openai_model(exported)

    def run(waveform: np.ndarray, options: dict[str, Any]) -> dict[str, object]:
        found = model.transcribe(waveform, **{**DECODING, **options})
        keys = ("start", "end", "text", "tokens")
        segments = [{key: one[key] for key in keys} for one in found["segments"]]
        return {"language": found["language"], "segments": segments}

    return run


def faster_whisper(exported: ExportedModel) -> Run:
    """Return it in float32, the same."""
    from faster_whisper import WhisperModel  # noqa: PLC0415 - one peer a process

    from engine.benchmark.runners.ctranslate2_folder import write_ctranslate2  # noqa: PLC0415
    from engine.benchmark.runners.faster_whisper import DECODING  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_ctranslate2(exported, folder, "float32")
        (folder / "tokenizer.json").write_bytes(needed_tokenizer(exported).read_bytes())
        model = WhisperModel(
            scratch, compute_type="float32", cpu_threads=N_THREADS, local_files_only=True
        )

    def run(waveform: np.ndarray, options: dict[str, Any]) -> dict[str, object]:
        segments, info = model.transcribe(waveform, **{**DECODING, **options})
        keys = ("start", "end", "text", "tokens")
        found = [{key: getattr(one, key) for key in keys} for one in segments]
        return {"language": info.language, "segments": found}

    return run


PEERS = {"openai-whisper": openai_whisper, "faster-whisper": faster_whisper}


def main(peer: str, export: Path, cases: Path, results: Path) -> None:
    """Transcribe each case."""
    run = PEERS[peer](read_export(export))
    found = [
        run(np.load(case["waveform"]), case["options"])
        for case in json.loads(cases.read_text(encoding="utf-8"))
    ]
    results.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:]))
