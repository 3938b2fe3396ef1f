"""Hotwords: names are written where they are nearly as likely as what the model would write."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from models.tiny_vocabulary import tiny_vocabulary
from numpy.typing import NDArray

from engine.decoding.beam_search import decode_with_beams
from engine.decoding.drafted_run import DraftedRun
from engine.decoding.greedy import DecodingResult, decode_greedily
from engine.decoding.hotwords import LOSS, Hotwords, HotwordSearch, names_in
from engine.decoding.logit_filters import LogitFilter, SuppressTokens
from engine.options import DecodingOptions
from engine.steps import finish
from engine.tokenizer.tokenizer import Tokenizer

TINY = Tokenizer(tiny_vocabulary())
PREFIX = [TINY.sot]
UNLIKELY = -40.0
(NOISE,) = TINY.encode("!")
"""What follows on all that was not heard."""

Text = tuple[int, ...]


def _tokens(text: str) -> Text:
    return tuple(TINY.encode(text))


class Speech:
    """A network that hears texts, each with a log probability for each of its tokens.

    What may follow depends on all tokens so far, which it counts as they are handed over.
    """

    def __init__(self, heard: Mapping[str, Sequence[float]], n_rows: int = 1) -> None:
        self._after: dict[Text, dict[int, float]] = {}
        for text, logprobs in heard.items():
            tokens = (*_tokens(text), TINY.eot)
            for n, (token, logprob) in enumerate(
                zip(tokens, (*logprobs, *[0.0] * len(tokens)), strict=False)
            ):
                self._after.setdefault(tokens[:n], {})[token] = logprob
        self._rows: list[Text] = [()] * n_rows
        self._n_prefix = len(PREFIX)
        self.n_peeks = 0

    def logits(self, tokens: NDArray[np.int64], rows: Sequence[int]) -> NDArray[np.float32]:
        before = [len(row) for row in self._rows]
        self._rows = [
            (*row, *new) for row, new in zip(self._rows, tokens.tolist(), strict=True)
        ]
        return np.stack(
            [
                np.stack([self._follows(row[: n + place + 1]) for place in rows])
                for row, n in zip(self._rows, before, strict=True)
            ]
        )

    def reorder(self, parents: Sequence[int]) -> None:
        self._rows = [self._rows[parent] for parent in parents]

    def rewind(self, n_tokens: int) -> None:
        self._rows = [row[:n_tokens] for row in self._rows]

    def peek(self, row: int, tokens: Sequence[int]) -> NDArray[np.float32]:
        self.n_peeks += 1
        return self._follows((*self._rows[row], *tokens))

    def _follows(self, tokens: Text) -> NDArray[np.float32]:
        logits = np.full(TINY.n_vocab, UNLIKELY, np.float32)
        for token, logprob in self._after.get(tokens[self._n_prefix :], {NOISE: 0.0}).items():
            logits[token] = logprob
        return logits


def _decoded(
    speech: Speech, hotwords: str, filters: Sequence[LogitFilter] = (), draft: Text = ()
) -> DecodingResult:
    run = DraftedRun(speech, draft) if draft else speech
    search = HotwordSearch(Hotwords(TINY, hotwords), run, filters) if hotwords else None
    (result,) = finish(
        decode_greedily(run, TINY, np.array([PREFIX]), filters, 40, hotwords=search)
    )
    return result


def _text(result: DecodingResult) -> str:
    return TINY.decode(result.tokens)


NAME = "Zoth"
"""After a space: four tokens, of which "th" is one."""


def _misheard(*losses: float) -> Speech:
    """Return speech in which a text is likelier than the name, whose tokens lose so much."""
    return Speech({" and Sos": [], f" and {NAME}": [0.0, *(-loss for loss in losses)]})


def test_without_hotwords_the_likeliest_text_is_written() -> None:
    assert _text(_decoded(_misheard(0.0, 1.0), "")) == " and Sos"


def test_a_name_that_loses_little_is_written() -> None:
    assert _text(_decoded(_misheard(0.0, 3.0), NAME)) == f" and {NAME}"


def test_a_name_that_loses_much_in_some_token_is_not_invented() -> None:
    assert _text(_decoded(_misheard(0.0, LOSS + 0.1), NAME)) == " and Sos"


def test_a_name_whose_first_token_loses_much_is_not_even_asked_for() -> None:
    speech = Speech({" and Sos": [], f" s {NAME}": [-LOSS - 0.1]})
    assert _text(_decoded(speech, f"s {NAME},")) == " and Sos"
    assert speech.n_peeks == 0


def test_no_part_of_a_name_is_written_where_the_rest_is_not_heard() -> None:
    speech = Speech({" and Sos": [], " and Zos": [0.0, 0.0, -0.5]})
    assert _text(_decoded(speech, NAME)) == " and Sos"


def test_a_name_is_not_written_as_the_beginning_of_another_word() -> None:
    speech = Speech({" and Sos": [], f" and {NAME}ing": [0.0, 0.0, -0.5]})
    assert _text(_decoded(speech, NAME)) == " and Sos"


def test_a_name_may_end_before_an_apostrophe() -> None:
    speech = Speech({" and Sos": [], f" and {NAME}'s": [0.0, 0.0, -0.5]})
    assert _text(_decoded(speech, NAME)) == f" and {NAME}'s"


def test_of_several_names_the_one_that_loses_least_is_written() -> None:
    speech = Speech({" Sos": [], " Zoth": [0.0, -0.5, -2.0], " Zand": [0.0, -0.5, -1.0]})
    assert _text(_decoded(speech, "Zoth, Zand")) == " Zand"


def test_of_names_that_begin_alike_the_longer_one_may_be_written() -> None:
    speech = Speech({" Sos": [], " Zoth and s": [0.0, -1.0]})
    assert _text(_decoded(speech, "Zoth, Zoth and s")) == " Zoth and s"


def test_a_name_without_a_space_begins_no_letters_in_a_word() -> None:
    within = Speech({" andSos": [], f" and{NAME}": [0.0, -0.5]})
    assert _text(_decoded(within, NAME)) == " andSos"
    at_start = Speech({"Sos": [], NAME: [-0.5]})
    assert _text(_decoded(at_start, NAME)) == NAME


def test_likelihoods_are_the_models_own() -> None:
    name = _decoded(_misheard(0.0, 3.0), NAME)
    # The name's token has exp(-3) of what the other one has.
    assert name.avg_logprob * (len(name.tokens) + 1) == pytest.approx(
        -np.log1p(np.exp(-3.0)) - 3.0, abs=1e-3
    )


def test_what_may_not_be_said_is_no_part_of_a_name() -> None:
    (th,) = _tokens("th")
    filters = [SuppressTokens([th])]
    assert _text(_decoded(_misheard(0.0, 1.0), NAME, filters)) == " and Sos"


@pytest.mark.parametrize("draft", [f" and {NAME}", " and Sos", " and"])
def test_a_draft_changes_nothing(draft: str) -> None:
    speech = _misheard(0.0, 3.0)
    assert _decoded(speech, NAME, draft=_tokens(draft)) == _decoded(_misheard(0.0, 3.0), NAME)


def _with_beams(speech: Speech, hotwords: str, beam_size: int) -> DecodingResult:
    search = HotwordSearch(Hotwords(TINY, hotwords), speech, ()) if hotwords else None
    options = DecodingOptions(beam_size=beam_size)
    return finish(decode_with_beams(speech, TINY, PREFIX, (), 40, options, hotwords=search))


@pytest.mark.parametrize("loss", [3.0, LOSS + 0.1])
def test_beams_write_the_same_names(loss: float) -> None:
    def heard(n_rows: int) -> Speech:
        return Speech({" and Sos": [], f" and {NAME}": [0.0, 0.0, -loss]}, n_rows)

    greedy = _decoded(heard(1), NAME)
    beams = _with_beams(heard(3), NAME, 3)
    assert beams.tokens == greedy.tokens
    assert beams.avg_logprob == pytest.approx(greedy.avg_logprob, abs=1e-3)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        ("Anna", ["Anna"]),
        ("Anna Bob", ["Anna", "Bob"]),
        ("Anna Berg, Bob", ["Anna Berg", "Bob"]),
        ("Anna Berg,", ["Anna Berg"]),
        ("Anna Berg\n", ["Anna Berg"]),
        ("Berg, Anna\nBob\n", ["Berg, Anna", "Bob"]),
        ("Anna Berg\nBob\n", ["Anna Berg", "Bob"]),
        ("Philip Steels, Gregson, forever.", ["Philip Steels", "Gregson", "forever"]),
    ],
)
def test_names_are_listed_by_commas_lines_or_spaces(text: str, names: list[str]) -> None:
    assert names_in(text) == names
