"""Whose turn it is among the engine's open jobs, and how often they are reported."""

import numpy as np

from engine.options import TranscribeOptions
from engine.transcript import Transcript
from maxwhisper_desktop.recognizer.messages import Progress, TranscribeJob
from maxwhisper_desktop.recognizer.scheduler import OpenJob, Scheduler


class FakeTranscription:
    """Ends never; ten seconds are done."""

    done_s = 10.0

    def advance(self) -> Transcript | None:
        return None


def _job(number: int, *, is_urgent: bool = False) -> OpenJob:
    asked = TranscribeJob(number, np.zeros(1, np.float32), TranscribeOptions(), is_urgent)
    return OpenJob(asked, FakeTranscription())


def _order(scheduler: Scheduler) -> list[int]:
    """Let each job end when it is its turn."""
    order: list[int] = []
    while (job := scheduler.next()) is not None:
        order.append(job.number)
        scheduler.remove(job.number)
    return order


def test_urgent_jobs_go_first_and_each_kind_in_the_order_it_came() -> None:
    scheduler = Scheduler()
    for number, is_urgent in ((1, False), (2, True), (3, False), (4, True)):
        scheduler.add(_job(number, is_urgent=is_urgent))
    assert _order(scheduler) == [2, 4, 1, 3]


def test_a_job_keeps_its_turn_until_an_urgent_one_comes_and_has_it_back_after() -> None:
    scheduler = Scheduler()
    file, take = _job(1), _job(2, is_urgent=True)
    scheduler.add(file)
    assert scheduler.next() is file
    assert scheduler.next() is file
    scheduler.add(take)
    assert scheduler.next() is take
    scheduler.remove(2)
    assert scheduler.next() is file


def test_a_job_that_waits_can_be_removed_and_one_that_is_not_open_is_told() -> None:
    scheduler = Scheduler()
    for number in (1, 2):
        scheduler.add(_job(number))
    removed = scheduler.remove(2)
    assert removed is not None
    assert removed.number == 2
    assert scheduler.remove(2) is None
    assert _order(scheduler) == [1]


def test_progress_is_reported_at_once_and_then_not_at_every_step() -> None:
    job = _job(1)
    assert job.progress() == Progress(1, 10.0)
    assert job.progress() is None
