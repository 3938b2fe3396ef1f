"""Languages have the names that the user gives them, and beside them those of who speaks them."""

from collections.abc import Callable

import pytest

from maxwhisper_desktop.text.languages import NAMES
from maxwhisper_desktop.ui.words.language_names import language_codes, language_name

Speak = Callable[[str], None]


@pytest.mark.parametrize(
    ("locale", "code", "name"),
    [
        ("en_GB", "de", "German (Deutsch)"),
        ("de_DE", "de", "Deutsch"),
        ("de_DE", "fr", "Franz\u00f6sisch (fran\u00e7ais)"),
        ("fr_FR", "de", "Allemand (Deutsch)"),
        ("fr_FR", "fr", "Fran\u00e7ais"),
        ("de_DE", "haw", "Hawaiisch (\u02bb\u014clelo Hawai\u02bbi)"),
        ("de_DE", "tlh", "tlh"),
    ],
)
def test_a_language_is_named_in_the_users_language(
    speak: Speak, locale: str, code: str, name: str
) -> None:
    speak(locale)
    assert language_name(code) == name


@pytest.mark.parametrize("locale", ["en_GB", "de_DE", "fr_FR"])
def test_languages_stand_in_the_order_of_their_names(speak: Speak, locale: str) -> None:
    speak(locale)
    codes = language_codes()
    names = [language_name(code).casefold() for code in codes]
    assert names == sorted(names)
    assert {*codes} == {*NAMES}
