"""A checkpoint's vocabulary: the text of each token id, from whichever file contains it."""

import json
from collections.abc import Callable, Mapping
from typing import Final

from engine.errors import CheckpointError
from engine.sentence import Sentence

Vocabulary = dict[int, str]
"""Token text by id. Ordinary tokens are in GPT-2's byte alphabet, special ones in plain
text."""


def _from_tokenizer_json(files: Mapping[str, bytes]) -> Vocabulary:
    tokenizer = json.loads(files["tokenizer.json"])
    vocabulary = {int(i): str(text) for text, i in tokenizer["model"]["vocab"].items()}
    added = {int(entry["id"]): str(entry["content"]) for entry in tokenizer["added_tokens"]}
    return vocabulary | added


def _from_vocab_json(files: Mapping[str, bytes]) -> Vocabulary:
    texts = json.loads(files["vocab.json"]) | json.loads(files.get("added_tokens.json", b"{}"))
    return {int(i): str(text) for text, i in texts.items()}


def _from_vocabulary_json(files: Mapping[str, bytes]) -> Vocabulary:
    return dict(enumerate(str(text) for text in json.loads(files["vocabulary.json"])))


def _from_vocabulary_txt(files: Mapping[str, bytes]) -> Vocabulary:
    lines = files["vocabulary.txt"].decode().removesuffix("\n").split("\n")
    return dict(enumerate(lines))


SOURCES: Final[Mapping[str, Callable[[Mapping[str, bytes]], Vocabulary]]] = {
    "vocabulary.json": _from_vocabulary_json,
    "vocabulary.txt": _from_vocabulary_txt,
    "tokenizer.json": _from_tokenizer_json,
    "vocab.json": _from_vocab_json,
}
"""Readers by file name; complete and quickly read files come first."""


def read_vocabulary(files: Mapping[str, bytes]) -> Vocabulary:
    """Return the vocabulary found in a checkpoint's small files.

    Args:
        files: Contents by file name.

    Raises:
        CheckpointError: There is no vocabulary, or it cannot be read.
    """
    for name, read in SOURCES.items():
        if name in files:
            try:
                return read(files)
            except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
                raise CheckpointError(
                    Sentence("{file} is damaged; download the model again", file=name)
                ) from error
    names = ", ".join(SOURCES)
    raise CheckpointError(
        Sentence(
            "The model has no vocabulary; its folder must contain one of these: {files}",
            files=names,
        )
    )
