"""Exit statuses of the command."""

from typing import Final

EXIT_DONE: Final = 0
"""Everything was done."""

EXIT_FAILED: Final = 1
"""Something failed; each failure was reported with its reason, and the rest was done."""

EXIT_USAGE: Final = 2
"""The command line was wrong; nothing was done."""

EXIT_OF_SIGNAL: Final = 128
"""Plus a signal's number: the signal ended the command."""
