"""The names of Whisper's languages, by their token codes."""

from PySide6.QtCore import QLocale

from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.text.languages import NAMES


def language_codes() -> list[str]:
    """Return the codes of all languages, in the order of their names in the user's language."""
    return sorted(NAMES, key=lambda code: said(NAMES[code]).casefold())


def language_name(code: str) -> str:
    """Return the language's name and native name, or the code if it is unknown."""
    if code not in NAMES:
        return code
    name, locale = said(NAMES[code]), QLocale(code)
    # For a code that Qt does not know, it returns some other language.
    is_known = locale.name().partition("_")[0] == code
    native = locale.nativeLanguageName() if is_known else ""
    # "American English" and "Hausa" add nothing.
    says_more = native and name.casefold() not in native.casefold()
    return f"{name} ({native})" if says_more else name
