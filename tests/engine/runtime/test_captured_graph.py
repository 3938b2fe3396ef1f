"""Calls are captured where the device can, executed where it cannot, and never done by halves."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from engine.errors import DeviceError
from engine.runtime.captured_graph import CapturedGraph


@dataclass
class FakeDevice:
    is_host: bool = False
    n_waits: int = 0

    def synchronize(self) -> None:
        self.n_waits += 1


@dataclass
class FakeGraph:
    """Answers with what it was given, and remembers how it was asked."""

    fault: Exception | None = None
    asked: list[tuple[str, object]] = field(default_factory=list)

    def execute(self, *inputs: object) -> list[object]:
        self.asked.append(("execute", inputs))
        return ["executed", *inputs]

    def capture(self, key: int, *inputs: object) -> list[object]:
        self.asked.append(("capture", key))
        if self.fault is not None:
            raise self.fault
        return ["captured", *inputs]

    def replay(self, key: int, *inputs: object) -> None:
        self.asked.append(("replay", key))


def _captured_graph(graph: FakeGraph, device: FakeDevice | None = None) -> Any:
    return CapturedGraph(graph, device or FakeDevice(), "decoder step")  # type: ignore[arg-type]


INPUTS: Sequence[Any] = ("a", "b")


def test_a_captured_call_is_replayed_with_its_own_outputs() -> None:
    graph = FakeGraph()
    run = _captured_graph(graph)
    run.capture("step", INPUTS)
    assert run("step", INPUTS) == ["captured", "a", "b"]
    assert [kind for kind, _ in graph.asked] == ["execute", "capture", "replay"]


def test_each_kind_of_call_has_a_capture_of_its_own() -> None:
    graph = FakeGraph()
    run = _captured_graph(graph)
    for kind in ("prompt", "step"):
        run.capture(kind, INPUTS)
    run("step", INPUTS)
    run("prompt", INPUTS)
    keys = [what for how, what in graph.asked if how != "execute"]
    assert keys == [0, 1, 1, 0]


def test_what_was_never_captured_is_executed() -> None:
    run = _captured_graph(FakeGraph())
    assert run("a long prompt", INPUTS) == ["executed", "a", "b"]


def test_a_call_that_cannot_be_captured_is_executed_and_the_log_says_why(
    caplog: pytest.LogCaptureFixture,
) -> None:
    graph = FakeGraph(RuntimeError("a stream is synchronised\nwith details"))
    run = _captured_graph(graph)
    with caplog.at_level(logging.WARNING):
        run.capture("step", INPUTS)
        run.capture("prompt", INPUTS)
    assert run("step", INPUTS)[0] == "executed"
    assert not run.is_captured("step")
    assert [record.getMessage() for record in caplog.records] == [
        "The decoder step is not played back but executed: a stream is synchronised"
    ]


def test_a_lack_of_memory_is_an_error_and_not_a_reason_to_go_on() -> None:
    run = _captured_graph(FakeGraph(RuntimeError("CUDA_ERROR_OUT_OF_MEMORY")))
    with pytest.raises(DeviceError, match="memory is full"):
        run.capture("step", INPUTS)


def test_a_cpu_captures_nothing_and_has_its_buffers_filled_before_a_call() -> None:
    graph, cpu = FakeGraph(), FakeDevice(is_host=True)
    run = _captured_graph(graph, cpu)
    run.capture("step", INPUTS)
    assert run("step", INPUTS)[0] == "executed"
    assert [kind for kind, _ in graph.asked] == ["execute"]
    assert cpu.n_waits == 1


def test_a_gpu_is_not_waited_for_between_calls() -> None:
    gpu = FakeDevice()
    run = _captured_graph(FakeGraph(), gpu)
    run.capture("step", INPUTS)
    run("step", INPUTS)
    assert gpu.n_waits == 0
