"""Whisper's tokens: byte pairs for text, and special tokens for task, language and time."""

import codecs
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

import tiktoken

from engine.errors import CheckpointError
from engine.tokenizer.vocabulary import Vocabulary

TIMESTAMP_STEP_S: Final = 0.02
"""Seconds from one timestamp token to the next: one encoder position."""

N_TIMESTAMPS: Final = 1501
"""Timestamp tokens: 0.00 to 30.00 s."""

SPLIT_PATTERN: Final = (
    r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
)
"""GPT-2's rule for where byte pairs may not cross (Radford et al. 2019)."""

GPT2_N_TOKENS: Final = 50_256
"""Byte pairs of GPT-2. English-only checkpoints kept them; multilingual ones have their own, one more."""

NOT_SPEECH: Final = (
    *'"#()*+/:;<=>@[\\]^_`{|}~「」『』',
    *("<<", ">>", "<<<", ">>>", "--", "---", "-(", "-[", "('", '("', "((", "))", "(((", ")))"),
    *("[[", "]]", "{{", "}}", "♪♪", "♪♪♪"),
)
"""Signs of annotations such as "[laughs]" or "♪ ♪", which nobody speaks (the reference's list)."""

MUSIC_SIGNS: Final = "♩♪♫♬♭♮♯"
"""Split into several tokens; the first is banned all the same, and begins nothing else of use."""


class Tokenizer:
    """Text to token ids and back, with the special tokens of one checkpoint."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Read ranks and special tokens.

        Raises:
            CheckpointError: A special token that Whisper needs is missing, or an ordinary one.
        """
        ids = {text: i for i, text in vocabulary.items()}
        eot = _required(ids, "<|endoftext|>")
        # Files that end at <|notimestamps|> leave the timestamps to follow it.
        first_timestamp = _required(ids, "<|notimestamps|>") + 1
        special = {text: i for text, i in ids.items() if eot <= i < first_timestamp}
        special |= {
            f"<|{n * TIMESTAMP_STEP_S:.2f}|>": first_timestamp + n for n in range(N_TIMESTAMPS)
        }
        self._encoding = tiktoken.Encoding(
            name="whisper",
            pat_str=SPLIT_PATTERN,
            mergeable_ranks=_ranks(vocabulary, eot),
            special_tokens=special,
        )
        self.eot = eot
        self.sot = _required(special, "<|startoftranscript|>")
        self.translate = _required(special, "<|translate|>")
        self.transcribe = _required(special, "<|transcribe|>")
        self.sot_lm = _required(special, "<|startoflm|>")
        self.sot_prev = _required(special, "<|startofprev|>")
        self.no_speech = _required(special, "<|nospeech|>", "<|nocaptions|>")
        self.no_timestamps = _required(special, "<|notimestamps|>")
        self.timestamp_begin = first_timestamp
        self.n_vocab = first_timestamp + N_TIMESTAMPS
        self.is_multilingual = eot > GPT2_N_TOKENS
        # Languages stand between the start token and the tasks; their number grew with large-v3.
        self.languages: dict[str, int] = {
            text[2:-2]: i for text, i in special.items() if self.sot < i < self.translate
        }

    def encode(self, text: str) -> list[int]:
        """Return the tokens of plain text; a special token's name in it is only text."""
        return self._encoding.encode(text, disallowed_special=())

    def decode(self, tokens: Iterable[int]) -> str:
        """Return the text of ``tokens``, special ones left out; a cut character becomes U+FFFD."""
        return self._encoding.decode([token for token in tokens if token < self.eot])

    def token_bytes(self, token: int) -> bytes:
        """Return the UTF-8 bytes of one text token; they may end inside a character."""
        return self._encoding.decode_single_token_bytes(token)

    def sot_sequence(self, language: str, task: int) -> tuple[int, ...]:
        """Return the tokens that open a transcript in ``language`` for the task token ``task``."""
        if not self.is_multilingual:
            return (self.sot,)
        return (self.sot, self.languages[language], task)

    def encode_single(self, text: str) -> int:
        """Return the one token that ``text`` is.

        Raises:
            CheckpointError: The vocabulary splits it.
        """
        tokens = self.encode(text)
        if len(tokens) != 1:
            raise CheckpointError(f"The vocabulary has no single token for {text!r}")
        return tokens[0]

    @cached_property
    def non_speech_tokens(self) -> tuple[int, ...]:
        """Tokens that are never spoken; suppressing them keeps annotations out of the text."""
        # A hyphen and an apostrophe may stand inside a word but not begin one.
        tokens = {self.encode(" -")[0], self.encode(" '")[0]}
        for sign in (*NOT_SPEECH, *MUSIC_SIGNS):
            for spelled in (self.encode(sign), self.encode(" " + sign)):
                if len(spelled) == 1 or sign in MUSIC_SIGNS:
                    tokens.add(spelled[0])
        return tuple(sorted(tokens))

    @cached_property
    def control_tokens(self) -> tuple[int, ...]:
        """Special tokens that may stand only in a prompt, never in a transcript."""
        return (
            self.transcribe,
            self.translate,
            self.sot,
            self.sot_prev,
            self.sot_lm,
            self.no_speech,
        )


class TextStream:
    """Turns tokens into text as they come, holding back a character until it is whole."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")

    def push(self, tokens: Sequence[int]) -> str:
        """Return the text that ``tokens`` complete."""
        text_tokens = [token for token in tokens if token < self._tokenizer.eot]
        data = b"".join(self._tokenizer.token_bytes(token) for token in text_tokens)
        return self._decoder.decode(data)

    def close(self) -> str:
        """Return what is left: U+FFFD for a character that never became whole."""
        return self._decoder.decode(b"", final=True)


def _required(ids: dict[str, int], *names: str) -> int:
    for name in names:
        if name in ids:
            return ids[name]
    raise CheckpointError(f"The vocabulary lacks {names[0]}: this is not a Whisper model")


def _byte_alphabet() -> dict[str, int]:
    """Return GPT-2's printable stand-in for each byte: itself where it is visible, else from U+0100."""
    visible = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    hidden = [byte for byte in range(256) if byte not in visible]
    stand_ins = {chr(byte): byte for byte in visible}
    return stand_ins | {chr(0x100 + n): byte for n, byte in enumerate(hidden)}


_BYTES: Final = _byte_alphabet()


def _ranks(vocabulary: Vocabulary, eot: int) -> dict[bytes, int]:
    """Return the id of each ordinary token by its bytes."""
    try:
        ranks = {_to_bytes(vocabulary[i]): i for i in range(eot)}
    except KeyError as error:
        raise CheckpointError("The vocabulary is damaged; fetch the model again") from error
    # tiktoken would take it, and panic at the first text that needs what is missing.
    if len(ranks) < eot or any(bytes([byte]) not in ranks for byte in range(256)):
        raise CheckpointError("The vocabulary is damaged; fetch the model again")
    return ranks


def _to_bytes(token: str) -> bytes:
    return bytes(_BYTES[character] for character in token)
