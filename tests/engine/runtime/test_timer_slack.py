"""Threads that begin under coarse timers are woken late; the calling thread is not, afterwards."""

import ctypes
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

import pytest

from engine.runtime.timer_slack import SLACK_NS, coarse_timers

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.transcription.transcriber import Transcriber

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such timers")

PR_GET_TIMERSLACK = 30

WAKE_UPS_OF_A_SECOND: Final = """
import time
from pathlib import Path

import numpy as np

from engine.loading import load_transcriber
from engine.options import Precision
from engine.steps import finish

network = load_transcriber("tiny.en", "cpu", lambda _: None, Precision.FAST).network
finish(network.encode([np.zeros((80, 800), np.float32)]))


def wake_ups():
    texts = [path.read_text() for path in Path("/proc/self/task").glob("*/status")]
    return sum(int(text.split("\\nvoluntary_ctxt_switches:")[1].split()[0]) for text in texts)


before = wake_ups()
time.sleep(1)
print(wake_ups() - before)
"""


def slack_ns() -> int:
    return int(ctypes.CDLL(None).prctl(PR_GET_TIMERSLACK, 0, 0, 0, 0))


def slack_of_a_new_thread_ns() -> int:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(slack_ns).result()


def test_only_threads_that_begin_meanwhile_have_coarse_timers() -> None:
    before = slack_ns()
    with coarse_timers():
        assert slack_of_a_new_thread_ns() == SLACK_NS
    assert slack_ns() == slack_of_a_new_thread_ns() == before < SLACK_NS


def test_a_fault_leaves_the_timers_as_they_were() -> None:
    before = slack_ns()
    with pytest.raises(ValueError, match="a call failed"), coarse_timers():
        raise ValueError("a call failed")
    assert slack_ns() == before


@pytest.mark.compiles
@pytest.mark.timeout(2400)
def test_a_network_that_computes_nothing_hardly_wakes_up(
    transcriber: "Callable[[str], Transcriber]",
) -> None:
    transcriber("tiny.en")  # Compiles its graphs if need be.
    # A process of its own: its first call is this network's. MAX alone wakes up 6,500 times.
    command = [sys.executable, "-c", WAKE_UPS_OF_A_SECOND]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert int(told) < 500
