"""How fast this machine computes and reads, measured within a second and kept.

Nothing of the network is needed for it, so that it can be told before any model is here. As a program it
measures and prints the rates as JSON.
"""

import json
import logging
import subprocess
import sys
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
            measure: See ``measured_apart``.
        """
        self._file = file or machine_rates_file()
        self._measure = measure or measured_apart

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


def measured_apart(is_wanted: Callable[[], bool]) -> MachineRates | None:
    """Measure in a process of its own, whose threads hold no window up; None without a result.

    Args:
        is_wanted: Asked twenty times a second; once it is not, the measurement ends.
    """
    command = [sys.executable, "-m", "engine.benchmark.machine_rates"]
    try:
        with subprocess.Popen(  # noqa: S603 - our own module, no shell, no user's text
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # Ctrl-C reaches it too.
        ) as process:
            answer = _answer(process, is_wanted)
        rates = MachineRates(**json.loads(answer)) if answer is not None else None
    except (OSError, ValueError, TypeError):
        log.exception("this machine cannot be measured")
        return None
    log.info("this machine: %s", rates)
    return rates


def _answer(process: subprocess.Popen[bytes], is_wanted: Callable[[], bool]) -> bytes | None:
    while is_wanted():
        try:
            return process.communicate(timeout=0.05)[0]
        except subprocess.TimeoutExpired:
            continue
    process.kill()
    return None


def measured_rates(duration_s: float = DURATION_S) -> MachineRates:
    """Measure on all processors at once.

    Each thread counts the processor time that it got itself, and its fastest run, so that other work
    hardly matters.
    """
    n_cpus = this_machine().n_cpus
    end = time.monotonic() + duration_s
    with ThreadPoolExecutor(n_cpus) as threads:
        rates = list(threads.map(_rates_of_thread, [end] * n_cpus))
    return MachineRates(
        sum(each.products for each in rates), sum(each.read_bytes for each in rates)
    )


def _identity() -> list[str | int]:
    """Return what of this machine decides its rates."""
    machine = this_machine()
    return [machine.cpu, machine.n_cpus, *machine.instructions]


def _rates_of_thread(end: float) -> MachineRates:
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
        if time.monotonic() > end:
            break
    n_products = MATRICES * ROWS * INPUTS * COLUMNS
    return MachineRates(n_products / min(product_s), READ_BYTES / min(read_s))


def _processor_s(work: Callable[[], object]) -> float:
    started = time.thread_time()
    work()
    return time.thread_time() - started


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(measured_rates())))
