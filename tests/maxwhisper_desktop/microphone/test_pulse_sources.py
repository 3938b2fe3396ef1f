"""No change of the sound server's sources is missed, whenever it happens."""

import queue
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from fakes.fake_pulsectl import FakePulsectl
from patience import PATIENCE_S

from maxwhisper_desktop.microphone.pulse_sources import SourceWatch

if TYPE_CHECKING:
    from maxwhisper_desktop.microphone.sources import SourceView

QUERIES = ("server_info", "source_list", "source_output_list")


@pytest.fixture
def server() -> FakePulsectl:
    return FakePulsectl()


@pytest.fixture
def watch(server: FakePulsectl) -> Iterator[SourceWatch]:
    watch = SourceWatch(server)
    yield watch
    watch.shut_down()


def begin(watch: SourceWatch) -> "queue.SimpleQueue[SourceView]":
    """Watch, and collect what is reported."""
    views: queue.SimpleQueue[SourceView] = queue.SimpleQueue()
    watch.begin(lambda: None, views.put, lambda: None)
    return views


def test_a_microphone_removed_while_nothing_is_asked_is_noticed(
    server: FakePulsectl, watch: SourceWatch
) -> None:
    views = begin(watch)
    assert views.get(timeout=PATIENCE_S).find("mic")
    server.remove_microphone()
    assert not views.get(timeout=PATIENCE_S).microphones()


@pytest.mark.parametrize("query", QUERIES)
def test_a_microphone_removed_during_a_query_is_noticed(
    server: FakePulsectl, watch: SourceWatch, query: str
) -> None:
    server.during_queries[query] = server.remove_microphone
    views = begin(watch)
    views.get(timeout=PATIENCE_S)
    assert not views.get(timeout=PATIENCE_S).microphones()


@pytest.mark.parametrize("query", QUERIES)
def test_a_removed_microphone_is_never_shown_beside_the_monitor_recorded_in_its_place(
    server: FakePulsectl, watch: SourceWatch, query: str
) -> None:
    server.during_queries[query] = server.remove_microphone
    view = begin(watch).get(timeout=PATIENCE_S)
    assert view.ours != "monitor" or not view.find("mic")
