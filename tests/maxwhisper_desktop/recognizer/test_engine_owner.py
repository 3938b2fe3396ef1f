"""The engine process and its owner, with an engine that crashes, hangs and fails on demand."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import fakes.fake_engine_host as fake
import numpy as np
import pytest
from child_processes import children

from engine.audio.waveform import Waveform
from engine.options import TranscribeOptions
from engine.transcript import Transcript
from maxwhisper_desktop.dictation.spoken_part import SpokenPart
from maxwhisper_desktop.ports import RecognizerError, SpokenSoFar
from maxwhisper_desktop.recognizer import engine_owner
from maxwhisper_desktop.recognizer.engine_owner import (
    EngineEvents,
    EngineOwner,
    RecognitionCancelledError,
    Work,
)
from maxwhisper_desktop.recognizer.engine_process import EngineProcess
from maxwhisper_desktop.recognizer.messages import (
    JobEnd,
    LoadModel,
    Progress,
    SaidSoFar,
    TranscriptionCancelled,
    TranscriptionDone,
    TranscriptionFailed,
)

if TYPE_CHECKING:
    from maxwhisper_desktop.recognizer.engine_owner import (
        JobNews,
    )
    from maxwhisper_desktop.recognizer.messages import Loaded


class Told:
    """The events that the owner reported."""

    def __init__(self) -> None:
        self.loaded: list[Loaded] = []
        self.deaths: list[str] = []
        self.n_compiling = 0
        self.events = EngineEvents(self._compiling, self.loaded.append, self.deaths.append)

    def _compiling(self, _: object) -> None:
        self.n_compiling += 1


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def owner(tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> Iterator[EngineOwner]:
    monkeypatch.setenv("PYTHONPATH", ":".join(path for path in sys.path if path))
    command = (sys.executable, "-m", "fakes.fake_engine_host", str(tmp_path))
    owner = EngineOwner(lambda: EngineProcess(command), told.events)
    yield owner
    owner.unload()


def _never() -> bool:
    return False


def _recording(what: int) -> Waveform:
    return np.full(16_000, what / 100, np.float32)


def _work(sound: Waveform, prompt: str = "", is_cancelled: Callable[[], bool] = _never) -> Work:
    return Work(sound, TranscribeOptions(prompt=prompt), is_cancelled)


def _end(owner: EngineOwner, *jobs: int) -> dict[int, JobEnd]:
    """Advance the owner until these jobs have ended."""
    ends: dict[int, JobEnd] = {}
    while not ends.keys() >= set(jobs):
        for news in owner.advance():
            if not isinstance(news, Progress | SaidSoFar):
                ends[news.job] = news
    return ends


def _transcribed(owner: EngineOwner, work: Work) -> Transcript:
    job = owner.add(work)
    end = _end(owner, job)[job]
    assert isinstance(end, TranscriptionDone)
    return end.transcript


def _transcribe(owner: EngineOwner, what: int) -> Transcript:
    return _transcribed(owner, _work(_recording(what)))


def _failure(owner: EngineOwner, what: int) -> str:
    job = owner.add(_work(_recording(what)))
    end = _end(owner, job)[job]
    assert isinstance(end, TranscriptionFailed)
    return end.reason


def test_the_model_is_loaded_once_for_two_recordings(owner: EngineOwner, told: Told) -> None:
    assert not owner.is_loaded
    assert _transcribe(owner, fake.SAYS_HELLO).text == "hello"
    assert _transcribe(owner, fake.SAYS_HELLO).text == "hello"
    (loaded,) = told.loaded
    assert (loaded.model, loaded.device, loaded.reason) == ("base", "gpu", "It is fake.")


def test_options_and_audio_reach_the_engine_unchanged(owner: EngineOwner) -> None:
    sound = np.full(16_000 * 60, fake.SAYS_HELLO / 100, np.float32)
    job = owner.add(_work(sound, "world"))
    news: list[JobNews] = []
    while not (news and isinstance(news[-1], TranscriptionDone)):
        news += owner.advance()
    end = news[-1]
    assert end.transcript.text == "hello world"
    assert end.transcript.duration_s == 60.0
    assert news[0] == Progress(job, 0.0)


def test_a_recording_is_repeated_after_its_engine_crashed(
    owner: EngineOwner, told: Told
) -> None:
    assert _transcribe(owner, fake.DIES_ONCE).text == "hello"
    assert told.deaths == ["The system ended the engine, as when memory is short"]
    assert [loaded.device for loaded in told.loaded] == ["gpu", "gpu"]


def test_after_two_crashes_a_recording_is_repeated_on_the_cpu(
    owner: EngineOwner, told: Told
) -> None:
    transcript = _transcribe(owner, fake.DIES_UNLESS_CPU)
    assert (transcript.text, transcript.device) == ("hello", "cpu")
    assert len(told.deaths) == 2


def test_a_lost_gpu_ends_its_process_and_the_cpu_takes_over(
    owner: EngineOwner, told: Told
) -> None:
    transcript = _transcribe(owner, fake.LOSES_GPU)
    assert (transcript.text, transcript.device) == ("hello", "cpu")
    assert (
        told.deaths
        == ["DeviceError('The GPU does not answer any more (CUDA_ERROR_UNKNOWN)')"] * 2
    )


def test_a_recording_is_kept_when_the_chosen_gpu_is_lost(
    owner: EngineOwner, told: Told
) -> None:
    owner.choose(LoadModel("base", "gpu"))
    transcript = _transcribe(owner, fake.LOSES_GPU)
    assert (transcript.text, transcript.device) == ("hello", "cpu")
    assert len(told.deaths) == 1


def test_a_model_too_large_for_the_gpu_is_loaded_on_the_cpu(
    owner: EngineOwner, told: Told
) -> None:
    owner.choose(LoadModel("large", "auto"))
    assert _transcribe(owner, fake.SAYS_HELLO).device == "cpu"
    (loaded,) = told.loaded
    assert loaded.reason == "The GPU's memory is full, so the processor is used."
    owner.choose(LoadModel("large", "gpu"))
    with pytest.raises(RecognizerError, match="memory is full"):
        owner.load(_never)


def test_a_recording_that_always_crashes_fails_and_the_next_one_works(
    owner: EngineOwner,
) -> None:
    assert "again and again" in _failure(owner, fake.ALWAYS_DIES)
    assert _transcribe(owner, fake.SAYS_HELLO).text == "hello"


def test_an_exception_in_the_engine_fails_the_job_and_is_not_shown(owner: EngineOwner) -> None:
    assert "(The engine failed; the log says why)" in _failure(owner, fake.RAISES)
    assert _transcribe(owner, fake.SAYS_HELLO).text == "hello"


def test_an_engine_that_raised_an_exception_is_replaced(owner: EngineOwner, told: Told) -> None:
    assert _transcribe(owner, fake.RAISES_ONCE).text == "hello"
    assert told.deaths == ["MemoryError('odd sound')"]


def test_a_silent_engine_is_replaced(
    owner: EngineOwner, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_owner, "STEP_SILENCE_S", 3.0)
    assert _transcribe(owner, fake.HANGS_ONCE).text == "hello"
    assert told.deaths[0] == "The engine did not respond for 3 s"


def test_a_job_of_a_silent_engine_can_be_cancelled(
    owner: EngineOwner, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_owner, "CANCEL_SILENCE_S", 0.1)
    is_over = False
    hung = _begun(owner, _work(_recording(fake.HANGS_ONCE), is_cancelled=lambda: is_over))
    is_over = True
    assert _end(owner, hung)[hung] == TranscriptionCancelled(hung)
    assert _transcribe(owner, fake.SAYS_HELLO).text == "hello"


def test_a_stopped_engine_can_be_shut_down(owner: EngineOwner) -> None:
    others = children(os.getpid())
    _begun(owner, _work(_recording(fake.NEVER_ENDS)))
    (engine,) = children(os.getpid()) - others
    os.kill(engine, signal.SIGSTOP)
    owner.unload()
    assert engine not in children(os.getpid())


def test_cancelling_a_job_keeps_the_engine(owner: EngineOwner, told: Told) -> None:
    asked = iter([False] * 9)
    job = owner.add(_work(_recording(fake.NEVER_ENDS), "", lambda: next(asked, True)))
    assert _end(owner, job)[job] == TranscriptionCancelled(job)
    assert _transcribe(owner, fake.SAYS_HELLO).text == "hello"
    assert len(told.loaded) == 1


def test_the_result_of_a_dropped_job_is_discarded(
    owner: EngineOwner,
) -> None:
    old = owner.add(_work(_recording(fake.SAYS_HELLO), "old"))
    while not owner.advance():
        pass
    owner.drop(old)
    new = _transcribed(owner, _work(_recording(fake.SAYS_HELLO), "new"))
    assert new.text == "hello new"


def _urgent(what: int) -> Work:
    return replace(_work(_recording(what), "urgent"), is_urgent=True)


def _begun(owner: EngineOwner, work: Work) -> int:
    """Add work that the engine has started."""
    job = owner.add(work)
    while not any(isinstance(news, Progress) for news in owner.advance()):
        pass
    return job


def test_an_urgent_job_precedes_the_running_one(owner: EngineOwner) -> None:
    is_over = False
    endless = _begun(owner, _work(_recording(fake.NEVER_ENDS), is_cancelled=lambda: is_over))
    urgent = owner.add(_urgent(fake.SAYS_HELLO))
    ends = _end(owner, urgent)
    assert ends.keys() == {urgent}
    is_over = True
    assert _end(owner, endless)[endless] == TranscriptionCancelled(endless)


def _texts(ends: dict[int, JobEnd], *jobs: int) -> list[str]:
    return [
        end.transcript.text if isinstance(end, TranscriptionDone) else repr(end)
        for end in (ends[job] for job in jobs)
    ]


@pytest.mark.parametrize("what", [fake.SAYS_HELLO, fake.DIES_ONCE, fake.DIES_UNLESS_CPU])
def test_an_interrupted_job_ends_with_its_own_text(
    owner: EngineOwner, told: Told, what: int
) -> None:
    long = _begun(owner, _work(_recording(fake.WAITS), "long"))
    urgent = owner.add(_urgent(what))
    ends = _end(owner, long, urgent)
    assert _texts(ends, long, urgent) == ["hello long", "hello urgent"]
    assert len(told.deaths) == {fake.DIES_ONCE: 1, fake.DIES_UNLESS_CPU: 2}.get(what, 0)


def test_both_open_jobs_of_a_crashed_engine_are_repeated(
    owner: EngineOwner, told: Told
) -> None:
    long = _begun(owner, _work(_recording(fake.WAITS), "long"))
    urgent = owner.add(_urgent(fake.DIES_ONCE))
    assert list(_end(owner, long, urgent)) == [urgent, long]
    assert len(told.loaded) == 2


def test_an_urgent_job_that_always_crashes_does_not_fail_the_interrupted_one(
    owner: EngineOwner,
) -> None:
    long = _begun(owner, _work(_recording(fake.WAITS), "long"))
    urgent = owner.add(_urgent(fake.ALWAYS_DIES))
    ends = _end(owner, long, urgent)
    assert isinstance(ends[urgent], TranscriptionFailed)
    assert _texts(ends, long) == ["hello long"]


def test_a_job_can_be_cancelled_before_it_is_sent(owner: EngineOwner) -> None:
    job = owner.add(_work(_recording(fake.SAYS_HELLO), is_cancelled=lambda: True))
    assert _end(owner, job)[job] == TranscriptionCancelled(job)


def test_a_compile_is_reported_and_can_be_cancelled(owner: EngineOwner, told: Told) -> None:
    owner.choose(LoadModel("slow", "auto"))
    with pytest.raises(RecognitionCancelledError):
        owner.load(lambda: told.n_compiling > 2)
    assert not owner.is_loaded


def test_a_missing_model_is_reported_in_the_engines_words(
    owner: EngineOwner,
) -> None:
    owner.choose(LoadModel("absent", "auto"))
    with pytest.raises(RecognizerError, match="There is no model 'absent'"):
        owner.load(_never)
    owner.choose(LoadModel("base", "auto"))
    owner.load(_never)
    assert owner.is_loaded


def test_a_model_that_crashes_the_engine_while_loading_is_an_error(owner: EngineOwner) -> None:
    owner.choose(LoadModel("deadly", "auto"))
    with pytest.raises(RecognizerError, match="while loading the model"):
        owner.load(_never)


def test_choosing_another_model_unloads_the_current_one(
    owner: EngineOwner, tmp_path: Path
) -> None:
    owner.load(_never)
    owner.choose(LoadModel(None, "auto"))
    assert owner.is_loaded
    owner.choose(LoadModel("tiny.en", "cpu"))
    assert _transcribe(owner, fake.SAYS_HELLO).model == "tiny.en"
    assert (tmp_path / "loads").read_text() == "None auto\ntiny.en cpu\n"


def test_unloading_ends_the_process_and_the_next_recording_starts_a_new_one(
    owner: EngineOwner, told: Told
) -> None:
    owner.load(_never)
    owner.unload()
    assert _transcribe(owner, fake.SAYS_HELLO).text == "hello"
    assert len(told.loaded) == 2


def test_a_suspended_engine_uses_no_cpu_time_and_resumes(owner: EngineOwner) -> None:
    others = children()
    owner.load(_never)
    owner.rest()
    (engine,) = children() - others
    stopped = os.waitid(os.P_PID, engine, os.WSTOPPED | os.WNOWAIT)
    assert stopped is not None
    assert stopped.si_code == os.CLD_STOPPED
    assert _transcribe(owner, fake.SAYS_HELLO).text == "hello"


def test_a_suspended_engine_can_be_shut_down(owner: EngineOwner) -> None:
    others = children()
    owner.load(_never)
    owner.rest()
    owner.unload()
    assert children() - others == set()


def test_the_engine_ends_with_the_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", ":".join(path for path in sys.path if path))
    command = (sys.executable, "-m", "fakes.fake_engine_host", str(tmp_path))
    process = EngineProcess(command)
    process.shut_down()
    assert process.exit_status == 0


def _spoken(sound: Waveform, start: int = 0, *, prompt: str = "") -> SpokenSoFar:
    part = SpokenPart(start, sound[start:], sound.size, is_pause=False)
    return SpokenSoFar(9, part, TranscribeOptions(prompt=prompt), lambda _: None)


def _heard(owner: EngineOwner) -> list[SaidSoFar]:
    """Let the engine work until it has nothing left to do."""
    said: list[SaidSoFar] = []
    while owner.is_overhearing:
        said += [news for news in owner.advance() if isinstance(news, SaidSoFar)]
    return said


def _whole_take(sound: Waveform, prompt: str = "") -> Work:
    return replace(_work(sound, prompt), take=9)


def test_a_take_that_goes_on_is_recognised_so_far_and_then_whole(owner: EngineOwner) -> None:
    owner.load(_never)
    sound = _recording(fake.SAYS_HELLO)
    owner.overhear(_spoken(sound))
    assert _heard(owner) == [SaidSoFar(9, "hello")]
    longer = np.concatenate([sound, sound])
    owner.overhear(_spoken(longer, sound.size))
    assert _heard(owner) == [SaidSoFar(9, "hello")]
    transcript = _transcribed(owner, _whole_take(np.concatenate([longer, sound])))
    assert transcript.duration_s == 3.0
    assert transcript.headway is not None


def test_a_take_whose_end_is_cut_is_recognised_without_it(owner: EngineOwner) -> None:
    owner.load(_never)
    sound = _recording(fake.SAYS_HELLO)
    owner.overhear(_spoken(sound))
    assert _transcribed(owner, _whole_take(sound[:8000])).duration_s == 0.5


def test_a_take_with_other_options_in_the_end_is_recognised_without_what_was_overheard(
    owner: EngineOwner,
) -> None:
    owner.load(_never)
    sound = _recording(fake.SAYS_HELLO)
    owner.overhear(_spoken(sound, prompt="old"))
    transcript = _transcribed(owner, _whole_take(sound, "new"))
    assert (transcript.text, transcript.headway) == ("hello new", None)


def test_an_engine_that_dies_while_it_overhears_costs_no_text(
    owner: EngineOwner, told: Told
) -> None:
    owner.load(_never)
    sound = _recording(fake.DIES_ONCE)
    owner.overhear(_spoken(sound))
    assert _heard(owner) == []
    assert not owner.is_loaded
    assert len(told.deaths) == 1
    longer = np.concatenate([sound, sound])
    owner.load(_never)
    owner.overhear(_spoken(longer, sound.size))  # The new engine lacks what came before.
    assert not owner.is_overhearing
    transcript = _transcribed(owner, _whole_take(longer))
    assert (transcript.text, transcript.duration_s) == ("hello", 2.0)


def test_nothing_is_overheard_of_a_take_that_was_forgotten(owner: EngineOwner) -> None:
    owner.load(_never)
    sound = _recording(fake.NEVER_ENDS)
    owner.overhear(_spoken(sound))
    owner.forget(9)
    owner.forget(9)
    assert _transcribe(owner, fake.SAYS_HELLO).text == "hello"
    assert _heard(owner) == []


def test_a_take_precedes_what_is_overheard_of_another(owner: EngineOwner) -> None:
    owner.load(_never)
    owner.overhear(_spoken(_recording(fake.NEVER_ENDS)))
    assert _transcribed(owner, _urgent(fake.SAYS_HELLO)).text == "hello urgent"
    assert owner.is_overhearing
    owner.forget(9)


def test_what_is_overheard_precedes_a_file(owner: EngineOwner) -> None:
    owner.load(_never)
    file = owner.add(_work(_recording(fake.NEVER_ENDS)))
    while not owner.advance():
        pass
    owner.overhear(_spoken(_recording(fake.SAYS_HELLO)))
    while not any(isinstance(news, SaidSoFar) for news in owner.advance()):
        pass
    owner.drop(file)


def test_a_dictation_ends_the_call_for_a_file_and_a_cancellation_the_next_one(
    owner: EngineOwner, tmp_path: Path
) -> None:
    calls = tmp_path / "calls"

    def wait_for_calls(n: int) -> None:
        while not calls.exists() or len(calls.read_text().splitlines()) < n:
            assert not [one for one in owner.advance() if not isinstance(one, Progress)]

    cancelled = threading.Event()
    file = owner.add(_work(_recording(fake.IN_A_CALL), is_cancelled=cancelled.is_set))
    wait_for_calls(1)
    hello = _recording(fake.SAYS_HELLO)
    dictation = owner.add(Work(hello, TranscribeOptions(), _never, is_urgent=True))
    assert isinstance(_end(owner, dictation)[dictation], TranscriptionDone)
    wait_for_calls(2)
    cancelled.set()
    assert _end(owner, file)[file] == TranscriptionCancelled(file)
