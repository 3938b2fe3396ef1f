"""No byte leaves this machine: checked at the system calls."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from project_files import ROOT, SAMPLE

from engine.folders import compiled_folder

NETWORK = re.compile(r"(connect|sendto|sendmsg|sendmmsg)\(.*AF_INET")


@pytest.mark.compiles
@pytest.mark.timeout(2400)
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_a_transcription_opens_no_connection(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    calls = "trace=connect,sendto,sendmsg,sendmmsg"
    done = subprocess.run(
        [
            "strace",
            "-f",
            "-e",
            calls,
            "-o",
            str(trace),
            sys.executable,
            "-m",
            "engine",
            str(SAMPLE),
        ],
        env={**os.environ, "MAXWHISPER_COMPILED": str(compiled_folder())},
        cwd=ROOT,
        check=False,
        capture_output=True,
    )
    if "ptrace" in done.stderr.decode():
        pytest.skip("processes may not be traced here")
    assert done.returncode == 0, done.stderr.decode()
    assert "nothing you say ever leaves this machine" in done.stdout.decode()
    assert [line for line in trace.read_text().splitlines() if NETWORK.search(line)] == []
