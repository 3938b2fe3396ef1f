"""A Ctrl-C that comes amid an object's destruction, where Python drops exceptions, is not lost."""

import subprocess
import sys
from textwrap import dedent

SWALLOWED = dedent(
    """
    import os, signal

    from maxwhisper_desktop import ending_signals

    class Reader:
        def __del__(self):
            os.kill(os.getpid(), signal.SIGINT)
            for _ in range(10):
                pass  # Python runs the handler between two instructions, and drops what it raises.

    signal.signal(signal.SIGINT, signal.default_int_handler)
    ending_signals.heed()
    ending_signals.check()
    reader = Reader()
    del reader
    print("went on")
    try:
        ending_signals.check()
    except KeyboardInterrupt:
        print("ends by", ending_signals.first())
    """
)


def test_it_is_raised_again_where_the_command_looks() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SWALLOWED], capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines() == ["went on", "ends by 2"]
