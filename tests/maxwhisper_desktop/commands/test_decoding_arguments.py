"""The reference's options on the command line."""

import argparse

import pytest

from engine.options import (
    FALLBACK_TEMPERATURES,
    FILE_LANGUAGE_WINDOWS,
    DecodingOptions,
    TranscribeOptions,
    for_files,
)
from maxwhisper_desktop.commands.decoding_arguments import (
    add_decoding_arguments,
    decoding_options,
    languages,
)


def _parsed(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_decoding_arguments(parser)
    return parser.parse_args(arguments)


def test_without_arguments_the_engine_s_defaults_hold_but_for_what_suits_files() -> None:
    args = vars(_parsed())
    suited = for_files(TranscribeOptions()).decoding
    assert decoding_options(argparse.Namespace(**args)) == suited
    assert args.pop("temperature") == FALLBACK_TEMPERATURES
    assert args.pop("language_detection_segments") == FILE_LANGUAGE_WINDOWS
    assert args.pop("condition_on_previous_text")
    assert args.pop("language") == ()
    engine_wide = args.keys() & set(TranscribeOptions.__dataclass_fields__)
    assert len(engine_wide) == len(args) - len(
        args.keys() & set(DecodingOptions.__dataclass_fields__)
    )
    for name in engine_wide:
        assert args[name] == getattr(TranscribeOptions(), name), name


def test_each_argument_reaches_the_choice_of_tokens() -> None:
    args = _parsed(
        *("--beam-size", "5", "--patience", "2", "--best-of", "3", "--length-penalty", "0.5"),
        *("--suppress-tokens=-1,7", "--repetition-penalty", "1.1"),
        *("--no-repeat-ngram-size", "3", "--seed", "9"),
    )
    assert decoding_options(args) == DecodingOptions(
        beam_size=5,
        patience=2.0,
        best_of=3,
        length_penalty=0.5,
        suppress_tokens=(-1, 7),
        repetition_penalty=1.1,
        no_repeat_ngram_size=3,
        seed=9,
    )


def test_one_beam_decodes_greedily_however_unsure() -> None:
    assert decoding_options(_parsed("--beam-size", "1")) == DecodingOptions()


@pytest.mark.parametrize(
    ("text", "codes"), [("auto", ()), ("de", ("de",)), ("de, en", ("de", "en"))]
)
def test_a_language_is_one_or_some_to_choose_from(text: str, codes: tuple[str, ...]) -> None:
    assert _parsed("--language", text).language == codes


def test_the_prompt_has_the_reference_s_name_too() -> None:
    assert _parsed("--initial-prompt", "Whisper").prompt == "Whisper"


def test_no_token_is_suppressed_if_none_is_named() -> None:
    assert decoding_options(_parsed("--suppress-tokens", "")).suppress_tokens == ()


def test_clips_are_seconds() -> None:
    assert _parsed("--clip-timestamps", "1.5,3,10").clip_timestamps == (1.5, 3.0, 10.0)


def test_a_threshold_can_be_lifted() -> None:
    args = _parsed("--no-speech-threshold", "None", "--logprob-threshold", "-2")
    assert (args.no_speech_threshold, args.logprob_threshold) == (None, -2.0)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--clip-timestamps", "1-2"], "'1-2' is not a list of seconds"),
        (["--clip-timestamps=-1"], "'-1' is not a list of seconds"),
        (["--suppress-tokens", "the"], "'the' is not a list of token numbers"),
        (["--patience", "0"], "'0' is not a number above 0"),
        (["--logprob-threshold", "low"], "'low' is neither a number nor 'none'"),
        (["--no-repeat-ngram-size", "-2"], "'-2' is not a whole number from 0 on"),
        (["--seed", "-1"], "'-1' is not a whole number from 0 on"),
        (["--beam-size", "9"], "invalid choice"),
    ],
)
def test_what_is_no_value_is_refused_in_a_sentence(
    arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        _parsed(*arguments)
    assert reason in capsys.readouterr().err


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("auto", ()),
        ("German", ("de",)),
        ("EN", ("en",)),
        ("de-DE", ("de",)),
        ("pt_BR", ("pt",)),
        ("de, french", ("de", "fr")),
        ("klingon", ("klingon",)),
    ],
)
def test_a_language_is_a_code_a_name_or_a_tag(written: str, codes: tuple[str, ...]) -> None:
    assert languages(written) == codes
