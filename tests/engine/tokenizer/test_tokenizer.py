"""Tokens match the reference, text survives a round trip, no partial characters stream."""

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import TypedDict, cast

import project_files
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from models.starter_files import starter_tokenizer, starter_vocabulary
from models.tiny_vocabulary import LANGUAGES, tiny_vocabulary

from engine.errors import CheckpointError
from engine.tokenizer.tokenizer import N_TIMESTAMPS, TextStream, Tokenizer
from engine.tokenizer.vocabulary import Vocabulary


class Golden(TypedDict):
    texts: dict[str, list[int]]
    special: dict[str, int]
    n_vocab: int
    non_speech_tokens: list[int]
    languages: dict[str, int]


@dataclass(frozen=True, slots=True)
class Case:
    """Our tokenizer, and the reference's results."""

    tokenizer: Tokenizer
    golden: Golden


GOLDEN = cast(
    "dict[str, Golden]",
    json.loads((project_files.GOLDEN / "tokenizer.json").read_bytes()),
)
TINY = Tokenizer(tiny_vocabulary())
TEXTS = st.one_of(st.text(), st.sampled_from(list(GOLDEN["gpt2"]["texts"])))


@pytest.fixture(
    scope="module",
    params=[("multilingual", "base"), ("gpt2", "tiny.en")],
    ids=["multilingual", "gpt2"],
)
def case(request: pytest.FixtureRequest) -> Case:
    golden, name = request.param
    return Case(starter_tokenizer(name), GOLDEN[golden])


@pytest.fixture(scope="module")
def multilingual() -> Tokenizer:
    return starter_tokenizer("base")


def test_texts_have_the_tokens_of_the_reference(case: Case) -> None:
    tokens = {text: case.tokenizer.encode(text) for text in case.golden["texts"]}
    assert tokens == case.golden["texts"]


def test_tokens_of_the_reference_give_their_texts_back(case: Case) -> None:
    texts = case.golden["texts"]
    assert {text: case.tokenizer.decode(tokens) for text, tokens in texts.items()} == {
        text: text for text in texts
    }


def test_special_tokens_are_those_of_the_reference(case: Case) -> None:
    special = {name: getattr(case.tokenizer, name) for name in case.golden["special"]}
    assert special == case.golden["special"]
    assert case.tokenizer.n_vocab == case.golden["n_vocab"]


def test_non_speech_tokens_are_those_of_the_reference(case: Case) -> None:
    assert list(case.tokenizer.non_speech_tokens) == case.golden["non_speech_tokens"]


def test_languages_are_those_of_the_reference(case: Case) -> None:
    # English-only vocabularies were written when Hebrew's code was still iw.
    codes = {"iw": "he"}
    languages = {codes.get(code, code): i for code, i in case.tokenizer.languages.items()}
    assert languages == case.golden["languages"]


def test_control_tokens_are_all_special_ones_except_timestamps_languages_and_end(
    case: Case,
) -> None:
    tokenizer = case.tokenizer
    others = {tokenizer.eot, tokenizer.no_timestamps, *tokenizer.languages.values()}
    special = set(range(tokenizer.eot, tokenizer.timestamp_begin))
    assert set(tokenizer.control_tokens) == special - others


def test_only_multilingual_models_get_language_and_task(case: Case) -> None:
    tokenizer = case.tokenizer
    sequence = tokenizer.sot_sequence("de", tokenizer.translate)
    if tokenizer.is_multilingual:
        assert sequence == (tokenizer.sot, tokenizer.languages["de"], tokenizer.translate)
    else:
        assert sequence == (tokenizer.sot,)


def test_special_tokens_have_no_text(case: Case) -> None:
    tokenizer = case.tokenizer
    word = tokenizer.encode(" word")
    special = range(tokenizer.eot, tokenizer.n_vocab)
    assert tokenizer.decode([*special, *word, *special]) == " word"


@given(text=TEXTS)
def test_any_text_survives_the_round_trip(case: Case, text: str) -> None:
    assert case.tokenizer.decode(case.tokenizer.encode(text)) == text


@given(text=TEXTS)
def test_no_text_becomes_a_special_token(case: Case, text: str) -> None:
    assert all(token < case.tokenizer.eot for token in case.tokenizer.encode(text))


@given(data=st.data())
def test_streamed_text_equals_the_whole_text_however_it_is_split(
    multilingual: Tokenizer, data: st.DataObject
) -> None:
    tokens = multilingual.encode(data.draw(TEXTS))
    cuts = data.draw(st.lists(st.integers(0, len(tokens))).map(sorted))
    stream = TextStream(multilingual)
    pieces = [
        stream.push(tokens[start:end]) for start, end in pairwise([0, *cuts, len(tokens)])
    ]
    assert "".join([*pieces, stream.close()]) == multilingual.decode(tokens)


