"""The names of Whisper's languages, by their token codes."""

from typing import Final

from PySide6.QtCore import QLocale

from maxwhisper_desktop.text.languages import ENGLISH_NAMES

CODES: Final = tuple(sorted(ENGLISH_NAMES, key=lambda code: ENGLISH_NAMES[code]))
"""Language codes in the order of their English names."""


def language_name(code: str) -> str:
    """Return the language's English and native name, or the code if it is unknown."""
    english = ENGLISH_NAMES.get(code)
    if english is None:
        return code
    locale = QLocale(code)
    # For a code that Qt does not know, it returns some other language.
    is_known = locale.name().partition("_")[0] == code
    native = locale.nativeLanguageName() if is_known else ""
    # "American English" and "Hausa" add nothing.
    says_more = native and english.casefold() not in native.casefold()
    return f"{english} ({native})" if says_more else english
