"""Terminals are known by the shells that they run."""

import os
import pty
import subprocess
from collections.abc import Iterator

import pytest
from patience import wait_for

from maxwhisper_desktop.typist.terminal_programs import is_terminal


@pytest.fixture
def shell() -> Iterator[int]:
    """A child of this process, which leads a session on a terminal of its own."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp("cat", ["cat"])
    yield pid
    os.close(terminal)
    os.waitpid(pid, 0)


@pytest.mark.usefixtures("shell")
def test_a_program_whose_child_leads_a_terminal_is_one() -> None:
    # The child begins its session a moment after the fork.
    wait_for(lambda: is_terminal([os.getpid()]))


def test_a_program_with_other_children_is_none() -> None:
    child = subprocess.Popen(["cat"], stdin=subprocess.PIPE)
    assert is_terminal([os.getpid()]) is False
    child.communicate()


def test_a_process_on_another_machine_is_unknown() -> None:
    assert is_terminal([]) is None
    assert is_terminal([2**22 + 1]) is None
