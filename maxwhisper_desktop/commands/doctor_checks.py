"""Doctor's checks: what the app can use on this machine, and how to fix what it cannot.

Each check tries the thing itself rather than looking for a package, and returns a finding.
"""

import contextlib
import ctypes.util
import logging
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engine.benchmark.machine_rates import KeptRates
from engine.checkpoints.catalogue import WHISPER
from engine.checkpoints.local import LocalModels
from engine.checkpoints.model_choice import default_model
from engine.checkpoints.recommendation import MachineMeans, recommended_model
from engine.errors import DeviceError, reason_of
from engine.sentence import Sentence, joined
from maxwhisper_desktop.control.client import ControlError, NotRunningError, send_command
from maxwhisper_desktop.hotkey.candidates import BOUND_KEY, examine_hotkeys
from maxwhisper_desktop.hotkey.key_names import label
from maxwhisper_desktop.hotkey.key_sentences import key_sentence
from maxwhisper_desktop.mechanisms import Standing, Verdict
from maxwhisper_desktop.microphone.portaudio import check_microphone
from maxwhisper_desktop.ports import PortError
from maxwhisper_desktop.settings.file import read_settings
from maxwhisper_desktop.status.document import status_line
from maxwhisper_desktop.system.means import estimated_waits, this_machine_means
from maxwhisper_desktop.system.paths import config_file, history_folder, runtime_socket
from maxwhisper_desktop.typist.candidates import examine_typists

log = logging.getLogger(__name__)

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

    part: Sentence
    works: bool
    sentence: Sentence
    mend: Sentence | None = None
    mechanisms: tuple[Verdict, ...] = ()


def examine() -> list[Finding]:
    """Return a finding for each part, in the order of the data flow."""
    return [
        _session(),
        _windows(),
        _settings(),
        _hotkey(),
        _microphone(),
        examine_models(
            LocalModels(), this_machine_means(), estimated_waits(KeptRates().read())
        ),
        _device(),
        _typing(),
        _disk(),
        _app(),
    ]


def install_hint(debian: str, fedora: str) -> Sentence:
    """Return the command that installs system packages here."""
    if shutil.which("dnf"):
        return joined(["sudo dnf install", fedora])
    if shutil.which("apt-get"):
        return joined(["sudo apt-get install", debian])
    return Sentence(
        "install {packages} (Debian's names) with your package manager", packages=debian
    )


def _session() -> Finding:
    if os.environ.get("DISPLAY") and os.environ.get("XDG_SESSION_TYPE") != "wayland":
        return Finding(
            Sentence("session"),
            works=True,
            sentence=Sentence("An X11 desktop: everything can work."),
        )
    if os.environ.get("WAYLAND_DISPLAY"):
        desktop = os.environ.get("XDG_CURRENT_DESKTOP") or Sentence("an unknown desktop")
        return Finding(
            Sentence("session"),
            works=True,
            sentence=Sentence("Wayland, on {desktop}; see key and typing.", desktop=desktop),
        )
    sentence = Sentence("There is no desktop; only files can be transcribed.")
    return Finding(
        Sentence("session"),
        works=False,
        sentence=sentence,
        mend=Sentence("run it from your desktop"),
    )


def _windows() -> Finding:
    missing = [name for name in QT_LIBRARIES if ctypes.util.find_library(name) is None]
    if not missing:
        return Finding(
            Sentence("windows"),
            works=True,
            sentence=Sentence("All libraries for windows are installed."),
        )
    debian, fedora = zip(*(QT_LIBRARIES[name] for name in missing), strict=True)
    sentence = Sentence(
        "Libraries for windows are missing: {missing}.", missing=", ".join(missing)
    )
    return Finding(
        Sentence("windows"),
        works=False,
        sentence=sentence,
        mend=install_hint(" ".join(debian), " ".join(fedora)),
    )


def _settings() -> Finding:
    file, problems = config_file(), list[Sentence]()
    read_settings(file, problems.append)
    if problems:
        return Finding(
            Sentence("settings"),
            works=False,
            sentence=joined(problems),
            mend=Sentence("edit {file}", file=file),
        )
    sentence = (
        Sentence("All settings are valid.")
        if file.exists()
        else Sentence("All settings are the defaults.")
    )
    return Finding(Sentence("settings"), works=True, sentence=sentence)


def _hotkey() -> Finding:
    key = read_settings(config_file()).hotkey
    with contextlib.suppress(NotRunningError, ControlError, OSError):
        # The app holds the key, so nobody else can get it: ask the app.
        if send_command(runtime_socket(), "status")["hotkey"] is not None:
            return Finding(
                Sentence("key"),
                works=True,
                sentence=Sentence(
                    "MaxWhisper listens for {key}.", key=key_sentence(label(key))
                ),
            )
    verdicts = examine_hotkeys(key)
    if BOUND_KEY in verdicts:
        return Finding(
            Sentence("key"), works=True, sentence=BOUND_KEY.reason, mechanisms=verdicts
        )
    return _of_mechanisms(
        Sentence("key"), Sentence("{key} can be used", key=key_sentence(label(key))), verdicts
    )


