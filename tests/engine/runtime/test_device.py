"""The choice of a device on a machine without a GPU, and the driver that a GPU needs."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from max.driver import accelerator_count

from engine.errors import DeviceError
from engine.options import DeviceWish, Precision
from engine.runtime.device import choose_device, instead_of_gpu, refuse_old
from engine.runtime.driver import has_usable_card, missing_driver
from engine.runtime.machine import this_machine
from engine.sentence import Sentence

without_gpu = pytest.mark.skipif(accelerator_count() > 0, reason="this machine has a GPU")


@without_gpu
def test_without_a_gpu_the_cpu_is_used_and_the_reason_is_told() -> None:
    chosen = choose_device("auto")
    assert (chosen.name, chosen.dtype) == ("cpu", "int8")
    assert (
        chosen.reason == "There is no graphics card that MAX can use, so the processor is used."
    )


@without_gpu
@pytest.mark.parametrize("wish", ["auto", "cpu"])
def test_a_cpu_computes_in_float32_where_exactness_is_asked_for(wish: DeviceWish) -> None:
    assert choose_device(wish, Precision.EXACT).dtype == "float32"


@pytest.mark.parametrize(
    ("level", "instructions"),
    [
        ("x86-64-v3", "AVX2"),
        ("alderlake", "AVX-VNNI"),
        ("x86-64-v4", "AVX-512"),
        ("cascadelake", "AVX-512 VNNI"),
    ],
)
def test_a_cpu_is_named_with_the_instructions_of_the_graphs_it_runs(
    level: str, instructions: str
) -> None:
    chosen = replace(choose_device("cpu"), level=level)
    assert chosen.model_name == f"{this_machine().cpu}, {instructions}"


@without_gpu
def test_a_gpu_that_is_asked_for_and_absent_is_an_error_not_the_cpu() -> None:
    with pytest.raises(DeviceError, match="no graphics card"):
        choose_device("gpu")


def test_what_was_reported_of_a_card_is_logged_when_the_cpu_is_used_instead(
    caplog: pytest.LogCaptureFixture,
) -> None:
    error = DeviceError(Sentence("The graphics card failed"))
    error.__cause__ = RuntimeError("traceback\nCUDA_ERROR_NO_BINARY_FOR_GPU\n")
    chosen = instead_of_gpu(error, Precision.FAST)
    assert chosen.reason == "The graphics card failed, so the processor is used."
    assert caplog.messages == ["the graphics card is not used: CUDA_ERROR_NO_BINARY_FOR_GPU"]


@without_gpu
def test_that_there_is_no_card_is_nothing_to_log(caplog: pytest.LogCaptureFixture) -> None:
    choose_device("auto")
    assert not caplog.messages


def test_a_cpu_that_neither_max_nor_our_kernels_run_on_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cpuinfo").write_text("model name\t: Old CPU\nflags\t\t: sse4_2 avx\n")
    with pytest.raises(DeviceError, match=r"Old CPU.*AVX2"):
        refuse_old(this_machine(tmp_path))


@without_gpu
def test_a_cpu_is_named_with_the_instructions_that_its_products_use() -> None:
    chosen = choose_device("cpu")
    assert chosen.model_name == f"{this_machine().cpu}, {this_machine().int8_instructions}"
    assert choose_device("cpu", Precision.EXACT).model_name == this_machine().cpu


Lay = Callable[..., Path]


@pytest.fixture
def system(tmp_path: Path) -> Lay:
    """Lays out a system: a card or none, a driver of some version or none."""

    def lay(card: tuple[str, str] | None = None, driver: str | None = None) -> Path:
        if card is not None:
            folder = tmp_path / "sys/bus/pci/devices/0000:01:00.0"
            folder.mkdir(parents=True)
            (folder / "vendor").write_text(f"{card[0]}\n")
            (folder / "class").write_text(f"{card[1]}\n")
        if driver is not None:
            folder = tmp_path / "proc/driver/nvidia"
            folder.mkdir(parents=True)
            (folder / "version").write_text(driver)
        return tmp_path

    return lay


NVIDIA = ("0x10de", "0x030000")
CLOSED = (
    "NVRM version: NVIDIA UNIX x86_64 Kernel Module  {}  Tue Sep  2 01:41:52 UTC 2025\n"
    "GCC version:  gcc version 12.2.0 (Debian 12.2.0-14)\n"
)
OPEN = (
    "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  {}  Release Build  (builder)\n"
    "GCC version:  gcc version 15.2.1 (Red Hat 15.2.1-1)\n"
)


def test_a_machine_without_a_card_lacks_no_driver(system: Lay) -> None:
    assert missing_driver(system()) is None


@pytest.mark.parametrize("card", [("0x8086", "0x030000"), ("0x10de", "0x040300")])
def test_other_makers_cards_and_a_card_s_sound_need_no_driver(
    system: Lay, card: tuple[str, str]
) -> None:
    assert missing_driver(system(card)) is None


def test_a_card_without_its_driver_is_told(system: Lay) -> None:
    problem = missing_driver(system(NVIDIA))
    assert problem == (
        "There is an NVIDIA card, but its driver is not loaded: install NVIDIA's driver, version "
        "580 or newer"
    )


@pytest.mark.parametrize("kind", [CLOSED, OPEN])
@pytest.mark.parametrize(
    ("version", "is_new"), [("535.129.03", False), ("580.95.05", True), ("1000.1", True)]
)
def test_a_driver_s_version_is_found_and_compared(
    system: Lay, kind: str, version: str, *, is_new: bool
) -> None:
    problem = missing_driver(system(NVIDIA, kind.format(version)))
    if is_new:
        assert problem is None
    else:
        assert problem is not None
        assert version in problem
        assert "580" in problem


def test_a_driver_that_tells_no_version_is_left_to_max(system: Lay) -> None:
    assert missing_driver(system(driver="something new")) is None


def test_a_card_counts_only_with_a_driver_that_max_works_with(system: Lay) -> None:
    assert not has_usable_card(system(NVIDIA))


@pytest.mark.parametrize(("version", "is_usable"), [("535.129.03", False), ("580.95.05", True)])
def test_a_card_with_an_old_driver_does_not_count(
    system: Lay, version: str, *, is_usable: bool
) -> None:
    assert has_usable_card(system(NVIDIA, OPEN.format(version))) is is_usable
