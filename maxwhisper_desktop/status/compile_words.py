"""The wording of a compile in windows: whoever waits need not know what a graph is."""

from PySide6.QtCore import QCoreApplication, QLocale

from engine.compilation.store import CompileProgress

translate = QCoreApplication.translate


def compile_words(progress: CompileProgress) -> str:
    """Return the state of a compile as a sentence in the user's language."""
    if not progress.specs:  # The padding cache is being filled; the graphs are compiled.
        words = translate("Compile", "Preparing the model: %1 s (once per model)")
    elif progress.is_waiting:
        words = translate(
            "Compile", "Another MaxWhisper is preparing the model; waiting for it: %1 s"
        )
    else:
        words = translate(
            "Compile", "Preparing the model for this computer: %1 s (only once; takes minutes)"
        )
    return words.replace("%1", QLocale().toString(round(progress.elapsed_s)))
