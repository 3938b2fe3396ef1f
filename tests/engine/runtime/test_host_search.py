"""The host's search: which texts a window is decoded to, and which one is taken."""

import numpy as np
from fakes.scripted_run import ScriptedRun, random_run
from models.tiny_vocabulary import tiny_vocabulary

from engine.decoding.greedy import DecodingResult
from engine.options import DecodingOptions
from engine.runtime.encoder_output import EncodedAudio
from engine.runtime.host_search import HostSearch
from engine.runtime.network import SearchOptions
from engine.steps import finish
from engine.tokenizer.tokenizer import Tokenizer

TINY = Tokenizer(tiny_vocabulary())
WINDOW = EncodedAudio(1, 1, None, ())


class Runs:
    """Begins decodes of random logits, the same ones for each row."""

    def __init__(self) -> None:
        self.n_rows: list[int] = []

    def __call__(self, encoded: EncodedAudio, beam_size: int, n_tokens: int) -> ScriptedRun:
        self.n_rows.append(beam_size)
        run = random_run(1, n_steps=30, batch_size=1, n_vocab=TINY.n_vocab)
        run.steps = np.repeat(run.steps, beam_size, axis=1)
        run.at_sot = np.repeat(run.at_sot, beam_size, axis=0)
        return run


def _result(runs: Runs, temperature: float = 0.0, **options: object) -> DecodingResult:
    decoding = DecodingOptions(**options)  # type: ignore[arg-type]
    search = HostSearch(runs, TINY, SearchOptions(True, temperature, decoding), 60)  # noqa: FBT003
    (result,) = finish(search(WINDOW, [TINY.sot], None)).results
    return result


def test_of_several_texts_drawn_at_once_the_likeliest_is_taken() -> None:
    def mean(result: DecodingResult) -> float:
        n = len(result.tokens)
        return result.avg_logprob * (n + 1) / n

    one, five = Runs(), Runs()
    best = _result(five, 0.6, best_of=5)
    assert five.n_rows == [5]
    assert mean(best) > mean(_result(one, 0.6))
    assert one.n_rows == [1]


def test_without_a_temperature_there_are_beams_and_with_one_there_are_none() -> None:
    runs = Runs()
    _result(runs, 0.0, beam_size=3, best_of=4)
    _result(runs, 0.2, beam_size=3, best_of=4)
    assert runs.n_rows == [3, 4]


def test_the_same_seed_gives_the_same_tokens_and_another_one_others() -> None:
    first, second, other = (_result(Runs(), 1.0, seed=seed).tokens for seed in (7, 7, 8))
    assert first == second
    assert first != other


def test_a_transcript_may_begin_with_its_end_where_blanks_are_allowed() -> None:
    def ending(encoded: EncodedAudio, beam_size: int, n_tokens: int) -> ScriptedRun:
        run = Runs()(encoded, beam_size, n_tokens)
        run.steps[:, :, TINY.eot] = 100.0
        return run

    def tokens(*, suppress_blank: bool) -> tuple[int, ...]:
        decoding = DecodingOptions(suppress_blank=suppress_blank)
        options = SearchOptions(has_timestamps=False, decoding=decoding)
        search = HostSearch(ending, TINY, options, 60)
        return finish(search(WINDOW, [TINY.sot], None)).results[0].tokens

    assert tokens(suppress_blank=False) == ()
    assert len(tokens(suppress_blank=True)) == 1
