"""Arguments of ``maxwhisper transcribe`` that say how text is decoded, named as in the reference."""

import argparse
import contextlib
from collections.abc import Callable
from typing import Final, TypeVar

from engine.options import (
    FALLBACK_TEMPERATURES,
    FILE_LANGUAGE_WINDOWS,
    FILE_UNSURE_BEAM_SIZE,
    MAX_BEAM_SIZE,
    NON_SPEECH,
    DecodingOptions,
    TranscribeOptions,
    for_files,
)
from maxwhisper_desktop.text.languages import language_code

Number = TypeVar("Number", int, float)

_DEFAULTS: Final = TranscribeOptions()


def add_decoding_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments, in groups of their own."""
    _add_language_arguments(parser.add_argument_group("language"))
    _add_prompt_arguments(parser.add_argument_group("what the model is told"))
    _add_search_arguments(parser.add_argument_group("choice of tokens"))
    _add_fallback_arguments(
        parser.add_argument_group("what is decoded again, and what is skipped")
    )


def decoding_options(args: argparse.Namespace) -> DecodingOptions:
    """Return what the arguments say about the choice of tokens."""
    defaults = _DEFAULTS.decoding
    return DecodingOptions(
        beam_size=args.beam_size or defaults.beam_size,
        unsure_beam_size=FILE_UNSURE_BEAM_SIZE
        if args.beam_size is None
        else defaults.unsure_beam_size,
        patience=args.patience,
        best_of=args.best_of,
        length_penalty=args.length_penalty,
        suppress_tokens=args.suppress_tokens,
        repetition_penalty=args.repetition_penalty,
        no_repeat_ngram_size=args.no_repeat_ngram_size,
        seed=args.seed,
    )


def languages(text: str) -> tuple[str, ...]:
    """Read ``--language``: one code, name or tag, some to choose from, or ``auto`` for all."""
    return () if text == "auto" else tuple(language_code(one) for one in text.split(","))


def _add_language_arguments(group: "argparse._ArgumentGroup") -> None:
    group.add_argument(
        "--language",
        type=languages,
        default=(),
        metavar="auto|xx[,xx...]",
        help="of the speech; of several, the likeliest is used",
    )
    group.add_argument(
        "--multilingual", action="store_true", help="detect the language of each window"
    )
    group.add_argument(
        "--language-detection-segments",
        type=int,
        default=FILE_LANGUAGE_WINDOWS,
        metavar="N",
        help="windows to ask for the language until one is sure (default: "
        f"{FILE_LANGUAGE_WINDOWS})",
    )
    group.add_argument(
        "--language-detection-threshold",
        type=float,
        default=_DEFAULTS.language_detection_threshold,
        metavar="P",
        help="probability from which a window is sure (default: 0.5)",
    )


def _add_prompt_arguments(group: "argparse._ArgumentGroup") -> None:
    group.add_argument(
        "--prompt",
        "--initial-prompt",
        default="",
        metavar="TEXT",
        help="text before the first window: names, spelling and style to follow",
    )
    group.add_argument(
        "--carry-initial-prompt", action="store_true", help="give the prompt to every window"
    )
    group.add_argument(
        "--hotwords",
        default="",
        metavar="NAME,...",
        help="names to listen for, and to write where they are heard",
    )
    group.add_argument(
        "--prefix", default="", metavar="TEXT", help="what the first window's text begins with"
    )
    group.add_argument(
        "--condition-on-previous-text",
        action=argparse.BooleanOptionalAction,
        default=for_files(_DEFAULTS).condition_on_previous_text,
        help="prompt each window with the text before it (default: yes)",
    )
    group.add_argument(
        "--clip-timestamps",
        type=_list_of(_seconds),
        default=(),
        metavar="START,END,...",
        help="seconds between which to transcribe; the last end may be left out",
    )


def _add_search_arguments(group: "argparse._ArgumentGroup") -> None:
    defaults = _DEFAULTS.decoding
    rows = range(1, MAX_BEAM_SIZE + 1)
    group.add_argument(
        "--beam-size",
        type=int,
        choices=rows,
        metavar="N",
        help="hypotheses of the beam search; 1 decodes greedily, the fastest (default: "
        f"greedily, and where that is unsure with {FILE_UNSURE_BEAM_SIZE})",
    )
    group.add_argument(
        "--patience",
        type=_above_zero,
        default=defaults.patience,
        metavar="P",
        help="end the beam search when N times P texts have ended (default: 1)",
    )
    group.add_argument(
        "--length-penalty",
        type=float,
        metavar="A",
        help="compare texts as in Google's NMT, 0 to 1 (default: by the mean of their tokens)",
    )
    group.add_argument(
        "--best-of",
        type=int,
        default=defaults.best_of,
        choices=rows,
        metavar="N",
        help="texts to draw at a temperature above 0; the likeliest is taken (default: 1)",
    )
    group.add_argument(
        "--seed",
        type=_at_least_zero,
        default=defaults.seed,
        help="of chance: the same one, the same text",
    )
    group.add_argument(
        "--suppress-tokens",
        type=_token_ids,
        default=defaults.suppress_tokens,
        metavar="ID,...",
        help=f"tokens to forbid; {NON_SPEECH} (default) is all that nobody speaks, '' none",
    )
    group.add_argument(
        "--repetition-penalty",
        type=_above_zero,
        default=defaults.repetition_penalty,
        metavar="P",
        help="make repeated tokens less likely (default: 1, no penalty)",
    )
    group.add_argument(
        "--no-repeat-ngram-size",
        type=_at_least_zero,
        default=defaults.no_repeat_ngram_size,
        metavar="N",
        help="let no N tokens follow each other twice (default: 0, off)",
    )


def _add_fallback_arguments(group: "argparse._ArgumentGroup") -> None:
    group.add_argument(
        "--temperature",
        type=_list_of(_temperature),
        default=FALLBACK_TEMPERATURES,
        metavar="T[,T...]",
        help="sampling temperatures, tried in order while the text loops or is unlikely "
        "(default: 0 to 1 in steps of 0.2)",
    )
    thresholds = {
        "compression-ratio": "a text loops if it is more compressible than this (default: 2.4)",
        "logprob": "a text is unlikely if its mean log probability is below this (default: -1)",
        "no-speech": "an unlikely text is skipped if silence is likelier than this (default: 0.6)",
    }
    for name, explained in thresholds.items():
        default = getattr(_DEFAULTS, f"{name.replace('-', '_')}_threshold")
        group.add_argument(
            f"--{name}-threshold",
            type=_float_or_none,
            default=default,
            metavar="X|none",
            help=explained,
        )


def _list_of(read: Callable[[str], Number]) -> Callable[[str], tuple[Number, ...]]:
    def read_all(text: str) -> tuple[Number, ...]:
        with contextlib.suppress(ValueError):
            return tuple(map(read, text.split(",")))
        raise argparse.ArgumentTypeError(f"'{text}' is not a list of {_KINDS[read]}")

    return read_all


def _token_ids(text: str) -> tuple[int, ...]:
    return _list_of(int)(text) if text else ()


def _temperature(text: str) -> float:
    return _within(float(text), 0.0, 1.0)


def _seconds(text: str) -> float:
    return _within(float(text), 0.0, float("inf"))


_KINDS: Final[dict[Callable[[str], float], str]] = {
    int: "token numbers",
    _seconds: "seconds",
    _temperature: "numbers from 0 to 1",
}


def _within(value: float, least: float, most: float) -> float:
    if not least <= value <= most:
        raise ValueError
    return value


def _above_zero(text: str) -> float:
    with contextlib.suppress(ValueError):
        if (value := float(text)) > 0:
            return value
    raise argparse.ArgumentTypeError(f"'{text}' is not a number above 0")


def _at_least_zero(text: str) -> int:
    with contextlib.suppress(ValueError):
        if (value := int(text)) >= 0:
            return value
    raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 0 on")


def _float_or_none(text: str) -> float | None:
    if text.lower() == "none":
        return None
    with contextlib.suppress(ValueError):
        return float(text)
    raise argparse.ArgumentTypeError(f"'{text}' is neither a number nor 'none'")
