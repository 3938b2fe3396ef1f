"""Passes over takes that are being spoken: which are begun, dropped, and taken for the last."""

from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from engine.audio.waveform import SAMPLE_RATE, Waveform
from engine.options import TranscribeOptions
from engine.transcript import Headway, Timings, Transcript
from engine.transcription.earlier_passes import EarlierPasses
from maxwhisper_desktop.dictation.spoken_part import SpokenPart
from maxwhisper_desktop.recognizer.messages import (
    ForgetTake,
    KnownStart,
    Overhear,
    SaidSoFar,
    TranscribeJob,
)
from maxwhisper_desktop.recognizer.scheduler import Resumable
from maxwhisper_desktop.recognizer.spoken_takes import N_LATE, SpokenTakes

OPTIONS = TranscribeOptions()
N_STEPS = 3
NOTHING = np.zeros(0, np.float32)


@dataclass
class FakePass:
    """Needs a few steps, of 10 ms each, to tell how much it was given."""

    waveform: Waveform
    done_s: float = 0.0
    longest_wait_s: float = 0.0
    timings_ms: Timings = field(default_factory=Timings)

    def advance(self) -> Transcript | None:
        self.done_s += 1.0
        self.timings_ms = replace(self.timings_ms, total=10.0 * self.done_s)
        if self.done_s < N_STEPS:
            return None
        text = f"{self.waveform.size} samples"
        return Transcript(
            text,
            "en",
            1.0,
            "fake",
            "cpu",
            (),
            3,
            timings_ms=self.timings_ms,
            headway=Headway(),
        )


def _heard(
    n_samples: int, *, start: int = 0, is_pause: bool = False, take: int = 1
) -> Overhear:
    samples = np.zeros(max(n_samples - start, 0), np.float32)
    return Overhear(take, OPTIONS, SpokenPart(start, samples, n_samples, is_pause))


def _ended(n_samples: int, *, take: int = 1, is_urgent: bool = True) -> TranscribeJob:
    known = KnownStart(take, n_samples, n_samples)
    return TranscribeJob(1, NOTHING, OPTIONS, is_urgent, known)


class Engine:
    """A model, and the takes that are recognised with it."""

    def __init__(self) -> None:
        self.takes = SpokenTakes()
        self.begun: list[FakePass] = []
        self.earlier: list[EarlierPasses] = []
        self._n_sent: dict[int, int] = {}

    def hear(self, n_samples: int, *, is_pause: bool = False, take: int = 1) -> None:
        start = self._n_sent.get(take, 0)
        self._n_sent[take] = max(start, n_samples)
        asked = _heard(n_samples, start=start, is_pause=is_pause, take=take)
        self.takes.overhear(asked, self.begin)

    def begin(
        self, waveform: Waveform, options: TranscribeOptions, earlier: EarlierPasses
    ) -> FakePass:
        assert options == OPTIONS
        self.begun.append(FakePass(waveform))
        self.earlier.append(earlier)
        return self.begun[-1]

    def work(self) -> list[SaidSoFar]:
        """Work until nothing is left to do."""
        said: list[SaidSoFar] = []
        while self.takes.is_working:
            if (news := self.takes.advance(self.begin)) is not None:
                said.append(news)
        return said

    def end(self, n_samples: int, take: int = 1) -> Resumable:
        n_sent = self._n_sent[take]
        known = KnownStart(take, n_sent, n_samples)
        rest = np.zeros(max(n_samples - n_sent, 0), np.float32)
        last = self.takes.finish(known, rest, self.begin)
        assert last is not None
        return last


@pytest.fixture
def engine() -> Engine:
    return Engine()


def _result(work: Resumable) -> Transcript:
    while (transcript := work.advance()) is None:
        pass
    return transcript


def test_what_was_said_so_far_is_told_when_its_pass_is_done(engine: Engine) -> None:
    engine.hear(16_000)
    assert engine.takes.is_working
    assert engine.work() == [SaidSoFar(1, "16000 samples")]
    assert not engine.takes.is_working


def test_a_slow_pass_goes_on_and_only_the_last_sound_waits_for_it(engine: Engine) -> None:
    for n_samples in (16_000, 32_000, 48_000):
        engine.hear(n_samples)
    assert [said.text for said in engine.work()] == ["16000 samples", "48000 samples"]


def test_a_pause_does_not_wait(engine: Engine) -> None:
    engine.hear(16_000)
    engine.hear(24_000, is_pause=True)
    assert [said.text for said in engine.work()] == ["24000 samples"]


