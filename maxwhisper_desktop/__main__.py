"""Entry point of ``maxwhisper`` and ``python -m maxwhisper_desktop``."""

import signal
import sys

from maxwhisper_desktop import ending_signals
from maxwhisper_desktop.cli import run
from maxwhisper_desktop.commands.printer import (
    OUTPUT_ERRORS,
    abandon_output,
    fill_closed_streams,
    output_failure,
    tell_error,
)
from maxwhisper_desktop.exit_status import EXIT_FAILED, EXIT_OF_SIGNAL


def main() -> int:
    """Run the command; end as shells expect if a signal or the reader of its output ends it."""
    fill_closed_streams()
    ending_signals.heed()
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
    came = ending_signals.first()
    return status if came is None else EXIT_OF_SIGNAL + came


if __name__ == "__main__":
    sys.exit(main())
