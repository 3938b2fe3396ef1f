"""Entry point of ``maxwhisper`` and ``python -m maxwhisper_desktop``."""

import os
import sys

from maxwhisper_desktop.cli import run
from maxwhisper_desktop.exit_status import EXIT_FAILED


def main() -> int:
    """Run the command; end quietly if the reader of its output is gone (``| head``)."""
    try:
        status = run()
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes again at exit and would report the error there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FAILED
    return status


if __name__ == "__main__":
    sys.exit(main())
