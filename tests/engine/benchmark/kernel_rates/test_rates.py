"""A kernel is held against what limits it, and told as a table."""

from pathlib import Path

import pytest

from engine.benchmark.kernel_rates.rates import KernelRates, Peaks, kernel_rate
from engine.benchmark.kernel_rates.table import kernel_document, kernel_table
from engine.benchmark.kernel_rates.work import Work
from engine.runtime.machine import this_machine

PEAKS = Peaks(
    n_threads=2, in_passes=True, operations={8: 1000e9, 16: 500e9, 32: 300e9}, read_bytes=20e9
)


@pytest.mark.parametrize("bits", [8, 16, 32])
def test_a_kernel_is_held_against_the_operations_with_its_bits(bits: int) -> None:
    work = Work("mlp.0", "1000 x 500 x 500", bits, operations=500_000_000, read_bytes=250_000)
    assert kernel_rate(work, best_s=0.001, peaks=PEAKS).peak == PEAKS.operations[bits]


def test_many_rows_are_limited_by_their_operations() -> None:
    work = Work("mlp.0", "1000 x 500 x 500", 8, operations=500_000_000, read_bytes=250_000)
    found = kernel_rate(work, best_s=0.001, peaks=PEAKS)
    assert not found.is_reading
    assert (found.rate, found.peak, found.share) == (500e9, 1000e9, 0.5)


def test_one_row_is_limited_by_reading() -> None:
    work = Work("logits", "1 x 500 x 20000", 16, operations=20_000_000, read_bytes=10_000_000)
    found = kernel_rate(work, best_s=0.001, peaks=PEAKS)
    assert found.is_reading
    assert (found.rate, found.peak, found.share) == (10e9, 20e9, 0.5)


def _rates() -> KernelRates:
    proc = Path("/nowhere")
    kernels = [
        kernel_rate(Work("mlp.0", "1000 x 500 x 500", 8, 500_000_000, 250_000), 0.001, PEAKS),
        kernel_rate(Work("logits", "1 x 5 x 9", 16, 20_000_000, 10_000_000), 0.0008, PEAKS),
        kernel_rate(Work("self-attention", "9 x 9", 32, 3_000_000, 100), 0.0001, PEAKS),
    ]
    return KernelRates("base", this_machine(proc), PEAKS, {"Encoder": kernels}, 0.5)


def test_the_table_says_rate_peak_and_share_of_each_kernel() -> None:
    told = kernel_table(_rates())
    assert "| mlp.0 | 1000 x 500 x 500 | 8 | 1.00 ms | 500 GOPS | 1000 GOPS | 50 % |" in told
    assert "| logits | 1 x 5 x 9 | 16 | 800 µs | 12.5 GB/s | 20.0 GB/s | 62 % |" in told
    assert "| self-attention | 9 x 9 | 32 | 100 µs | 30.0 GFLOPS | 300 GFLOPS | 10 % |" in told


def test_the_table_says_on_how_many_threads_and_beside_what_other_work() -> None:
    told = kernel_table(_rates())
    assert "2 threads" in told
    assert "1000 GOPS with 8-bit activations, 500 GOPS with 16-bit ones" in told
    assert "Other work used 50 % of the processors meanwhile" in told


def test_the_document_has_every_kernel_with_its_work() -> None:
    document = kernel_document(_rates())
    kernels = document["kernels"]
    assert isinstance(kernels, list)
    assert [each["kernel"] for each in kernels] == ["mlp.0", "logits", "self-attention"]
    assert [each["limited_by"] for each in kernels] == ["operations", "reading", "operations"]
    assert kernels[0]["operations"] == 500_000_000
    assert kernels[1]["best_ms"] == 0.8
