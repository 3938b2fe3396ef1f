"""The user's language in tests."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from maxwhisper_desktop.system.i18n import install_translation


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    """Switches the app to a locale's language during this test."""

    def switch(locale: str) -> None:
        QLocale.setDefault(QLocale(locale))
        install_translation(qapp, QLocale(locale))

    before = QLocale()
    yield switch
    QLocale.setDefault(before)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


@pytest.fixture
def german(speak: Callable[[str], None]) -> None:
    speak("de_DE")
