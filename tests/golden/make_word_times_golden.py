"""Writes ``word-times.json``: when openai-whisper hears each word of some recordings, in float32.

    PYTHONPATH=.:tests/helpers .venv-peers/bin/python tests/golden/make_word_times_golden.py

Runs in the environment that ``packaging/parity`` creates for the peers; needs the recordings beside
the checkout. The file holds, by model and recording, segments with start, end and words; each word is
text, start, end.
"""

import json
import sys
from typing import Any

import torch
from parity.openai_model import openai_model
from parity.word_time_clips import CLIPS
from project_files import GOLDEN, RECORDINGS

from engine.audio.file import read_audio_file
from engine.benchmark.runners.openai_whisper import DECODING

Timed = list[tuple[object, object, list[tuple[object, ...]]]]


def _timed(segments: list[dict[str, Any]]) -> Timed:
    return [
        (
            segment["start"],
            segment["end"],
            [(word["word"], word["start"], word["end"]) for word in segment["words"]],
        )
        for segment in segments
    ]


def main() -> None:
    torch.set_num_threads(2)
    found: dict[str, dict[str, Timed]] = {}
    for name, clips in CLIPS.items():
        model = openai_model(name)
        found[name] = {}
        for path, language in clips.items():
            waveform = read_audio_file(RECORDINGS / path).waveform
            result = model.transcribe(
                waveform, language=language, word_timestamps=True, **DECODING
            )
            found[name][path] = _timed(result["segments"])
            sys.stdout.write(f"{name} {path}\n")
            sys.stdout.flush()
    target = GOLDEN / "word-times.json"
    target.write_text(json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
