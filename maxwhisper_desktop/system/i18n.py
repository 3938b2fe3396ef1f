"""Installs the translations for the user's language: our own and Qt's."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from maxwhisper_desktop.system.paths import resources_folder


def install_translation(app: QCoreApplication, locale: QLocale | None = None) -> None:
    """Show everything in the user's language from now on, or in English.

    Args:
        app: The application.
        locale: The language; by default the desktop's.
    """
    own_folder = str(resources_folder() / "translations")
    own = QTranslator(app)
    if not own.load(locale or QLocale(), "maxwhisper", "_", own_folder):
        # English has a file too, for its plural forms.
        own.load("maxwhisper_en", own_folder)
    app.installTranslator(own)
    # Qt has more languages than we do, but a window should not mix two.
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    of_qt = QTranslator(app)
    if of_qt.load(QLocale(own.language()), "qtbase", "_", qt_folder):
        app.installTranslator(of_qt)
