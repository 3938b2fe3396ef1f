"""Fixtures for several folders of the app's tests."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import fakes.fake_engine_host as fake
import pytest
from desktop.desk import Desk
from fakes.fake_outside import Outside
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from engine.audio.waveform import Waveform
from maxwhisper_desktop.system.i18n import install_translation


@pytest.fixture
def outside(tmp_path: Path, sample: Waveform, monkeypatch: pytest.MonkeyPatch) -> Outside:
    """Fake adapters for the app's services; the microphone records a "hello"."""
    monkeypatch.setenv("PYTHONPATH", ":".join(path for path in sys.path if path))
    # The fake engine goes by the first sample; the rest is speech.
    waveform = sample.copy()
    waveform[0] = fake.SAYS_HELLO / 100
    return Outside(waveform, tmp_path)


@pytest.fixture(scope="module")
def session() -> Iterator[Desk]:
    """A session bus without any service."""
    with Desk() as desk:
        yield desk.dbus()


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
