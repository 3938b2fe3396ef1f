"""The wording of export formats."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def format_words(extension: str) -> str:
    """Return what a format is called, by its file extension; for others the extension."""
    return {
        "txt": translate("Format", "Text"),
        "srt": translate("Format", "Subtitles, SRT"),
        "vtt": translate("Format", "Subtitles, WebVTT"),
        "tsv": translate("Format", "Table, TSV"),
        "json": translate("Format", "JSON with all data"),
        "md": translate("Format", "Markdown with times"),
    }.get(extension, extension.upper())
