"""Export formats of transcripts."""

import json

from engine.transcript import Segment, Transcript
from engine.writers import to_json, to_txt


def _segment(text: str) -> Segment:
    return Segment(0.0, 1.0, text, (1, 2), -0.1, 0.0, 1.0, 0.0)


TRANSCRIPT = Transcript(
    text="Grüße. Bye.",
    language="de",
    duration_s=2.0,
    model="base",
    device="cpu",
    segments=(_segment(" Grüße."), _segment(""), _segment(" Bye.")),
    n_tokens=9,
)


def test_text_has_a_line_per_nonempty_segment() -> None:
    assert to_txt(TRANSCRIPT) == "Grüße.\nBye.\n"


def test_json_keeps_letters_and_numbers() -> None:
    written = to_json(TRANSCRIPT)
    assert "Grüße" in written
    document = json.loads(written)
    assert document["segments"][0]["tokens"] == [1, 2]
    assert document["timings_ms"]["total"] == 0.0
