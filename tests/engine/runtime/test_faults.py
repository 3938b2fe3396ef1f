"""Each way in which a GPU fails is told in a sentence that says what to do."""

import pytest
from max.driver import CPU, Device

from engine.errors import DeviceError, in_full
from engine.runtime.faults import LOST, OLD_DRIVER, OTHER, OUT_OF_MEMORY, Trouble, trouble_of
from engine.runtime.faults import device_errors as errors_of


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
def test_an_error_on_a_gpu_becomes_a_sentence_and_its_words_are_for_the_log(
    kind: type[Exception],
) -> None:
    with pytest.raises(DeviceError) as caught, errors_of(_gpu()):
        raise kind("CUDA_ERROR_OUT_OF_MEMORY\n  at some place\n  and another")
    assert caught.value.sentence == OUT_OF_MEMORY.sentence
    assert "CUDA_ERROR_OUT_OF_MEMORY" in in_full(caught.value)


def test_an_error_on_a_cpu_stays_what_it_is() -> None:
    with pytest.raises(RuntimeError, match="odd"), errors_of(CPU()):
        raise RuntimeError("odd")


def _gpu() -> Device:
    return FakeGpu()  # type: ignore[return-value]
