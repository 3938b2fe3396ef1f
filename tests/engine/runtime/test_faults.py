"""Each way in which a GPU fails is told in a sentence that says what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest
from max.driver import CPU, Device

from engine.errors import DeviceError
from engine.runtime.faults import LOST, OLD_DRIVER, OTHER, OUT_OF_MEMORY, Trouble, trouble_of
from engine.runtime.faults import device_errors as errors_of
from engine.runtime.gpu_driver import missing_driver


class FakeGpu:
    """As much of a GPU as ``device_errors`` looks at."""

    is_host = False


@pytest.mark.parametrize(
    ("reported", "trouble"),
    [
        ("CUDA call failed: CUDA_ERROR_OUT_OF_MEMORY (out of memory)", OUT_OF_MEMORY),
        ("failed to allocate 2147483648 bytes on the device", OUT_OF_MEMORY),
        ("CUDA driver version is insufficient for CUDA runtime version", OLD_DRIVER),
        ("CUDA_ERROR_UNSUPPORTED_PTX_VERSION: the provided PTX was compiled", OLD_DRIVER),
        ("CUDA call failed: CUDA_ERROR_ILLEGAL_ADDRESS", LOST),
        ("CUDA_ERROR_DEVICE_UNAVAILABLE (CUDA-capable device(s) is/are busy)", LOST),
        ("CUDA_ERROR_LAUNCH_FAILED: unspecified launch failure", LOST),
        ("something else altogether", OTHER),
    ],
)
def test_what_is_reported_tells_the_trouble(reported: str, trouble: Trouble) -> None:
    assert trouble_of(RuntimeError(reported)) is trouble


@pytest.mark.parametrize("kind", [RuntimeError, ValueError])
def test_an_error_on_a_gpu_becomes_a_sentence_of_one_line(kind: type[Exception]) -> None:
    with pytest.raises(DeviceError) as caught, errors_of(_gpu()):
        raise kind("CUDA_ERROR_OUT_OF_MEMORY\n  at some place\n  and another")
    assert str(caught.value) == (
        "The GPU's memory is full: close what else uses it, or choose a smaller model or the CPU "
        "(CUDA_ERROR_OUT_OF_MEMORY)"
    )


def test_an_error_on_a_cpu_stays_what_it_is() -> None:
    with pytest.raises(RuntimeError, match="odd"), errors_of(CPU()):
        raise RuntimeError("odd")


def _gpu() -> Device:
    return FakeGpu()  # type: ignore[return-value]


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
