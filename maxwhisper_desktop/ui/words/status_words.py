"""The wording of the app's status."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from maxwhisper_desktop.mechanisms import Standing
from maxwhisper_desktop.status.app_status import AppState, AppStatus
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.ui.words.key_words import key_words

translate = QCoreApplication.translate

_PROCESSOR: Final = "cpu"
"""The processor's name among devices; others are graphics cards."""
_TYPES_KEYS: Final = "X11, typing"
"""The name of the only typist that presses a key for each letter."""


def state_words(state: AppState) -> str:
    """Return the state in up to three words."""
    return {
        AppState.LOADING: translate("AppState", "Loading the model"),
        AppState.READY: translate("AppState", "Ready"),
        AppState.ARMING: translate("AppState", "Starting the microphone"),
        AppState.RECORDING: translate("AppState", "Recording"),
        AppState.RECOGNISING: translate("AppState", "Recognising"),
        AppState.DELIVERING: translate("AppState", "Typing"),
        AppState.FAILED: translate("AppState", "Needs attention"),
    }[state]


def engine_words(model: str | None, device: str | None) -> str:
    """Return the model and its device."""
    if model is None:
        return translate("AppStatus", "No model loaded")
    if device is None:
        return model
    if device == _PROCESSOR:
        words = translate("AppStatus", "%1 on the processor")
    else:
        words = translate("AppStatus", "%1 on the graphics card")
    return words.replace("%1", model)


def typist_words(typist: str | None) -> str:
    """Return how text gets into the window in use."""
    if typist is None:
        return translate("AppStatus", "Stays here, to be copied")
    if typist == _TYPES_KEYS:
        return translate("AppStatus", "Typed into the window in use")
    return translate("AppStatus", "Pasted into the window in use")


def hotkey_words(status: AppStatus) -> str:
    """Return how to start dictating."""
    if status.hotkey is not None:
        return translate("AppStatus", "Hold %1 to speak").replace(
            "%1", key_words(status.hotkey)
        )
    if any(verdict.standing is Standing.USABLE for verdict in status.hotkey_verdicts):
        return translate("AppStatus", "Press the key that you bound to “maxwhisper toggle”")
    return translate("AppStatus", "No key to hold yet")


def tooltip(status: AppStatus) -> str:
    """Return the status in a few lines."""
    lines = [
        translate("AppStatus", "MaxWhisper: %1").replace("%1", state_words(status.state)),
        engine_words(status.model, status.device),
        hotkey_words(status),
    ]
    if status.problem:
        lines.append(said(status.problem))
    return "\n".join(lines)
