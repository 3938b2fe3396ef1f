"""The order of the engine's open jobs, and how often their progress is reported."""

import numpy as np

from engine.options import TranscribeOptions
from engine.transcript import Transcript
from maxwhisper_desktop.recognizer.messages import (
    CancelJob,
    ForgetTake,
    Progress,
    TranscribeJob,
)
from maxwhisper_desktop.recognizer.scheduler import OpenJob, Scheduler


class FakeTranscription:
    """Never ends; ten seconds are done."""

    done_s = 10.0
    longest_wait_s = 0.0

    def advance(self) -> Transcript | None:
        return None


def _asked(number: int, *, is_urgent: bool = False) -> TranscribeJob:
    return TranscribeJob(number, np.zeros(1, np.float32), TranscribeOptions(), is_urgent)


def _job(number: int, *, is_urgent: bool = False) -> OpenJob:
    return OpenJob(_asked(number, is_urgent=is_urgent), FakeTranscription())


def _order(scheduler: Scheduler) -> list[int]:
    """Return the jobs in the order in which they are scheduled."""
    order: list[int] = []
    while (job := scheduler.next()) is not None:
        order.append(job.number)
        scheduler.remove(job.number)
    return order


def test_urgent_jobs_come_first_in_order_of_arrival() -> None:
    scheduler = Scheduler()
    for number, is_urgent in ((1, False), (2, True), (3, False), (4, True)):
        scheduler.add(_job(number, is_urgent=is_urgent))
    assert _order(scheduler) == [2, 4, 1, 3]


def test_a_job_resumes_after_an_urgent_one() -> None:
    scheduler = Scheduler()
    file, take = _job(1), _job(2, is_urgent=True)
    scheduler.add(file)
    assert scheduler.next() is file
    assert scheduler.next() is file
    scheduler.add(take)
    assert scheduler.next() is take
    scheduler.remove(2)
    assert scheduler.next() is file


def test_a_waiting_job_can_be_removed() -> None:
    scheduler = Scheduler()
    for number in (1, 2):
        scheduler.add(_job(number))
    removed = scheduler.remove(2)
    assert removed is not None
    assert removed.number == 2
    assert scheduler.remove(2) is None
    assert _order(scheduler) == [1]


def test_progress_reports_are_rate_limited() -> None:
    job = _job(1)
    assert job.progress() == Progress(1, 10.0)
    assert job.progress() is None


def test_a_call_for_a_file_is_ended_by_a_dictation_and_by_its_cancellation() -> None:
    file, take = _job(1), _job(2, is_urgent=True)
    assert file.is_stopped_by(_asked(3, is_urgent=True))
    assert not take.is_stopped_by(_asked(3, is_urgent=True))
    for job in (file, take):
        assert job.is_stopped_by(CancelJob(job.number))
        assert not job.is_stopped_by(CancelJob(9))
        assert not job.is_stopped_by(_asked(3))
        assert not job.is_stopped_by(ForgetTake(1))
