"""The wording of mechanisms for hotkey and delivery."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from maxwhisper_desktop.mechanisms import Standing, Verdict
from maxwhisper_desktop.system.language import said

translate = QCoreApplication.translate


def mechanism_words(verdicts: Iterable[Verdict]) -> str:
    """Return the mechanism in use and why no better one is, one per line.

    Mechanisms for other kinds of session are omitted. Reasons are the mechanisms' own
    sentences.
    """
    lines = []
    for verdict in verdicts:
        name = verdict.mechanism
        if verdict.standing is Standing.USABLE:
            lines.append(translate("Mechanism", "In use: %1.").replace("%1", name))
        elif verdict.standing is Standing.LACKING:
            steps = [verdict.reason, *([verdict.mend] if verdict.mend else [])]
            lines.append(f"{name}: {' '.join(map(said, steps))}")
    return "\n".join(lines)
