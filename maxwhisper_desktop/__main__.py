"""Entry point of ``maxwhisper`` and ``python -m maxwhisper_desktop``."""

import signal
import sys
from types import FrameType
from typing import Final

from maxwhisper_desktop.cli import run
from maxwhisper_desktop.commands.printer import (
    OUTPUT_ERRORS,
    abandon_output,
    fill_closed_streams,
    output_failure,
    tell_error,
)
from maxwhisper_desktop.exit_status import EXIT_FAILED, EXIT_OF_SIGNAL

ENDING: Final = (signal.SIGINT, signal.SIGTERM)
"""Signals upon which a command shows what it has done so far, and ends."""


def main() -> int:
    """Run the command; end as shells expect if a signal or the reader of its output ends it."""
    came: list[int] = []

    def note(number: int, _: FrameType | None) -> None:
        came.append(number)
        raise KeyboardInterrupt

    fill_closed_streams()
    for number in ENDING:
        # A shell lets programs in the background ignore Ctrl-C.
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, note)
    try:
        status = run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        status = EXIT_OF_SIGNAL + signal.SIGINT
    except BrokenPipeError:
        abandon_output()
        return EXIT_OF_SIGNAL + signal.SIGPIPE
    except OSError as error:
        if error.errno not in OUTPUT_ERRORS:
            raise
        tell_error(output_failure(error))
        return EXIT_FAILED
    return EXIT_OF_SIGNAL + came[0] if came else status


if __name__ == "__main__":
    sys.exit(main())