@example(text="👩‍👩‍👧‍👦♪ก")
@given(text=TEXTS.filter(lambda text: "\N{REPLACEMENT CHARACTER}" not in text))
def test_a_stream_never_gives_partial_characters(multilingual: Tokenizer, text: str) -> None:
    stream = TextStream(multilingual)
    so_far = ""
    for token in multilingual.encode(text):
        so_far += stream.push([token])
        assert text.startswith(so_far)
    assert stream.close() == ""
    assert so_far == text


@given(tokens=st.lists(st.integers(0, TINY.n_vocab - 1)))
def test_streamed_invalid_tokens_decode_like_whole_ones(tokens: list[int]) -> None:
    stream = TextStream(TINY)
    streamed = "".join(stream.push([token]) for token in tokens) + stream.close()
    assert streamed == TINY.decode(tokens)


def test_an_incomplete_last_character_is_marked() -> None:
    stream = TextStream(TINY)
    assert stream.push(TINY.encode("é")[:1]) == ""
    assert stream.close() == "\N{REPLACEMENT CHARACTER}"


def test_the_single_token_of_a_text_is_found() -> None:
    assert TINY.token_bytes(TINY.encode_single(" and")) == b" and"
    with pytest.raises(CheckpointError, match="lacks “xyz”"):
        TINY.encode_single("xyz")


@pytest.mark.parametrize("name", ["base", "tiny.en"])
def test_a_vocabulary_that_ends_before_the_timestamps_gives_the_same_tokenizer(
    name: str,
) -> None:
    whole = starter_tokenizer(name)
    vocabulary = starter_vocabulary(name)
    cut = Tokenizer({i: text for i, text in vocabulary.items() if i < whole.timestamp_begin})
    last = whole.timestamp_begin + N_TIMESTAMPS - 1
    assert cut.n_vocab == whole.n_vocab == last + 1
    assert (cut.timestamp_begin, cut.languages) == (whole.timestamp_begin, whole.languages)
    assert cut.non_speech_tokens == whole.non_speech_tokens


def test_one_more_language_shifts_the_tokens_after_it(
    multilingual: Tokenizer,
) -> None:
    texts = list(starter_vocabulary("base").values())
    large = Tokenizer(_with_language(texts, "yue"))
    assert large.languages == {**multilingual.languages, "yue": multilingual.translate}
    assert len(large.languages) == 100
    for name in ("eot", "sot"):
        assert getattr(large, name) == getattr(multilingual, name)
    for name in ("translate", "transcribe", "no_speech", "no_timestamps", "timestamp_begin"):
        assert getattr(large, name) == getattr(multilingual, name) + 1
    assert large.n_vocab == 51_866


def _with_language(texts: list[str], code: str) -> Vocabulary:
    at = texts.index("<|translate|>")
    return dict(enumerate([*texts[:at], f"<|{code}|>", *texts[at:]]))


def test_the_older_name_of_the_no_speech_token_is_known() -> None:
    renamed = {
        i: "<|nocaptions|>" if text == "<|nospeech|>" else text
        for i, text in tiny_vocabulary().items()
    }
    assert Tokenizer(renamed).no_speech == TINY.no_speech


def test_languages_are_read_from_the_vocabulary() -> None:
    assert tuple(TINY.languages) == LANGUAGES


@pytest.mark.parametrize(
    "name",
    [
        *("endoftext", "startoftranscript", "translate", "transcribe"),
        *("startoflm", "startofprev", "nospeech", "notimestamps"),
    ],
)
def test_a_vocabulary_without_a_needed_special_token_is_rejected(name: str) -> None:
    vocabulary = {i: text for i, text in tiny_vocabulary().items() if text != f"<|{name}|>"}
    with pytest.raises(CheckpointError, match=name):
        Tokenizer(vocabulary)


def test_a_vocabulary_with_a_gap_is_rejected() -> None:
    vocabulary = tiny_vocabulary()
    del vocabulary[100]
    with pytest.raises(CheckpointError, match="damaged"):
        Tokenizer(vocabulary)


def test_a_vocabulary_in_another_alphabet_is_rejected() -> None:
    with pytest.raises(CheckpointError, match="damaged"):
        Tokenizer(tiny_vocabulary() | {100: "\N{SNOWMAN}"})


@pytest.mark.parametrize("text", ["the", "thethe"], ids=["there twice", "once"])
def test_a_vocabulary_with_a_missing_byte_is_rejected(text: str) -> None:
    with pytest.raises(CheckpointError, match="damaged"):
        Tokenizer(tiny_vocabulary() | {100: text})


def test_a_vocabulary_with_a_duplicate_token_is_rejected() -> None:
    the = TINY.encode_single("the")
    with pytest.raises(CheckpointError, match="damaged"):
        Tokenizer(tiny_vocabulary() | {the: "and"})
