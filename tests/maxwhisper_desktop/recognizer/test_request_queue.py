"""What ends a call of the network: requests that may not wait, whenever they come."""

import threading

import pytest
from patience import PATIENCE_S

from maxwhisper_desktop.recognizer.messages import CancelJob, EngineRequest
from maxwhisper_desktop.recognizer.request_queue import RequestQueue

URGENT, OTHER = CancelJob(1), CancelJob(2)


@pytest.fixture
def requests() -> RequestQueue:
    return RequestQueue()


@pytest.fixture
def stop() -> threading.Event:
    return threading.Event()


def _is_urgent(request: EngineRequest) -> bool:
    return request == URGENT


def test_requests_are_taken_in_their_order(requests: RequestQueue) -> None:
    for request in (OTHER, URGENT):
        requests.put(request)
    assert [requests.take(can_wait=False) for _ in range(3)] == [OTHER, URGENT, None]


def test_a_request_is_waited_for(requests: RequestQueue) -> None:
    timer = threading.Timer(0.01, requests.put, [OTHER])
    timer.start()
    assert requests.take(can_wait=True) == OTHER
    timer.join(PATIENCE_S)


def test_only_what_may_not_wait_ends_a_call(
    requests: RequestQueue, stop: threading.Event
) -> None:
    with requests.ending(stop, _is_urgent):
        requests.put(OTHER)
        assert not stop.is_set()
        requests.put(URGENT)
        assert stop.is_set()


def test_what_came_just_before_a_call_ends_it_too(
    requests: RequestQueue, stop: threading.Event
) -> None:
    requests.put(URGENT)
    with requests.ending(stop, _is_urgent):
        assert stop.is_set()


def test_calls_go_on_to_their_end_again_afterwards(
    requests: RequestQueue, stop: threading.Event
) -> None:
    with requests.ending(stop, _is_urgent):
        requests.put(URGENT)
    assert not stop.is_set()
    requests.put(URGENT)
    assert not stop.is_set()
    requests.take(can_wait=False)
    requests.take(can_wait=False)
    with requests.ending(stop, _is_urgent):
        assert not stop.is_set()


def test_where_nothing_ends_a_call_requests_wait(requests: RequestQueue) -> None:
    with requests.ending(None, _is_urgent):
        requests.put(URGENT)
    assert requests.take(can_wait=False) == URGENT
