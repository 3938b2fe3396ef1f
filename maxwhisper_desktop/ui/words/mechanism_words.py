"""The wording of mechanisms for hotkey and delivery."""

from collections.abc import Iterable

from maxwhisper_desktop.mechanisms import Standing, Verdict
from maxwhisper_desktop.system.language import said


def mechanism_words(verdicts: Iterable[Verdict]) -> str:
    """Return what the mechanism in use can do, and why no better one is used, one per line.

    Mechanisms for other kinds of session are omitted, and so are the names of all: nobody chooses
    among them.
    """
    return "\n".join(
        " ".join(map(said, [verdict.reason, *([verdict.mend] if verdict.mend else [])]))
        for verdict in verdicts
        if verdict.standing is not Standing.ELSEWHERE
    )
