"""Whisper's tokenizer: byte pairs, and special tokens for task, language and timestamps."""

import codecs
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

import tiktoken

from engine.errors import CheckpointError
from engine.sentence import Sentence
from engine.tokenizer.vocabulary import Vocabulary

TIMESTAMP_STEP_S: Final = 0.02
"""Seconds from one timestamp token to the next: one encoder position."""

N_TIMESTAMPS: Final = 1501
"""Timestamp tokens: 0.00 to 30.00 s."""

SPLIT_PATTERN: Final = (
    r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
)
"""GPT-2's pre-tokenisation: byte pairs never merge across these pieces (Radford et al.
2019)."""

GPT2_N_TOKENS: Final = 50_256
"""Ordinary tokens of GPT-2, kept by English-only checkpoints; multilingual ones have their own,
one more."""

NOT_SPEECH: Final = (
    *'"#()*+/:;<=>@[\\]^_`{|}~「」『』',
    *("<<", ">>", "<<<", ">>>", "--", "---", "-(", "-[", "('", '("', "((", "))", "(((", ")))"),
    *("[[", "]]", "{{", "}}", "♪♪", "♪♪♪"),
)
"""Characters of annotations such as "[laughs]" or "♪ ♪", which nobody speaks (the reference's
list)."""

MUSIC_SIGNS: Final = "♩♪♫♬♭♮♯"
"""Split into several tokens; the first is suppressed all the same, as it begins nothing
useful."""


class Tokenizer:
    """Text to token ids and back, with the special tokens of one checkpoint."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Read ranks and special tokens.

        Raises:
            CheckpointError: An ordinary token, or a special one that Whisper needs, is missing.
        """
        ids = {text: i for i, text in vocabulary.items()}
        eot = _required(ids, "<|endoftext|>")
        # Some files end at <|notimestamps|>: the timestamps follow it implicitly.
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
        # Languages are between the start token and the tasks; large-v3 added one.
        self.languages: dict[str, int] = {
            text[2:-2]: i for text, i in special.items() if self.sot < i < self.translate
        }

    def encode(self, text: str) -> list[int]:
        """Return the tokens of plain text; names of special tokens in it are plain text too."""
        return self._encoding.encode(text, disallowed_special=())

    def decode(self, tokens: Iterable[int]) -> str:
        """Return the text of ordinary ``tokens``; a partial character becomes U+FFFD."""
        return self._encoding.decode([token for token in tokens if token < self.eot])

    def token_bytes(self, token: int) -> bytes:
        """Return the UTF-8 bytes of one text token, which may end within a character."""
        return self._encoding.decode_single_token_bytes(token)

    def sot_sequence(self, language: str, task: int) -> tuple[int, ...]:
        """Return the tokens that start a transcript: sot, ``language``, ``task``."""
        if not self.is_multilingual:
            return (self.sot,)
        return (self.sot, self.languages[language], task)

    def encode_single(self, text: str) -> int:
        """Return the single token of ``text``.

        Raises:
            CheckpointError: The vocabulary splits it.
        """
        tokens = self.encode(text)
        if len(tokens) != 1:
            raise CheckpointError(
                Sentence("The vocabulary lacks “{token}”: this is no Whisper model", token=text)
            )
        return tokens[0]

    @cached_property
    def non_speech_tokens(self) -> tuple[int, ...]:
        """Tokens that nobody speaks, suppressed to keep annotations out of the text."""
        # Hyphen and apostrophe may occur within a word but not begin one.
        tokens = {self.encode(" -")[0], self.encode(" '")[0]}
        for sign in (*NOT_SPEECH, *MUSIC_SIGNS):
            for spelled in (self.encode(sign), self.encode(" " + sign)):
                if len(spelled) == 1 or sign in MUSIC_SIGNS:
                    tokens.add(spelled[0])
        return tuple(sorted(tokens))

    @cached_property
    def control_tokens(self) -> tuple[int, ...]:
        """Special tokens that may occur only in a prompt, never in a transcript."""
        return (
            self.transcribe,
            self.translate,
            self.sot,
            self.sot_prev,
            self.sot_lm,
            self.no_speech,
        )


class TextStream:
    """Decodes tokens to text incrementally, holding back incomplete characters."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")

    def push(self, tokens: Sequence[int]) -> str:
        """Return the text that becomes complete with ``tokens``."""
        text_tokens = [token for token in tokens if token < self._tokenizer.eot]
        data = b"".join(self._tokenizer.token_bytes(token) for token in text_tokens)
        return self._decoder.decode(data)

    def close(self) -> str:
        """Return the rest: U+FFFD if a character is still incomplete."""
        return self._decoder.decode(b"", final=True)


def _required(ids: dict[str, int], *names: str) -> int:
    for name in names:
        if name in ids:
            return ids[name]
    raise CheckpointError(
        Sentence("The vocabulary lacks “{token}”: this is no Whisper model", token=names[0])
    )


def _byte_alphabet() -> dict[str, int]:
    """Return GPT-2's printable stand-ins for bytes: themselves if visible, else from U+0100."""
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
        raise CheckpointError(
            Sentence("The vocabulary is damaged; download the model again")
        ) from error
    # tiktoken would accept it and panic at the first text that needs a missing token.
    if len(ranks) < eot or any(bytes([byte]) not in ranks for byte in range(256)):
        raise CheckpointError(Sentence("The vocabulary is damaged; download the model again"))
    return ranks


def _to_bytes(token: str) -> bytes:
    return bytes(_BYTES[character] for character in token)
