"""Doctor's checks: what the app can use on this machine, and how to fix what it cannot.

Each check tries the thing itself rather than looking for a package, and returns a finding.
"""

import contextlib
import ctypes.util
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engine.checkpoints.catalogue import WHISPER, size_words
from engine.checkpoints.local import LocalModels
from engine.checkpoints.model_choice import default_model
from engine.checkpoints.recommendation import MachineMeans, recommended_model
from engine.errors import DeviceError
from maxwhisper_desktop.control.client import ControlError, NotRunningError, send_command
from maxwhisper_desktop.hotkey.candidates import BOUND_KEY, examine_hotkeys
from maxwhisper_desktop.hotkey.key_names import label
from maxwhisper_desktop.mechanisms import Standing, Verdict
from maxwhisper_desktop.microphone.portaudio import check_microphone
from maxwhisper_desktop.ports import PortError
from maxwhisper_desktop.settings.file import read_settings
from maxwhisper_desktop.status.document import status_line
from maxwhisper_desktop.system.means import this_machine_means
from maxwhisper_desktop.system.paths import config_file, history_folder, runtime_socket
from maxwhisper_desktop.typist.candidates import examine_typists

FREE_BYTES_NEEDED: Final = 500_000_000
"""Below this, the disk will soon be full."""

QT_LIBRARIES: Final[Mapping[str, tuple[str, str]]] = {
    "EGL": ("libegl1", "libglvnd-egl"),
    "GL": ("libgl1", "libglvnd-glx"),
    "fontconfig": ("libfontconfig1", "fontconfig"),
    "xkbcommon": ("libxkbcommon0", "libxkbcommon"),
    "xkbcommon-x11": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "xcb-cursor": ("libxcb-cursor0", "xcb-util-cursor"),
    "xcb-icccm": ("libxcb-icccm4", "xcb-util-wm"),
    "xcb-keysyms": ("libxcb-keysyms1", "xcb-util-keysyms"),
}
"""The libraries that Qt's windows load, with Debian's and Fedora's packages."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of a check.

    Attributes:
        part: What was checked.
        works: Whether it works.
        sentence: The result in words.
        mend: The one command or step that fixes it; None if the sentence says it all.
        mechanisms: The verdicts on its mechanisms, if it has several.
    """

    part: str
    works: bool
    sentence: str
    mend: str | None = None
    mechanisms: tuple[Verdict, ...] = ()


def examine() -> list[Finding]:
    """Return a finding for each part, in the order of the data flow."""
    return [
        _session(),
        _windows(),
        _settings(),
        _hotkey(),
        _microphone(),
        examine_models(LocalModels(), this_machine_means()),
        _device(),
        _typing(),
        _disk(),
        _app(),
    ]


def install_hint(debian: str, fedora: str) -> str:
    """Return the command that installs system packages here."""
    if shutil.which("dnf"):
        return f"sudo dnf install {fedora}"
    if shutil.which("apt-get"):
        return f"sudo apt-get install {debian}"
    return f"install {debian} (Debian's name) with your package manager"


def _session() -> Finding:
    if os.environ.get("DISPLAY") and os.environ.get("XDG_SESSION_TYPE") != "wayland":
        return Finding("session", works=True, sentence="An X11 session: everything can work.")
    if os.environ.get("WAYLAND_DISPLAY"):
        desktop = os.environ.get("XDG_CURRENT_DESKTOP", "an unnamed desktop")
        return Finding(
            "session",
            works=True,
            sentence=f"A Wayland session of {desktop}; see key and typing.",
        )
    sentence = "There is no graphical session; only files can be transcribed."
    return Finding("session", works=False, sentence=sentence, mend="run it from your desktop")


def _windows() -> Finding:
    missing = [name for name in QT_LIBRARIES if ctypes.util.find_library(name) is None]
    if not missing:
        return Finding(
            "windows", works=True, sentence="All libraries for windows are installed."
        )
    debian, fedora = zip(*(QT_LIBRARIES[name] for name in missing), strict=True)
    sentence = f"Libraries for windows are missing: {', '.join(missing)}."
    return Finding(
        "windows",
        works=False,
        sentence=sentence,
        mend=install_hint(" ".join(debian), " ".join(fedora)),
    )


def _settings() -> Finding:
    file, problems = config_file(), list[str]()
    read_settings(file, problems.append)
    if problems:
        return Finding(
            "settings", works=False, sentence=" ".join(problems), mend=f"edit {file}"
        )
    sentence = "All settings are valid." if file.exists() else "All settings are the defaults."
    return Finding("settings", works=True, sentence=sentence)


