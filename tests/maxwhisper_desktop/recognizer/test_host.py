"""What the engine's process makes of results that cannot be right."""

import pytest

from engine.transcript import Segment, Transcript
from maxwhisper_desktop.recognizer.host import MANY_TOKENS, repeats_one_token

START, END = 50_364, 50_464


def _said(text: str, *tokens: int) -> Transcript:
    segment = Segment(0.0, 2.0, text, (START, *tokens, END), -0.1, 0.0, 1.0, 0.0)
    return Transcript(text, "en", 2.0, "base", "cpu", (segment,), len(tokens))


def test_a_text_of_one_token_again_and_again_counts_as_damage() -> None:
    assert repeats_one_token(_said(" F" * MANY_TOKENS, *[376] * MANY_TOKENS))


@pytest.mark.parametrize(
    "said",
    [
        _said(" no" * 5, *[572] * 5),
        # A word said again and again has punctuation in between.
        _said(" Test." * 25, *[6208, 13] * 25),
        # Music, which is no text.
        _said("♪" * 40, *[220] * 40),
        Transcript("", "en", 2.0, "base", "cpu", (), 0),
    ],
)
def test_what_people_say_and_play_does_not(said: Transcript) -> None:
    assert not repeats_one_token(said)
