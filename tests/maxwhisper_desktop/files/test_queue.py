"""The queue of files: one at a time, in order, and no report about the wrong one counts."""

from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from samples.page_samples import sample_transcript

from engine.sentence import Sentence
from maxwhisper_desktop.files.folders import Found
from maxwhisper_desktop.files.queue import OPEN, FileQueue, JobState


@pytest.fixture
def queue() -> FileQueue:
    queue = FileQueue()
    queue.add([Found(Path(name)) for name in ("a.wav", "b.wav", "a.wav")])
    return queue


def states(queue: FileQueue) -> list[JobState]:
    return [job.state for job in queue.jobs]


def test_files_run_one_at_a_time_in_the_order_given(queue: FileQueue) -> None:
    first = queue.start_next()
    assert first is not None
    assert first == queue.running
    assert first.path == Path("a.wav")
    assert queue.start_next() is None
    queue.finish(first.number, sample_transcript())
    second = queue.start_next()
    assert second is not None
    assert second.path == Path("b.wav")


def test_the_same_file_may_be_queued_twice(queue: FileQueue) -> None:
    first, _, third = queue.jobs
    assert first.path == third.path
    assert first.number != third.number


def test_a_finished_file_has_its_transcript_and_its_warning(queue: FileQueue) -> None:
    number = queue.jobs[0].number
    queue.start_next()
    queue.progress(number, 3.0, 12.0)
    assert queue.running is not None
    assert (queue.running.done_s, queue.running.duration_s) == (3.0, 12.0)
    queue.finish(number, sample_transcript(), Sentence("The file breaks off after 12 seconds."))
    job = queue.jobs[0]
    assert (job.state, job.transcript) == (JobState.DONE, sample_transcript())
    assert job.problem == "The file breaks off after 12 seconds."


def test_a_corrected_segment_stands_in_the_transcript(queue: FileQueue) -> None:
    number = queue.jobs[0].number
    queue.start_next()
    queue.finish(number, sample_transcript())
    queue.correct(number, 2, "The first is called The Lighthouse.")
    transcript = queue.jobs[0].transcript
    assert transcript is not None
    assert transcript.text.endswith("the sea. The first is called The Lighthouse.")


def test_a_file_that_is_not_done_has_nothing_to_correct(queue: FileQueue) -> None:
    before = queue.jobs
    queue.correct(before[0].number, 0, "words")
    assert queue.jobs == before


def test_a_report_that_crosses_a_cancellation_is_ignored(queue: FileQueue) -> None:
    number = queue.jobs[0].number
    queue.start_next()
    queue.cancel(number)
    queue.finish(number, sample_transcript())
    queue.fail(number, Sentence("too late"))
    queue.progress(99, 1.0, 2.0)
    job = queue.job(number)
    assert job is not None
    assert (job.state, job.transcript, job.problem) == (JobState.CANCELLED, None, "")


def test_cancelling_all_keeps_finished_files(queue: FileQueue) -> None:
    queue.start_next()
    queue.finish(queue.jobs[0].number, sample_transcript())
    queue.cancel_all()
    assert states(queue) == [JobState.DONE, JobState.CANCELLED, JobState.CANCELLED]


def test_a_retried_file_waits_at_the_end(queue: FileQueue) -> None:
    number = queue.jobs[0].number
    queue.start_next()
    queue.fail(number, Sentence("no sound"))
    queue.retry(number)
    assert states(queue) == [JobState.WAITING] * 3
    assert queue.jobs[-1].number == number
    assert queue.jobs[-1].problem == ""


def test_finished_files_can_be_removed(queue: FileQueue) -> None:
    queue.start_next()
    queue.fail(queue.jobs[0].number, Sentence("no sound"))
    queue.cancel(queue.jobs[1].number)
    queue.remove_finished()
    assert states(queue) == [JobState.WAITING]


class AnyQueue(RuleBasedStateMachine):
    """With any reports in any order, at most one file runs and numbers are unique."""

    def __init__(self) -> None:
        super().__init__()
        self.queue = FileQueue()

    @rule()
    def add(self) -> None:
        self.queue.add([Found(Path("x.wav")), Found(Path("y.wav"))])

    @rule()
    def start(self) -> None:
        self.queue.start_next()

    @rule(number=st.integers(1, 8), what=st.sampled_from(["finish", "fail", "cancel", "retry"]))
    def tell(self, number: int, what: str) -> None:
        match what:
            case "finish":
                self.queue.finish(number, sample_transcript())
            case "fail":
                self.queue.fail(number, Sentence("no sound"))
            case "cancel":
                self.queue.cancel(number)
            case _:
                self.queue.retry(number)

    @rule()
    def forget(self) -> None:
        self.queue.remove_finished()

    @invariant()
    def at_most_one_runs(self) -> None:
        assert states(self.queue).count(JobState.RUNNING) <= 1

    @invariant()
    def numbers_are_unique(self) -> None:
        numbers = [job.number for job in self.queue.jobs]
        assert len(set(numbers)) == len(numbers)

    @invariant()
    def only_done_files_have_a_transcript(self) -> None:
        for job in self.queue.jobs:
            assert (job.transcript is not None) == (job.state is JobState.DONE)
            assert job.state in OPEN or job.state is not JobState.RUNNING


TestAnyQueue = AnyQueue.TestCase


def test_what_could_not_be_searched_stands_as_failed_beside_files_that_wait() -> None:
    queue = FileQueue()
    queue.add([Found(Path("folder"), Sentence("it is empty")), Found(Path("one.wav"))])
    assert states(queue) == [JobState.FAILED, JobState.WAITING]
    assert queue.jobs[0].problem == "it is empty"
