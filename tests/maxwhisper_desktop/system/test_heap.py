"""What many threads use and free does not stay with the process."""

import subprocess
import sys
from pathlib import Path

import pytest

N_THREADS = 8
PROGRAM = f"""
import ctypes, sys, threading
from maxwhisper_desktop.system.heap import keep_heap_small

if sys.argv[1] == "small":
    keep_heap_small()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
all_there = threading.Barrier({N_THREADS})

def allocate():
    for _ in range(100):
        libc.malloc(1000)
    all_there.wait()

threads = [threading.Thread(target=allocate) for _ in range({N_THREADS})]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
libc.fdopen.restype = ctypes.c_void_p
libc.malloc_info(0, ctypes.c_void_p(libc.fdopen(1, b"w")))
libc.fflush(None)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="about glibc")
@pytest.mark.parametrize(("rules", "is_small"), [("small", True), ("own", False)])
def test_all_threads_share_two_heaps(rules: str, *, is_small: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, rules],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    n_heaps = done.stdout.count("<heap nr=")
    assert (n_heaps <= 2) is is_small, n_heaps
