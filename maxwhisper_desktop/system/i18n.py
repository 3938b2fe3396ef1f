"""The user's language: our own words, and Qt's."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from maxwhisper_desktop.system.paths import resources_folder


def install_translation(app: QCoreApplication, locale: QLocale | None = None) -> None:
    """Let all that is shown from now on be in the user's language, or in English.

    Args:
        app: The application.
        locale: The language; by default the desktop's.
    """
    own_folder = str(resources_folder() / "translations")
    own = QTranslator(app)
    if not own.load(locale or QLocale(), "maxwhisper", "_", own_folder):
        # English too has words that depend on a number.
        own.load("maxwhisper_en", own_folder)
    app.installTranslator(own)
    # Qt knows more languages than we do, but a window is to be in one of them.
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    of_qt = QTranslator(app)
    if of_qt.load(QLocale(own.language()), "qtbase", "_", qt_folder):
        app.installTranslator(of_qt)
