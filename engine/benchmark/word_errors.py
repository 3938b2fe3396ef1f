"""Word error rate, the normalisation of texts before it, and the detection of loops."""

import json
import re
import subprocess
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from engine.benchmark.engines import NORMALISER_PEER, interpreter
from engine.benchmark.process import EngineFailedError
from engine.benchmark.results import Results

LOOP_RATIO: Final = 2.4
"""Compression ratio above which the reference regards a text as a loop."""

PLAIN_NAME: Final = "plain (lower case, letters and digits only)"


def word_errors(reference: Sequence[str], hypothesis: Sequence[str]) -> int:
    """Return the edit distance in words: insertions, deletions and substitutions."""
    row = list(range(len(hypothesis) + 1))
    for i, wanted in enumerate(reference, start=1):
        before, row[0] = row[0], i
        for j, word in enumerate(hypothesis, start=1):
            changed = before + (wanted != word)
            before, row[j] = row[j], min(changed, row[j] + 1, row[j - 1] + 1)
    return row[-1]


def word_error_rate(references: Sequence[str], texts: Sequence[str]) -> float | None:
    """Return the errors of all texts over the words of all references, both normalised.

    None if the references have no words.
    """
    pairs = [(r.split(), t.split()) for r, t in zip(references, texts, strict=True)]
    n_words = sum(len(reference) for reference, _ in pairs)
    return sum(word_errors(*pair) for pair in pairs) / n_words if n_words else None


def normalise_texts(results: Results, checkout: Path) -> None:
    """Fill in ``normalised``, with Whisper's own normaliser if openai-whisper is installed."""
    texts = results.texts()
    try:
        results.normaliser, results.normalised = normalised(texts, results.language, checkout)
    except EngineFailedError as error:
        results.problems.append(f"Whisper's normaliser failed: {error}")
        results.normaliser, results.normalised = PLAIN_NAME, _plain(texts)


def normalised(
    texts: Sequence[str], language: str, checkout: Path
) -> tuple[str, dict[str, str]]:
    """Return a normaliser's name and what it makes of each text: Whisper's, if it is installed.

    Raises:
        EngineFailedError: It is installed, but failed.
    """
    python = interpreter(NORMALISER_PEER, checkout)
    if not python.is_file():
        return PLAIN_NAME, _plain(texts)
    done = subprocess.run(  # noqa: S603 - our own program
        [python, "-P", "-m", "engine.benchmark.runners.normaliser"],
        input=json.dumps({"language": language, "texts": list(texts)}),
        capture_output=True,
        check=False,
        text=True,
        env={"PYTHONPATH": str(checkout)},
    )
    if done.returncode != 0:
        raise EngineFailedError((done.stderr.strip().splitlines() or ["no output"])[-1])
    answer = json.loads(done.stdout)
    return answer["name"], dict(zip(texts, answer["texts"], strict=True))


def _plain(texts: Iterable[str]) -> dict[str, str]:
    return {text: plain(text) for text in texts}


def plain(text: str) -> str:
    """Normalise a text in the simplest way, for use without Whisper's normaliser."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("'", "")
    return " ".join(re.findall(r"\w+", folded))


def is_loop(text: str) -> bool:
    """Return whether a text loops."""
    content = text.encode()
    return len(content) / len(zlib.compress(content)) > LOOP_RATIO
