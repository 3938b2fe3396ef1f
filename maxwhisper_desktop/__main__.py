"""Entry of ``maxwhisper`` and of ``python -m maxwhisper_desktop``."""

import os
import sys

from maxwhisper_desktop.cli import run
from maxwhisper_desktop.exit_status import EXIT_FAILED


def main() -> int:
    """Run the command; a reader that went away (``| head``) ends it quietly."""
    try:
        status = run()
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes again at exit, and would complain there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FAILED
    return status


if __name__ == "__main__":
    sys.exit(main())
