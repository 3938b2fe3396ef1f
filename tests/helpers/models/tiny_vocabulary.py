"""A complete Whisper vocabulary of a few hundred text tokens, for fast tests."""

from engine.tokenizer.tokenizer import N_TIMESTAMPS, TIMESTAMP_STEP_S
from engine.tokenizer.vocabulary import Vocabulary

MERGES = ("th", "the", "Ġthe", "an", "and", "Ġand", "Ġs", "Ġ-", "Ġ'", "ing", "Â°", "ĠÂ°")
"""Byte pairs in GPT-2's alphabet, each made of two tokens before it."""

LANGUAGES = ("en", "de", "ja")


def byte_tokens() -> list[str]:
    """Return GPT-2's printable stand-ins in its vocabulary's order: visible bytes first."""
    visible = [*range(33, 127), *range(161, 173), *range(174, 256)]
    n_hidden = 256 - len(visible)
    return [chr(byte) for byte in visible] + [chr(256 + n) for n in range(n_hidden)]


def timestamp_texts() -> list[str]:
    return [f"<|{n * TIMESTAMP_STEP_S:.2f}|>" for n in range(N_TIMESTAMPS)]


def tiny_vocabulary() -> Vocabulary:
    """Return bytes, some byte pairs, special tokens and all timestamps, in Whisper's order."""
    special = [
        "<|endoftext|>",
        "<|startoftranscript|>",
        *(f"<|{code}|>" for code in LANGUAGES),
        "<|translate|>",
        "<|transcribe|>",
        "<|startoflm|>",
        "<|startofprev|>",
        "<|nospeech|>",
        "<|notimestamps|>",
    ]
    return dict(enumerate([*byte_tokens(), *MERGES, *special, *timestamp_texts()]))
