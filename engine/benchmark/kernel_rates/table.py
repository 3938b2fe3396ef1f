"""Rates of the kernels as Markdown and as one JSON document."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Final

from engine.benchmark.kernel_rates.rates import KernelRate, KernelRates
from engine.benchmark.report import other_work_note
from engine.benchmark.tables import percent, table

FORMAT: Final = 2
"""Format version of the document, increased when a reader of older ones would misread a new one."""

HEAD: Final = (
    "kernel",
    "rows x inputs x outputs",
    "bits",
    "best time",
    "rate",
    "peak",
    "share",
)

METHOD: Final = (
    """Peaks are plain loops: of the instructions of the int8 products and of float32
    multiplications and additions in registers, and of reading 16 MiB for each thread. Two operations are
    one multiplication and one addition of the network, so where 16-bit activations take two passes
    their peak is half of that of 8-bit ones.""",
    """Beside a kernel stands the peak that limits it: of its operations, or of reading its weights (keys and
    values) once, whichever takes longer. Bits are those of the activations; attention
    computes in float32.""",
    """Times are the fastest of many runs, with the first ones to warm up. All kernels of a layer run in turn, with
    random weights, and a stopwatch between them. On one processor (`taskset -c 1`) only the time that it got
    counts, so that other work matters less. What else a kernel does counts
    as its time but not as its work: quantising, norms, GELU, residuals, softmax.""",
)
"""One note each; line breaks have no meaning."""


def kernel_table(rates: KernelRates) -> str:
    """Return the report."""
    notes = [" ".join(text.split()) for text in METHOD] + [other_work_note(rates.foreign_load)]
    parts = [*_heading(rates), *_tables(rates), "\n".join(f"- {note}" for note in notes)]
    return "\n\n".join(parts) + "\n"


def kernel_document(rates: KernelRates) -> dict[str, object]:
    """Return everything; rates in operations or bytes a second, shares as fractions."""
    return {
        "format": FORMAT,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "model": rates.model,
        "machine": asdict(rates.machine),
        "int8_instructions": rates.machine.int8_instructions,
        "peaks": asdict(rates.peaks),
        "foreign_load": rates.foreign_load,
        "kernels": [
            {
                "situation": situation,
                **asdict(each.work),
                "best_ms": each.best_s * 1e3,
                "limited_by": "reading" if each.is_reading else "operations",
                "rate": each.rate,
                "peak": each.peak,
                "share": each.share,
            }
            for situation, all_rates in rates.situations.items()
            for each in all_rates
        ],
    }


def _heading(rates: KernelRates) -> Iterator[str]:
    machine, peaks = rates.machine, rates.peaks
    yield (
        f"**{rates.model}**, int8 kernels with {machine.int8_instructions}, "
        f"{peaks.n_threads} {'thread' if peaks.n_threads == 1 else 'threads'}, on "
        f"{machine.n_cpus} x {machine.cpu}"
    )
    yield (
        f"Peaks: {_giga(peaks.operations[8])} GOPS with 8-bit activations, "
        f"{_giga(peaks.operations[16])} GOPS with 16-bit ones, {_giga(peaks.operations[32])} GFLOPS in "
        f"float32, {_giga(peaks.read_bytes)} GB/s read"
    )


def _tables(rates: KernelRates) -> Iterator[str]:
    for situation, all_rates in rates.situations.items():
        yield f"{situation}:"
        yield table(HEAD, [_row(each) for each in all_rates])


def _row(each: KernelRate) -> Sequence[str]:
    unit = "GB/s" if each.is_reading else "GFLOPS" if each.work.bits == 32 else "GOPS"
    return (
        each.work.kernel,
        each.work.shape,
        str(each.work.bits),
        _time(each.best_s),
        f"{_giga(each.rate)} {unit}",
        f"{_giga(each.peak)} {unit}",
        percent(each.share, 0),
    )


def _giga(value: float) -> str:
    return f"{value / 1e9:.0f}" if value >= 100e9 else f"{value / 1e9:.1f}"


def _time(seconds: float) -> str:
    return f"{seconds * 1e3:.2f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.0f} µs"
