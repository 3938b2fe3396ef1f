"""A model that does not fit on the GPU is loaded on the CPU, and the user learns why."""

import pytest
from max.driver import CPU

from engine.errors import CheckpointError, DeviceError
from engine.loading import built_where_it_fits
from engine.options import Precision
from engine.runtime.device import ChosenDevice
from engine.sentence import Sentence

GPU = ChosenDevice(CPU(), "sm_89", "float16", Sentence("MAX runs on the GPU (sm_89)."))
FULL = "The GPU's memory is full (out of memory)"


def _build(device: ChosenDevice) -> ChosenDevice:
    if device.target == "sm_89":
        raise DeviceError(FULL)
    return device


def test_a_full_gpu_falls_back_to_the_cpu_with_the_reason() -> None:
    built = built_where_it_fits("auto", GPU, _build, Precision.FAST)
    assert (built.target, built.dtype) == ("cpu", "int8")
    assert built.reason == f"{FULL}, so the CPU is used."


def test_a_requested_gpu_is_never_silently_replaced() -> None:
    with pytest.raises(DeviceError, match="memory is full"):
        built_where_it_fits("gpu", GPU, _build, Precision.FAST)


def test_other_errors_do_not_fall_back_to_the_cpu() -> None:
    tried: list[str] = []

    def build(device: ChosenDevice) -> ChosenDevice:
        tried.append(device.target)
        raise CheckpointError(Sentence("A weight is missing"))

    with pytest.raises(CheckpointError):
        built_where_it_fits("auto", GPU, build, Precision.FAST)
    assert tried == ["sm_89"]
