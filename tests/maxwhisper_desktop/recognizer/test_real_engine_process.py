"""The real engine behind its owner, in a process of its own."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from engine.audio.waveform import Waveform
from engine.options import TranscribeOptions
from maxwhisper_desktop.recognizer.engine_owner import EngineEvents, EngineOwner, Work
from maxwhisper_desktop.recognizer.engine_process import EngineProcess
from maxwhisper_desktop.recognizer.messages import Loaded, LoadModel, TranscriptionDone

if TYPE_CHECKING:
    from maxwhisper_desktop.recognizer.engine_owner import JobNews

pytestmark = [pytest.mark.compiles, pytest.mark.timeout(2400)]


@pytest.fixture
def loaded() -> list[Loaded]:
    return []


@pytest.fixture
def owner(loaded: list[Loaded], transcriber: Callable[[str], object]) -> Iterator[EngineOwner]:
    """An owner of tiny.en, whose graphs ``transcriber`` has compiled."""
    owner = EngineOwner(
        EngineProcess, EngineEvents(lambda _: None, loaded.append, lambda _: None)
    )
    owner.choose(LoadModel("tiny.en", "cpu"))
    yield owner
    owner.unload()


def test_a_recording_comes_back_as_text_from_a_warm_engine(
    owner: EngineOwner, loaded: list[Loaded], sample: Waveform
) -> None:
    owner.load(lambda: False)
    assert (loaded[0].model, loaded[0].device) == ("tiny.en", "cpu")
    assert loaded[0].warm_up_ms > 0
    owner.add(Work(sample, TranscribeOptions(), lambda: False))
    news: list[JobNews] = []
    while not (news and isinstance(news[-1], TranscriptionDone)):
        news += owner.advance()
    assert "nothing you say ever leaves this machine" in news[-1].transcript.text
