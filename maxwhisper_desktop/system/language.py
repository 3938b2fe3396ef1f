"""Says sentences in the user's language, in windows and on the command line."""

from functools import cache
from typing import TYPE_CHECKING, Final

from engine.sentence import Sentence
from maxwhisper_desktop.system.paths import resources_folder

if TYPE_CHECKING:
    from PySide6.QtCore import QTranslator

SENTENCES: Final = ""
"""Where the translations of sentences are: under the name of no class."""


def said(sentence: Sentence) -> str:
    """Return a sentence in the user's language, or in English if there is no translation."""
    return sentence.told(_translated, _number)


# Qt is imported where something is said: commands that keys are bound to must be quick.


def _translated(template: str) -> str:
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415 - see above

    if not template or QCoreApplication.instance() is None:
        return _of_a_command().translate(SENTENCES, template) or template
    return QCoreApplication.translate(SENTENCES, template)


def _number(value: float, form: str) -> str:
    from PySide6.QtCore import QLocale  # noqa: PLC0415 - see above

    written = format(value, form)
    _, point, digits = written.partition(".")
    return QLocale().toString(float(written), "f", len(digits) if point else 0)


@cache
def _of_a_command() -> "QTranslator":
    from PySide6.QtCore import QLocale, QTranslator  # noqa: PLC0415 - see above

    translator = QTranslator()
    translator.load(QLocale(), "maxwhisper", "_", str(resources_folder() / "translations"))
    return translator