def test_a_take_that_ends_in_the_pause_has_its_text_at_once(engine: Engine) -> None:
    engine.hear(24_000, is_pause=True)
    engine.work()
    last = _result(engine.end(24_000))
    assert len(engine.begun) == 1
    assert last.text == "24000 samples"
    assert last.timings_ms.total == 0.0
    assert last.headway is not None
    assert (last.headway.is_whole, last.headway.n_passes) == (True, 1)


def test_a_pass_under_way_becomes_the_last_and_tells_only_what_was_left(engine: Engine) -> None:
    engine.hear(24_000, is_pause=True)
    engine.takes.advance(engine.begin)
    last = _result(engine.end(24_000))
    assert len(engine.begun) == 1
    assert last.timings_ms.total == 20.0
    assert last.headway is not None
    assert not last.headway.is_whole


def test_other_sound_is_recognised_anew_with_what_the_passes_found(engine: Engine) -> None:
    engine.hear(24_000)
    engine.work()
    assert _result(engine.end(28_000)).text == "28000 samples"
    assert engine.earlier[0] is engine.earlier[1]


def test_a_take_may_be_shorter_than_what_was_sent(engine: Engine) -> None:
    engine.hear(24_000)
    assert _result(engine.end(20_000)).text == "20000 samples"


def test_a_take_whose_beginning_is_not_here_is_not_guessed(engine: Engine) -> None:
    known = KnownStart(9, 16_000, 32_000)
    assert engine.takes.finish(known, np.zeros(16_000, np.float32), engine.begin) is None


def test_passes_that_took_too_long_are_followed_by_none_until_more_is_said(
    engine: Engine,
) -> None:
    engine.hear(SAMPLE_RATE)
    engine.work()
    engine.earlier[0].cpu_s = 2.5
    engine.hear(2 * SAMPLE_RATE, is_pause=True)
    assert not engine.takes.is_working
    engine.hear(3 * SAMPLE_RATE)
    assert not engine.takes.is_working
    engine.hear(3 * SAMPLE_RATE + 1, is_pause=True)
    assert engine.takes.is_working


def test_two_takes_do_not_mix(engine: Engine) -> None:
    engine.hear(16_000, take=1)
    engine.hear(32_000, take=2)
    engine.work()
    assert engine.earlier[0] is not engine.earlier[1]
    assert _result(engine.end(16_000, take=1)).text == "16000 samples"
    assert _result(engine.end(32_000, take=2)).text == "32000 samples"


def test_a_take_that_is_forgotten_is_not_worked_on(engine: Engine) -> None:
    engine.hear(16_000)
    engine.takes.forget(1)
    engine.takes.forget(1)
    assert not engine.takes.is_working


@pytest.mark.parametrize(
    ("wait_s", "is_pause", "expected"),
    [(0.2, False, True), (0.3, False, False), (0.3, True, True), (1.1, True, False)],
)
def test_a_model_whose_calls_take_long_makes_no_passes_that_a_take_would_wait_for(
    engine: Engine, wait_s: float, *, is_pause: bool, expected: bool
) -> None:
    for _ in range(N_LATE):
        engine.takes.note_longest_wait(FakePass(NOTHING, longest_wait_s=wait_s))
    engine.hear(16_000, is_pause=is_pause)
    assert engine.takes.is_working is expected


def test_one_fast_pass_among_the_last_is_enough(engine: Engine) -> None:
    for wait_s in (0.01, *[9.0] * (N_LATE - 1)):
        engine.takes.note_longest_wait(FakePass(NOTHING, longest_wait_s=wait_s))
    engine.hear(16_000)
    assert engine.takes.is_working


def test_what_is_more_urgent_than_a_pass_ends_its_call(engine: Engine) -> None:
    engine.hear(24_000)
    is_stopped_by = engine.takes.what_stops_it()
    assert is_stopped_by(_ended(28_000))
    assert is_stopped_by(_ended(24_000, take=2))
    assert is_stopped_by(_heard(28_000, is_pause=True))
    assert is_stopped_by(ForgetTake(1))
    assert not is_stopped_by(_heard(28_000))
    assert not is_stopped_by(_heard(28_000, is_pause=True, take=2))
    assert not is_stopped_by(_ended(28_000, is_urgent=False))
    assert not is_stopped_by(ForgetTake(2))


def test_a_pass_that_may_be_the_last_goes_on_when_its_take_ends(engine: Engine) -> None:
    engine.hear(24_000, is_pause=True)
    is_stopped_by = engine.takes.what_stops_it()
    assert not is_stopped_by(_ended(24_000))
    assert not is_stopped_by(_heard(24_000, is_pause=True))


def test_a_pause_that_may_have_no_pass_ends_none(engine: Engine) -> None:
    engine.hear(SAMPLE_RATE)
    engine.earlier[0].cpu_s = 2.5
    assert not engine.takes.what_stops_it()(_heard(SAMPLE_RATE + 1, is_pause=True))
