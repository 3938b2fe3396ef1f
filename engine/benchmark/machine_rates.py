"""How fast this machine computes and reads, measured within a second and kept.

Nothing of the network is needed for it, so that it can be told before any model is here.
"""

import json
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np

from engine.atomic_write import atomic_write
from engine.folders import machine_rates_file
from engine.runtime.machine import Machine, this_machine

log = logging.getLogger(__name__)

DURATION_S: Final = 1.0

MATRICES, ROWS, INPUTS, COLUMNS = 128, 32, 128, 64
"""Products so small that OpenBLAS computes each on the thread that asks for it, so many that calls
cost little."""

READ_BYTES: Final = 16 << 20
"""For each thread: more than a core's own cache holds."""


@dataclass(frozen=True, slots=True)
class MachineRates:
    """What the processors do together.

    Attributes:
        products: Multiplications a second in products of float32 matrices.
        read_bytes: Bytes a second that they read from memory.
    """

    products: float
    read_bytes: float


def is_wanted_anyway() -> bool:
    """Tell that a measurement is wanted until its end."""
    return True


def rates_here(
    is_wanted: Callable[[], bool] = is_wanted_anyway, file: Path | None = None
) -> MachineRates | None:
    """Return the rates that are kept, or measure and keep them; None if that was cancelled.

    Args:
        is_wanted: See ``measured_rates``.
        file: Where they are kept.
    """
    rates = kept_rates(file)
    if rates is None:
        rates = measured_rates(is_wanted)
        if rates is not None:
            _keep(rates, file or machine_rates_file())
    return rates


def measured_rates(
    is_wanted: Callable[[], bool] = is_wanted_anyway, duration_s: float = DURATION_S
) -> MachineRates | None:
    """Measure on all processors at once; None if it was cancelled.

    Each thread counts the processor time that it got itself, so that other work hardly counts.

    Args:
        is_wanted: Asked every few milliseconds, from several threads; once it is not, they end.
        duration_s: How long.
    """
    n_cpus = this_machine().n_cpus
    end = time.monotonic() + duration_s
    with ThreadPoolExecutor(n_cpus, thread_name_prefix="rates") as threads:
        work = [threads.submit(_rates_of_thread, is_wanted, end) for _ in range(n_cpus)]
        rates = [each.result() for each in work]
    if not is_wanted():
        return None
    together = MachineRates(
        sum(each.products for each in rates), sum(each.read_bytes for each in rates)
    )
    log.info("this machine: %s", together)
    return together


def kept_rates(file: Path | None = None) -> MachineRates | None:
    """Return what an earlier measurement of this machine has left, or None."""
    try:
        kept = json.loads((file or machine_rates_file()).read_text(encoding="utf-8"))
        if kept["machine"] == _identity(this_machine()):
            return MachineRates(float(kept["products"]), float(kept["read_bytes"]))
    except (OSError, ValueError, TypeError, KeyError):
        pass  # Not there, or damaged: it is measured again.
    return None


def _keep(rates: MachineRates, file: Path) -> None:
    document = json.dumps({"machine": _identity(this_machine()), **asdict(rates)})
    try:
        with atomic_write(file) as written:
            written.write_text(document, encoding="utf-8")
    except OSError as error:
        log.warning("%s: %s", file, error.strerror)


def _identity(machine: Machine) -> list[str | int]:
    """Return what of a machine decides its rates."""
    return [machine.cpu, machine.n_cpus, *machine.instructions]


def _rates_of_thread(is_wanted: Callable[[], bool], end: float) -> MachineRates:
    rng = np.random.default_rng(0)
    rows = rng.standard_normal((MATRICES, ROWS, INPUTS), np.float32)
    weights = rng.standard_normal((INPUTS, COLUMNS), np.float32)
    products = np.empty((MATRICES, ROWS, COLUMNS), np.float32)
    read = np.ones(READ_BYTES // 4, np.float32)
    product_s: list[float] = []
    read_s: list[float] = []
    while True:
        product_s.append(_processor_s(lambda: np.matmul(rows, weights, out=products)))
        read_s.append(_processor_s(read.max))
        if time.monotonic() > end or not is_wanted():
            break
    n_products = MATRICES * ROWS * INPUTS * COLUMNS
    return MachineRates(n_products / min(product_s), READ_BYTES / min(read_s))


def _processor_s(work: Callable[[], object]) -> float:
    started = time.thread_time()
    work()
    return time.thread_time() - started
