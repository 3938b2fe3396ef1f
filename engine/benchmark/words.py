"""Normalises all texts of a comparison, so that their words can be compared."""

import json
import subprocess
from pathlib import Path

from engine.benchmark.engines import NORMALISER_PEER, interpreter
from engine.benchmark.results import Results
from engine.benchmark.word_errors import PLAIN_NAME, plain


def normalise_texts(results: Results, checkout: Path) -> None:
    """Fill in ``normalised``, with Whisper's own normaliser if openai-whisper is installed."""
    texts = results.texts()
    python = interpreter(NORMALISER_PEER, checkout)
    if python.is_file():
        asked = json.dumps({"language": results.language, "texts": texts})
        done = subprocess.run(  # noqa: S603 - our own program
            [python, "-P", "-m", "engine.benchmark.runners.normaliser"],
            input=asked,
            capture_output=True,
            check=False,
            text=True,
            env={"PYTHONPATH": str(checkout)},
        )
        if done.returncode == 0:
            answer = json.loads(done.stdout)
            results.normaliser = answer["name"]
            results.normalised = dict(zip(texts, answer["texts"], strict=True))
            return
        reason = (done.stderr.strip().splitlines() or ["no output"])[-1]
        results.problems.append(f"Whisper's normaliser failed: {reason}")
    results.normaliser = PLAIN_NAME
    results.normalised = {text: plain(text) for text in texts}
