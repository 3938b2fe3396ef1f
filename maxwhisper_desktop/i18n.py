"""The user's language: our own words, and Qt's."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from maxwhisper_desktop.paths import resources_folder


def install_translation(app: QCoreApplication, locale: QLocale | None = None) -> None:
    """Let all that is shown from now on be in the user's language, or in English.

    Args:
        app: The application.
        locale: The language; by default the desktop's.
    """
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    own_folder = str(resources_folder() / "translations")
    for name, folder in (("qtbase", qt_folder), ("maxwhisper", own_folder)):
        translator = QTranslator(app)
        if translator.load(locale or QLocale(), name, "_", folder):
            app.installTranslator(translator)
