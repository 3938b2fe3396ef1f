"""The app's status as the JSON document that ``maxwhisper status`` prints."""

from dataclasses import asdict
from typing import Final

from engine.sentence import Sentence, joined
from maxwhisper_desktop.dictation.events import Outcome
from maxwhisper_desktop.dictation.take_figures import headway_numbers
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.hotkey.key_sentences import key_sentence
from maxwhisper_desktop.mechanisms import Verdict
from maxwhisper_desktop.status.app_status import AppState, AppStatus
from maxwhisper_desktop.system.language import said

_STATES: Final = {
    "loading": Sentence("loading"),
    "ready": Sentence("ready"),
    "recording": Sentence("recording"),
    "recognising": Sentence("recognising"),
    "delivering": Sentence("delivering"),
    "failed": Sentence("failed"),
}


def status_document(status: AppStatus) -> dict[str, object]:
    """Return the document; the README describes its format."""
    # Seen from outside, a microphone that is about to record counts as recording.
    state = AppState.RECORDING if status.state is AppState.ARMING else status.state
    return {
        "state": state.value,
        "hears": status.state is AppState.RECORDING,
        "model": status.model,
        "device": status.device,
        "memory_mb": status.memory_mb,
        "hotkey": status.hotkey,
        "microphone": status.microphone,
        "typist": status.typist,
        "mechanisms": {
            "hotkey": [verdict_document(verdict) for verdict in status.hotkey_verdicts],
            "typist": [verdict_document(verdict) for verdict in status.typist_verdicts],
        },
        "last": _last(status.last) if status.last else None,
        "problem": said(status.problem) if status.problem else None,
    }


def status_line(document: dict[str, object]) -> Sentence:
    """Return a status document as a line of text for people."""
    state = _STATES.get(str(document["state"])) or str(document["state"])
    engine = Sentence("no model")
    if document["model"]:
        model, device = str(document["model"]), str(document["device"])
        engine = Sentence("{model} on {device}", model=model, device=device)
    parts = [joined([state, ": ", engine], "")]
    if document["hotkey"]:
        parts.append(Sentence("hold {key}", key=key_sentence(str(document["hotkey"]))))
    if document["problem"]:
        parts.append(joined([str(document["problem"])]))  # In the user's language already.
    return joined(parts, "; ")


def verdict_document(verdict: Verdict) -> dict[str, str | None]:
    """Return the verdict on a mechanism as JSON data."""
    return {
        "mechanism": verdict.mechanism,
        "standing": verdict.standing.value,
        "reason": said(verdict.reason),
        "mend": said(verdict.mend) if verdict.mend else None,
    }


def _last(take: TakeRecord) -> dict[str, object]:
    stages = asdict(take.stages_ms) | {"total": take.stages_ms.total}
    return {
        "text": take.text,
        "delivered": take.outcome is Outcome.DELIVERED,
        "outcome": take.outcome.value,
        "timings_ms": {name: round(ms, 1) for name, ms in stages.items()},
        "headway": headway_numbers(take),
    }
