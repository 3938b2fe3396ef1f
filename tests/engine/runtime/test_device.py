"""The choice of a device on a machine without a GPU."""

import pytest
from max.driver import accelerator_count

from engine.errors import DeviceError
from engine.options import DeviceWish, Precision
from engine.runtime.device import choose_device

pytestmark = pytest.mark.skipif(accelerator_count() > 0, reason="this machine has a GPU")


def test_without_a_gpu_the_cpu_is_used_and_the_reason_is_told() -> None:
    chosen = choose_device("auto")
    assert (chosen.name, chosen.dtype) == ("cpu", "int8")
    assert chosen.reason == "MAX finds no GPU on this machine, so the CPU is used."


@pytest.mark.parametrize("wish", ["auto", "cpu"])
def test_a_cpu_computes_in_float32_where_exactness_is_asked_for(wish: DeviceWish) -> None:
    assert choose_device(wish, Precision.EXACT).dtype == "float32"


def test_a_gpu_that_is_asked_for_and_absent_is_an_error_not_the_cpu() -> None:
    with pytest.raises(DeviceError, match="no GPU"):
        choose_device("gpu")
