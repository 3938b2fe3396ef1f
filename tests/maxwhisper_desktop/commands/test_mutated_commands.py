"""Odd command lines do what they say or say why not; helpers/fuzz/fuzz.py tries hundreds."""

import os
from pathlib import Path

import pytest
from fuzz.command_faults import command_faults

N_COMMANDS = 15

pytestmark = [
    pytest.mark.compiles,
    pytest.mark.timeout(2400),
    pytest.mark.usefixtures("transcriber"),
]


def test_odd_command_lines_harm_nothing_and_are_answered(tmp_path: Path) -> None:
    assert [*command_faults(range(N_COMMANDS), tmp_path, os.cpu_count() or 1)] == []
