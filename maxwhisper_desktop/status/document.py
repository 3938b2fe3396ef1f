"""The app's status as the JSON document that ``maxwhisper status`` prints."""

from dataclasses import asdict

from maxwhisper_desktop.dictation.events import Outcome
from maxwhisper_desktop.dictation.take_figures import headway_numbers
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.mechanisms import Verdict
from maxwhisper_desktop.status.app_status import AppState, AppStatus


def status_document(status: AppStatus) -> dict[str, object]:
    """Return the document; the README describes its format."""
    # Seen from outside, a microphone that is about to record counts as recording.
    state = AppState.RECORDING if status.state is AppState.ARMING else status.state
    return {
        "state": state.value,
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
        "problem": status.problem,
    }


def status_line(document: dict[str, object]) -> str:
    """Return a status document as a line of text for people."""
    engine = f"{document['model']} on {document['device']}" if document["model"] else "no model"
    parts = [f"{document['state']}: {engine}"]
    if document["hotkey"]:
        parts.append(f"hold {document['hotkey']}")
    if document["problem"]:
        parts.append(str(document["problem"]))
    return "; ".join(parts)


def verdict_document(verdict: Verdict) -> dict[str, str | None]:
    """Return the verdict on a mechanism as JSON data."""
    return {
        "mechanism": verdict.mechanism,
        "standing": verdict.standing.value,
        "reason": verdict.reason,
        "mend": verdict.mend,
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
