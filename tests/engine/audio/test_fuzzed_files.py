"""Files damaged in any way are heard or refused in a sentence; helpers/fuzz/fuzz.py tries thousands."""

import os
from pathlib import Path

import pytest
from fuzz.file_faults import file_faults

pytestmark = pytest.mark.one_python

N_FILES = 60


def test_damaged_files_are_heard_or_refused(tmp_path: Path) -> None:
    assert [*file_faults(range(N_FILES), tmp_path, os.cpu_count() or 1)] == []


def test_streams_that_turn_up_midway_are_no_crash(tmp_path: Path) -> None:
    assert [*file_faults(range(1302, 1303), tmp_path, 1)] == []
