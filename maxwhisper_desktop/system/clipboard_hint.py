"""Asks clipboard managers not to keep a text: Klipper, CopyQ and others follow KDE's hint."""

from typing import Final

HINT: Final = "x-kde-passwordManagerHint"
"""A format that is offered beside the text."""

SECRET: Final = b"secret"
"""Its content."""