def _microphone() -> Finding:
    try:
        name = check_microphone(read_settings(config_file()).microphone)
    except PortError as error:
        packages = ("libportaudio2 libasound2-plugins", "portaudio alsa-plugins-pulseaudio")
        is_installed = ctypes.util.find_library("portaudio") is not None
        mend = None if is_installed else install_hint(*packages)
        return Finding(Sentence("microphone"), works=False, sentence=error.sentence, mend=mend)
    return Finding(
        Sentence("microphone"),
        works=True,
        sentence=Sentence("{microphone} delivers audio.", microphone=name),
    )


def examine_models(
    models: LocalModels, means: MachineMeans, waits_s: Mapping[str, float]
) -> Finding:
    """Return which models are installed, or which one suits the machine if there is none."""
    installed = models.installed()
    if not installed:
        return _no_model(recommended_model(means, waits_s))
    best = default_model(installed)
    names = ", ".join(model.name for model in installed)
    sentence = Sentence("Installed: {models}; {best} is used.", models=names, best=best.name)
    return Finding(Sentence("model"), works=True, sentence=sentence)


def _no_model(advised: str) -> Finding:
    model = WHISPER.find(advised)
    size = model.download_bytes if model is not None else None
    if size is None:
        sentence = Sentence("No model is installed; {model} suits this machine.", model=advised)
    else:
        sentence = Sentence(
            "No model is installed; {model} suits this machine, a download of {megabytes:.0f} MB.",
            model=advised,
            megabytes=size / 1e6,
        )
    mend = joined(["maxwhisper models get", advised])
    return Finding(Sentence("model"), works=False, sentence=sentence, mend=mend)


def _device() -> Finding:
    # Imported late: MAX takes most of a second, and it may be what does not work.
    try:
        from engine.runtime.device import choose_device  # noqa: PLC0415

        chosen = choose_device("auto")
    except DeviceError as error:
        return Finding(
            Sentence("device"), works=False, sentence=joined([error.sentence, "."], "")
        )
    except (ImportError, OSError) as error:
        log.warning("MAX cannot be loaded: %s", error)
        mend = Sentence("install MaxWhisper again: packaging/try")
        sentence = Sentence("MAX, which computes, cannot be loaded.")
        return Finding(Sentence("device"), works=False, sentence=sentence, mend=mend)
    sentence = Sentence(
        "Speech is recognised on {device} ({name}). {reason}",
        device=chosen.name,
        name=chosen.model_name,
        reason=chosen.reason,
    )
    return Finding(Sentence("device"), works=True, sentence=sentence)


def _typing() -> Finding:
    return _of_mechanisms(
        Sentence("typing"), Sentence("Text reaches other windows"), examine_typists()
    )


def _of_mechanisms(part: Sentence, claim: Sentence, verdicts: tuple[Verdict, ...]) -> Finding:
    """Return whether one of several mechanisms works: the first that does is used."""
    best = next((each for each in verdicts if each.standing is Standing.USABLE), None)
    if best is not None:
        sentence = joined([claim, ". ", best.reason], "")
        return Finding(part, works=True, sentence=sentence, mechanisms=verdicts)
    lacking = [each for each in verdicts if each.standing is Standing.LACKING]
    told = next(iter((*lacking, *verdicts)))
    return Finding(part, works=False, sentence=told.reason, mend=told.mend, mechanisms=verdicts)


def _disk() -> Finding:
    folder = next(path for path in _with_parents(history_folder()) if path.exists())
    free = shutil.disk_usage(folder).free
    sentence = Sentence("{gigabytes:.1f} GB are free for recordings.", gigabytes=free / 1e9)
    if not os.access(folder, os.W_OK):
        sentence = Sentence("{folder} cannot be written.", folder=folder)
        mend = joined(["sudo chown -R $USER", str(folder)])
        return Finding(Sentence("disk"), works=False, sentence=sentence, mend=mend)
    if free < FREE_BYTES_NEEDED:
        return Finding(
            Sentence("disk"), works=False, sentence=sentence, mend=Sentence("free some space")
        )
    return Finding(Sentence("disk"), works=True, sentence=sentence)


def _app() -> Finding:
    try:
        document = send_command(runtime_socket(), "status")
    except NotRunningError:
        return Finding(
            Sentence("app"),
            works=True,
            sentence=Sentence("Not running; start it with: maxwhisper"),
        )
    except (ControlError, OSError) as error:
        log.info("the app: %s", error)
        sentence = reason_of(error)
        return Finding(
            Sentence("app"), works=False, sentence=sentence, mend=joined(["pkill maxwhisper"])
        )
    is_well = document["problem"] is None
    sentence = Sentence("Running: {status}", status=status_line(document))
    return Finding(Sentence("app"), works=is_well, sentence=sentence)


def _with_parents(path: Path) -> list[Path]:
    return [path, *path.parents]
