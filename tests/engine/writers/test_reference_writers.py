"""Our files are those of openai-whisper's writers, where ``packaging/peers`` has set it up."""

import json
import random
import subprocess
from collections.abc import Iterator
from dataclasses import asdict
from itertools import product

import pytest
from project_files import ROOT

from engine.transcript import Segment, Transcript, Word
from engine.writers.cues import CueLayout
from engine.writers.formats import exported, transcript_document

PROGRAM = ROOT / "tests" / "helpers" / "parity" / "reference_writers.py"
PYTHON = ROOT / ".venv-peers-openai-whisper" / "bin" / "python"

LAYOUTS = [
    CueLayout(width, count, words, highlighted)
    for width, count, words, highlighted in product(
        (None, 3, 18, 42), (None, 1, 2), (None, 1, 4), (False, True)
    )
]
EXTENSIONS = ("srt", "vtt", "tsv", "txt")


def _segments(seed: int) -> Iterator[Segment]:
    """Return a minute or an hour of words with pauses of all lengths, some of them cut in two."""
    chance = random.Random(seed)
    now = chance.choice([0.0, 0.5, 3590.0])
    for _ in range(chance.randint(0, 6)):
        words = []
        for _ in range(chance.randint(1, 9)):
            now += chance.choice([0.0, 0.0, 0.0, 0.25, 2.75, 3.25])
            end = now + chance.choice([0.125, 0.5])
            text = chance.choice([" a", " key,", " extraordinary", "-so", " 今", " stop."])
            words.append(Word(now, end, text, 0.5))
            now = end
        text = "".join(word.word for word in words)
        start, end = words[0].start, words[-1].end
        yield Segment(start, end, text, (), -0.5, 0.1, 1.0, 0.0, tuple(words))


def _transcript(seed: int) -> Transcript:
    segments = tuple(_segments(seed))
    return Transcript("", "en", 60.0, "base", "cpu", segments, n_tokens=0)


@pytest.mark.skipif(not PYTHON.exists(), reason="needs packaging/peers openai-whisper")
def test_files_with_words_are_the_reference_s() -> None:
    cases = [
        (_transcript(seed), extension, layout)
        for seed, layout in product(range(12), LAYOUTS)
        for extension in EXTENSIONS
    ]
    requests = [
        {
            "extension": extension,
            "result": transcript_document(transcript),
            "options": asdict(layout),
        }
        for transcript, extension, layout in cases
    ]
    done = subprocess.run(
        [str(PYTHON), str(PROGRAM)],
        input=json.dumps(requests),
        capture_output=True,
        text=True,
        check=True,
    )
    expected = json.loads(done.stdout)
    for (transcript, extension, layout), theirs in zip(cases, expected, strict=True):
        ours = exported(transcript, extension, layout)
        assert ours.rstrip() == theirs.rstrip(), (extension, layout)
