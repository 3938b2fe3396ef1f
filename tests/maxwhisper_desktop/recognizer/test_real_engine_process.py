"""The real engine in its own process, behind its owner."""

import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from engine.audio.waveform import Waveform
from engine.options import TranscribeOptions
from engine.transcript import Transcript
from maxwhisper_desktop.recognizer.engine_owner import EngineEvents, EngineOwner, Work
from maxwhisper_desktop.recognizer.engine_process import EngineProcess
from maxwhisper_desktop.recognizer.messages import (
    Loaded,
    LoadModel,
    Progress,
    TranscriptionDone,
)

pytestmark = [pytest.mark.compiles, pytest.mark.timeout(2400)]


@pytest.fixture
def loaded() -> list[Loaded]:
    return []


@pytest.fixture
def owner(loaded: list[Loaded], transcriber: Callable[[str], object]) -> Iterator[EngineOwner]:
    """An owner of tiny.en, compiled by the fixture ``transcriber``."""
    owner = EngineOwner(
        EngineProcess, EngineEvents(lambda _: None, loaded.append, lambda _: None)
    )
    owner.choose(LoadModel("tiny.en", "cpu"))
    yield owner
    owner.unload()


def _ends(owner: EngineOwner, n: int) -> list[Transcript]:
    """Advance the owner until this many recordings have ended."""
    ends: list[Transcript] = []
    while len(ends) < n:
        for news in owner.advance():
            assert isinstance(news, Progress | TranscriptionDone)
            if isinstance(news, TranscriptionDone):
                ends.append(news.transcript)
    return ends


def _work(waveform: Waveform, *, is_urgent: bool = False) -> Work:
    return Work(waveform, TranscribeOptions(), lambda: False, is_urgent)


def test_a_warm_engine_transcribes_a_recording(
    owner: EngineOwner, loaded: list[Loaded], sample: Waveform
) -> None:
    owner.load(lambda: False)
    assert (loaded[0].model, loaded[0].device) == ("tiny.en", "cpu")
    assert loaded[0].warm_up_ms > 0
    owner.add(_work(sample))
    (transcript,) = _ends(owner, 1)
    assert "nothing you say ever leaves this machine" in transcript.text


def test_an_interrupted_file_keeps_its_text_and_times(
    owner: EngineOwner, sample: Waveform
) -> None:
    long = np.tile(sample, 4)
    alone: list[Transcript] = []
    for clip in (sample, long):
        owner.add(_work(clip))
        alone += _ends(owner, 1)
    began = time.perf_counter()
    owner.add(_work(long))
    while not owner.advance():
        pass  # until the engine has started it
    owner.add(_work(sample, is_urgent=True))
    both = _ends(owner, 2)
    wall_ms = (time.perf_counter() - began) * 1000
    assert [one.text for one in both] == [one.text for one in alone]
    assert [one.duration_s for one in both] == [one.duration_s for one in alone]
    # Time that counts for one of them cannot count for the other.
    assert sum(one.timings_ms.total for one in both) < wall_ms
    for times in (one.timings_ms for one in both):
        assert times.mel + times.encode + times.prefill + times.decode <= times.total
