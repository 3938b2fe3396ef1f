"""Which texts only repeat the prompt."""

import pytest

from engine.transcription.echo import is_echo, is_heard

PROMPT = "Philip Steels, Gregson, Qt: forever."


@pytest.mark.parametrize("said", [PROMPT, " philip steels Gregson.", "Gregson, Qt. Forever!"])
def test_words_of_the_prompt_in_their_order_are_an_echo(said: str) -> None:
    assert is_echo(said, PROMPT)


@pytest.mark.parametrize(
    "said", ["", "Philip Steels", "Gregson, Philip Steels", f"{PROMPT} And more"]
)
def test_few_words_other_words_and_more_words_are_none(said: str) -> None:
    assert not is_echo(said, PROMPT)


def test_nothing_echoes_no_prompt() -> None:
    assert not is_echo("so we went on", "")


def test_what_is_heard_without_the_prompt_too_was_said() -> None:
    assert is_heard("Philip Steels, Gregson", "Phillip steals Greg's son.")
    assert not is_heard("Philip Steels, Gregson", "Thank you.")
