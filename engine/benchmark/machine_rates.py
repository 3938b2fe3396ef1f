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
from engine.runtime.machine import this_machine

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


class KeptRates:
    """The rates of this machine, in a file, so that they are measured once."""

    def __init__(
        self,
        file: Path | None = None,
        measure: Callable[[Callable[[], bool]], MachineRates | None] | None = None,
    ) -> None:
        """Read nothing yet.

        Args:
            file: Where they are kept.
            measure: See ``measured_rates``.
        """
        self._file = file or machine_rates_file()
        self._measure = measure or measured_rates

    def read(self) -> MachineRates | None:
        """Return what an earlier measurement of this machine has left, or None."""
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            if kept["machine"] == _identity():
                return MachineRates(float(kept["products"]), float(kept["read_bytes"]))
        except (OSError, ValueError, TypeError, KeyError):
            pass  # Not there, or damaged: it is measured again.
        return None

    def read_or_measure(self, is_wanted: Callable[[], bool]) -> MachineRates | None:
        """Return what is kept, or measure and keep it; None if that was cancelled."""
        rates = self.read()
        if rates is None:
            rates = self._measure(is_wanted)
            if rates is not None:
                self._keep(rates)
        return rates

    def _keep(self, rates: MachineRates) -> None:
        document = json.dumps({"machine": _identity(), **asdict(rates)})
        try:
            with atomic_write(self._file) as written:
                written.write_text(document, encoding="utf-8")
        except OSError as error:
            log.warning("%s: %s", self._file, error.strerror)


def measured_rates(
    is_wanted: Callable[[], bool], duration_s: float = DURATION_S
) -> MachineRates | None:
    """Measure on all processors at once; None if it was cancelled.

    Each thread counts the processor time that it got itself, and its fastest run, so that other work
    hardly matters.

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


def _identity() -> list[str | int]:
    """Return what of this machine decides its rates."""
    machine = this_machine()
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
