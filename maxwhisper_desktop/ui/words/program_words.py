"""The wording of rules for single programs."""

from PySide6.QtCore import QCoreApplication

from maxwhisper_desktop.settings.settings import ProgramWay

translate = QCoreApplication.translate


def way_words(way: ProgramWay | None) -> str:
    """Return what happens to dictations for a program; None is as for all others."""
    return {
        None: translate("ProgramWay", "As everywhere"),
        ProgramWay.PASTE: translate("ProgramWay", "Paste"),
        ProgramWay.TYPE: translate("ProgramWay", "Type"),
        ProgramWay.COPY: translate("ProgramWay", "Copy only"),
        ProgramWay.NEVER: translate("ProgramWay", "Never listen"),
    }[way]


def program_name(program: str) -> str:
    """Return what people call a program: of ``org.gnome.Evolution`` the last part."""
    parts = program.split(".")
    is_reversed_domain = len(parts) > 2 and all(parts)
    return parts[-1] if is_reversed_domain else program
