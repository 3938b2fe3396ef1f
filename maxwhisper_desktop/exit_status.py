"""What the command's exit status says."""

from typing import Final

EXIT_DONE: Final = 0
"""All done."""

EXIT_FAILED: Final = 1
"""Something failed, each thing named with its reason; the rest was done."""

EXIT_USAGE: Final = 2
"""The command line was wrong; nothing was done."""
