"""Transcribes the collected clips with this project's engine, in float32.

    python tests/helpers/parity/ours.py WORK_FOLDER MODEL [PADDING]

PADDING is ``log-mel`` (default) or ``silence``. Writes
WORK_FOLDER/MODEL-maxwhisper-PADDING.json.
"""

import json
import sys
from pathlib import Path

import numpy as np

from engine.loading import load_transcriber
from engine.options import Padding, Precision, TranscribeOptions


def main(work: Path, model: str, padding: Padding) -> None:
    options = TranscribeOptions(language="en", padding=padding, no_speech_threshold=None)
    transcriber = load_transcriber(model, "cpu", lambda _: None, Precision.EXACT)
    results = []
    for clip in json.loads((work / "clips.json").read_text()):
        waveform = np.load(work / clip["sound"])
        transcript = transcriber.transcribe(waveform, options)
        results.append(
            {
                "text": transcript.text,
                "tokens": [
                    token for segment in transcript.segments for token in segment.tokens
                ],
            }
        )
    target = work / f"{model}-maxwhisper-{padding.value}.json"
    target.write_text(json.dumps(results), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Padding(sys.argv[3] if sys.argv[3:] else "log-mel"))
