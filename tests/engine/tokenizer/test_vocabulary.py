"""A vocabulary reads the same from each file format; a damaged one is an error."""

import contextlib
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from models.starter_files import vocabulary_files
from models.tiny_vocabulary import tiny_vocabulary

from engine.errors import CheckpointError
from engine.tokenizer.vocabulary import SOURCES, Vocabulary, read_vocabulary

TINY = tiny_vocabulary()
FIRST_ADDED = next(i for i, text in TINY.items() if text == "<|endoftext|>")


def in_every_form(vocabulary: Vocabulary, first_added: int) -> dict[str, dict[str, bytes]]:
    """Return the files of each checkpoint format for ``vocabulary``."""
    texts = [vocabulary[i] for i in range(len(vocabulary))]
    plain = {text: i for i, text in enumerate(texts[:first_added])}
    added = {text: first_added + n for n, text in enumerate(texts[first_added:])}
    tokenizer = {
        "model": {"vocab": plain},
        "added_tokens": [{"id": i, "content": text} for text, i in added.items()],
    }
    return {
        "vocabulary.json": {"vocabulary.json": json.dumps(texts).encode()},
        "vocabulary.txt": {"vocabulary.txt": "\n".join([*texts, ""]).encode()},
        "tokenizer.json": {"tokenizer.json": json.dumps(tokenizer).encode()},
        "vocab.json alone": {"vocab.json": json.dumps(plain | added).encode()},
        "vocab.json": {
            "vocab.json": json.dumps(plain).encode(),
            "added_tokens.json": json.dumps(added).encode(),
        },
    }


TINY_FORMS = in_every_form(TINY, FIRST_ADDED)


@pytest.mark.parametrize("form", TINY_FORMS)
def test_every_format_reads_the_same(form: str) -> None:
    assert read_vocabulary(TINY_FORMS[form]) == TINY


@pytest.mark.parametrize("name", ["base", "tiny.en"])
def test_both_files_of_a_packaged_model_contain_the_same_vocabulary(name: str) -> None:
    files = vocabulary_files(name)
    shorter, longer = sorted(
        (read_vocabulary({role: content}) for role, content in files.items()), key=len
    )
    assert shorter.items() <= longer.items()
    assert "<|notimestamps|>" in shorter.values()  # where the tokenizer.json of tiny.en ends


@pytest.mark.parametrize("name", ["base", "tiny.en"])
def test_a_packaged_vocabulary_reads_the_same_from_the_files_of_older_checkpoints(
    name: str,
) -> None:
    vocabulary = read_vocabulary(vocabulary_files(name))
    eot = next(i for i, text in vocabulary.items() if text == "<|endoftext|>")
    assert read_vocabulary(in_every_form(vocabulary, eot)["vocab.json"]) == vocabulary


def test_a_text_file_may_lack_its_last_line_break() -> None:
    whole = TINY_FORMS["vocabulary.txt"]["vocabulary.txt"]
    assert read_vocabulary({"vocabulary.txt": whole.removesuffix(b"\n")}) == TINY


def test_without_a_vocabulary_the_possible_files_are_named() -> None:
    with pytest.raises(CheckpointError, match=r"vocabulary\.json, .*tokenizer\.json"):
        read_vocabulary({"config.json": b"{}"})


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("content", [b"\xff\xfe\xff", b"\x80"], ids=["words", "byte"])
def test_a_file_that_is_not_text_is_damaged(name: str, content: bytes) -> None:
    with pytest.raises(CheckpointError, match=f"{name} is damaged"):
        read_vocabulary({name: content})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("vocabulary.json", b'["!", "half'),
        ("vocabulary.json", b"3"),
        ("tokenizer.json", b"[]"),
        ("tokenizer.json", b'{"model": {"vocab": {}}}'),
        ("tokenizer.json", b'{"model": {"vocab": []}, "added_tokens": []}'),
        ("tokenizer.json", b'{"model": {"vocab": {}}, "added_tokens": [{"id": 3}]}'),
        ("vocab.json", b"[]"),
        ("vocab.json", b'{"a": "b"}'),
        ("vocab.json", b'{"a": null}'),
        ("vocab.json", b'{"a": 5e864}'),
    ],
)
def test_a_file_of_another_build_is_damaged(name: str, content: bytes) -> None:
    with pytest.raises(CheckpointError, match="is damaged"):
        read_vocabulary({name: content})


@example(form="vocab.json alone", at=-3, flip=ord("1") ^ ord("e"))
@given(
    form=st.sampled_from(list(TINY_FORMS)),
    at=st.integers(0, 60_000),
    flip=st.integers(1, 255),
)
def test_a_changed_byte_gives_another_vocabulary_or_an_error(
    form: str, at: int, flip: int
) -> None:
    damaged = {name: bytearray(content) for name, content in TINY_FORMS[form].items()}
    for content in damaged.values():
        content[at % len(content)] ^= flip
    try:
        vocabulary = read_vocabulary({name: bytes(data) for name, data in damaged.items()})
    except CheckpointError:
        return
    assert all(isinstance(text, str) for text in vocabulary.values())


@given(form=st.sampled_from(list(TINY_FORMS)), kept=st.floats(0, 0.999))
def test_a_truncated_json_file_is_damaged(form: str, kept: float) -> None:
    files = {
        name: content[: int(len(content) * kept)] for name, content in TINY_FORMS[form].items()
    }
    if form == "vocabulary.txt":
        # A shorter text is a text, unless it was cut within a letter: the special tokens are
        # missed later.
        with contextlib.suppress(CheckpointError):
            assert len(read_vocabulary(files)) < len(TINY) or kept > 0.99
        return
    with pytest.raises(CheckpointError):
        read_vocabulary(files)
