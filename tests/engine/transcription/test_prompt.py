"""What the decoder is given before each window."""

from models.tiny_vocabulary import tiny_vocabulary

from engine.options import TranscribeOptions
from engine.tokenizer.tokenizer import Tokenizer
from engine.transcription.prompt import Prompt

TINY = Tokenizer(tiny_vocabulary())
N_TEXT_CTX = 448
ROOM = N_TEXT_CTX // 2 - 1
SAID = tuple(TINY.encode(" the sand sings"))
NAMES = tuple(TINY.encode(" and the"))


def _prompt(**options: object) -> Prompt:
    return Prompt(TINY, TranscribeOptions(**options), N_TEXT_CTX)  # type: ignore[arg-type]


def test_without_options_nothing_is_given() -> None:
    prompt = _prompt()
    prompt.add(SAID, 0.0)
    assert prompt.tokens.before == ()
    assert prompt.tokens.prefix == ()


def test_the_prompt_is_given_to_the_first_window_alone() -> None:
    prompt = _prompt(prompt=" and the ")
    assert prompt.tokens.before == NAMES
    prompt.add(SAID, 0.0)
    assert prompt.tokens.before == ()


def test_the_prefix_is_given_to_the_first_window_alone() -> None:
    assert _prompt(prefix="and the", with_timestamps=False).tokens.prefix == NAMES
    prompt = _prompt(prefix="and the")
    assert prompt.tokens.prefix == (TINY.timestamp_begin, *NAMES)
    prompt.add(SAID, 0.0)
    assert prompt.tokens.prefix == ()


def test_what_was_said_follows_on_the_prompt() -> None:
    prompt = _prompt(prompt="and the", condition_on_previous_text=True)
    prompt.add(SAID, 0.0)
    assert prompt.tokens.before == (*NAMES, *SAID)


def test_a_text_found_at_a_high_temperature_starts_anew() -> None:
    prompt = _prompt(prompt="and the", condition_on_previous_text=True)
    prompt.add(SAID, 0.5)
    prompt.add(SAID, 0.6)
    assert prompt.tokens.before == ()
    prompt.add(SAID, 0.0)
    assert prompt.tokens.before == SAID


def test_a_text_that_was_not_believed_is_no_prompt() -> None:
    prompt = _prompt(condition_on_previous_text=True)
    prompt.add(SAID, 0.0, is_sound=False)
    assert prompt.tokens.before == ()


def test_a_carried_prompt_is_never_crowded_out() -> None:
    prompt = _prompt(
        prompt="and the", carry_initial_prompt=True, condition_on_previous_text=True
    )
    for _ in range(200):
        prompt.add(SAID, 0.0)
    before = prompt.tokens.before
    assert before[: len(NAMES)] == NAMES
    assert before[len(NAMES) :] == (SAID * 200)[len(NAMES) - ROOM :]
    assert len(before) == ROOM


def test_a_carried_prompt_is_given_to_each_window_though_what_is_said_is_not() -> None:
    prompt = _prompt(prompt="and the", carry_initial_prompt=True)
    prompt.add(SAID, 0.0)
    assert prompt.tokens.before == NAMES


def test_prompted_hotwords_are_given_to_every_window_before_all_else() -> None:
    prompt = _prompt(hotwords_prompt="and the", prompt="the sand sings")
    assert prompt.tokens.before == (*NAMES, *SAID)
    prompt.add(SAID, 1.0)
    assert prompt.tokens.before == NAMES


def test_prompted_hotwords_leave_half_of_the_room_to_the_prompt() -> None:
    prompt = _prompt(hotwords_prompt="and " * 500, prompt="the " * 500)
    before = prompt.tokens.before
    assert len(before) == ROOM
    n_hotwords = N_TEXT_CTX // 4
    assert before[:n_hotwords] == tuple(TINY.encode(" and" * 500))[:n_hotwords]
    assert before[n_hotwords:] == tuple(TINY.encode(" the" * 500))[n_hotwords - ROOM :]
