"""What the app is doing, in words."""

from PySide6.QtCore import QCoreApplication

from maxwhisper_desktop.status.app_status import AppState, AppStatus

translate = QCoreApplication.translate


def state_words(state: AppState) -> str:
    """Return the state in a word or three."""
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
    """Return what recognises, and where."""
    if model is None:
        return translate("AppStatus", "No model loaded")
    if device is None:
        return model
    return translate("AppStatus", "%1 on %2").replace("%1", model).replace("%2", device)


def hotkey_words(hotkey: str | None) -> str:
    """Return what to do to speak."""
    if hotkey is None:
        return translate("AppStatus", "No key is listened for")
    return translate("AppStatus", "Hold %1 to speak").replace("%1", hotkey)


def tooltip(status: AppStatus) -> str:
    """Return the app at a glance, in lines."""
    lines = [
        translate("AppStatus", "MaxWhisper: %1").replace("%1", state_words(status.state)),
        engine_words(status.model, status.device),
        hotkey_words(status.hotkey),
    ]
    if status.problem:
        lines.append(status.problem)
    return "\n".join(lines)
