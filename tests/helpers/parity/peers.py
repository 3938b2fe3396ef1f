"""Transcribes the collected clips with the peers, with the same weights and decoding options.

    python tests/helpers/parity/peers.py WORK_FOLDER MODEL openai-whisper|faster-whisper

Runs in the environment of the peers. Writes WORK_FOLDER/MODEL-PEER.json.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from engine.checkpoints.local import LocalModels

THREADS = 2
torch.set_num_threads(THREADS)


def openai_whisper(name: str) -> Callable[[np.ndarray], tuple[str, list[int]]]:
    from engine.benchmark.runners.openai_whisper import DECODING  # noqa: PLC0415
    from parity.openai_model import openai_model  # noqa: PLC0415 - one peer a process

    model = openai_model(name)

    def transcribe(waveform: np.ndarray) -> tuple[str, list[int]]:
        result = model.transcribe(waveform, language="en", **DECODING)
        return result["text"], [t for segment in result["segments"] for t in segment["tokens"]]

    return transcribe


def faster_whisper(name: str) -> Callable[[np.ndarray], tuple[str, list[int]]]:
    from faster_whisper import WhisperModel  # noqa: PLC0415 - one peer a process

    from engine.benchmark.runners.faster_whisper import DECODING  # noqa: PLC0415

    checkpoint = LocalModels().find(name)
    folder = Path(sys.argv[1]) / f"ctranslate2-{name}"
    folder.mkdir(exist_ok=True)
    for role in checkpoint.files:
        (folder / role).write_bytes(checkpoint.read(role))
    model = WhisperModel(
        str(folder),
        device="cpu",
        compute_type="float32",
        cpu_threads=THREADS,
        local_files_only=True,
    )

    def transcribe(waveform: np.ndarray) -> tuple[str, list[int]]:
        segments, _ = model.transcribe(waveform, language="en", **DECODING)
        found = list(segments)
        return "".join(s.text for s in found), [t for s in found for t in s.tokens]

    return transcribe


PEERS = {"openai-whisper": openai_whisper, "faster-whisper": faster_whisper}


def main(work: Path, name: str, peer: str) -> None:
    transcribe = PEERS[peer](name)
    results = []
    for clip in json.loads((work / "clips.json").read_text()):
        waveform = np.load(work / clip["sound"])
        text, tokens = transcribe(waveform)
        results.append({"text": text.strip(), "tokens": tokens})
    (work / f"{name}-{peer}.json").write_text(json.dumps(results), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