def _hotkey() -> Finding:
    key = read_settings(config_file()).hotkey
    with contextlib.suppress(NotRunningError, ControlError, OSError):
        # The app holds the key, so nobody else can get it: ask the app.
        if send_command(runtime_socket(), "status")["hotkey"] is not None:
            return Finding("key", works=True, sentence=f"MaxWhisper listens for {label(key)}.")
    verdicts = examine_hotkeys(key)
    if BOUND_KEY in verdicts:
        return Finding("key", works=True, sentence=BOUND_KEY.reason, mechanisms=verdicts)
    return _of_mechanisms("key", f"{label(key)} can be used", verdicts)


def _microphone() -> Finding:
    try:
        name = check_microphone(read_settings(config_file()).microphone)
    except PortError as error:
        packages = ("libportaudio2 libasound2-plugins", "portaudio alsa-plugins-pulseaudio")
        is_installed = ctypes.util.find_library("portaudio") is not None
        mend = None if is_installed else install_hint(*packages)
        return Finding("microphone", works=False, sentence=str(error), mend=mend)
    return Finding("microphone", works=True, sentence=f"{name} delivers audio.")


def examine_models(models: LocalModels, means: MachineMeans) -> Finding:
    """Return which models are installed, or which one suits the machine if there is none."""
    installed = models.installed()
    if not installed:
        return _no_model(recommended_model(means))
    best = default_model(installed)
    names = ", ".join(model.name for model in installed)
    return Finding("model", works=True, sentence=f"Installed: {names}; {best.name} is used.")


def _no_model(advised: str) -> Finding:
    model = WHISPER.find(advised)
    size = model.download_bytes if model is not None else None
    download = "" if size is None else f", a download of {size_words(size)}"
    sentence = f"No model is installed; {advised} suits this machine{download}."
    return Finding(
        "model", works=False, sentence=sentence, mend=f"maxwhisper models get {advised}"
    )


def _device() -> Finding:
    # Imported late: MAX takes most of a second, and it may be what does not work.
    try:
        from engine.runtime.device import choose_device  # noqa: PLC0415

        chosen = choose_device("auto")
    except DeviceError as error:
        return Finding("device", works=False, sentence=f"{error}.")
    except (ImportError, OSError) as error:
        mend = "packaging/try, which reinstalls MAX"
        return Finding("device", works=False, sentence=f"MAX fails: {error}", mend=mend)
    sentence = f"Speech is recognised on {chosen.name} ({chosen.model_name}). {chosen.reason}"
    return Finding("device", works=True, sentence=sentence)


def _typing() -> Finding:
    return _of_mechanisms("typing", "Text reaches other windows", examine_typists())


def _of_mechanisms(part: str, claim: str, verdicts: tuple[Verdict, ...]) -> Finding:
    """Return whether one of several mechanisms works: the first that does is used."""
    best = next((each for each in verdicts if each.standing is Standing.USABLE), None)
    if best is not None:
        sentence = f"{claim} ({best.mechanism}). {best.reason}"
        return Finding(part, works=True, sentence=sentence, mechanisms=verdicts)
    lacking = [each for each in verdicts if each.standing is Standing.LACKING]
    told = next(iter((*lacking, *verdicts)))
    return Finding(part, works=False, sentence=told.reason, mend=told.mend, mechanisms=verdicts)


def _disk() -> Finding:
    folder = next(path for path in _with_parents(history_folder()) if path.exists())
    free = shutil.disk_usage(folder).free
    sentence = f"{free / 1e9:.1f} GB are free for recordings."
    if not os.access(folder, os.W_OK):
        sentence, mend = f"{folder} cannot be written.", f"sudo chown -R $USER {folder}"
        return Finding("disk", works=False, sentence=sentence, mend=mend)
    if free < FREE_BYTES_NEEDED:
        return Finding("disk", works=False, sentence=sentence, mend="free some space")
    return Finding("disk", works=True, sentence=sentence)


def _app() -> Finding:
    try:
        document = send_command(runtime_socket(), "status")
    except NotRunningError:
        return Finding("app", works=True, sentence="Not running; start it with: maxwhisper")
    except (ControlError, OSError) as error:
        return Finding("app", works=False, sentence=str(error), mend="pkill maxwhisper")
    is_well = document["problem"] is None
    return Finding("app", works=is_well, sentence=f"Running: {status_line(document)}")


def _with_parents(path: Path) -> list[Path]:
    return [path, *path.parents]
