"""The report for bug reports: what was found, on what system, and the end of the log.

It has no words of the user's and does not say who or where the user is: only those settings are
in it that cannot quote anything, and names are replaced.
"""

import getpass
import platform
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Final

from maxwhisper_desktop.commands.doctor_checks import Finding
from maxwhisper_desktop.mechanisms import Verdict
from maxwhisper_desktop.settings.settings import Settings

PACKAGES: Final = ("maxwhisper-desktop", "max", "numpy", "pyside6-essentials", "sounddevice")

LAST_LINES: Final = 200
"""Lines of the log, enough for several takes."""

_DEVICE: Final = re.compile(r"(the microphone is |continues with ).*")
_PATH: Final = re.compile(r"~/[^\s:'\",;]+(?: [^\s:'\",;]+/[^\s:'\",;]*)*")
_OWN: Final = re.compile(r"~/\.(?:cache|config|local/(?:share|state))/maxwhisper\b")


def bug_report(findings: Sequence[Finding], settings: Settings, log_file: Path) -> str:
    """Return the report as text."""
    parts = [
        "MaxWhisper's report. Read it before you pass it on.",
        _table("System", _system()),
        _table("Findings", {finding.part: _told(finding) for finding in findings}),
        _table("Settings", _plain_settings(settings)),
        f"Log, the last {LAST_LINES} lines\n{_end_of(log_file)}",
    ]
    return sanitised("\n\n".join(parts)) + "\n"


def sanitised(
    text: str,
    home: str = str(Path.home()),
    user: str | None = None,
    host: str | None = None,
) -> str:
    """Return ``text`` without names of the user, the machine, and files.

    Args:
        text: The text.
        home: The user's home folder.
        user: The user's name; None for that of this process.
        host: The machine's name; None for this one's.
    """
    text = _PATH.sub(_withhold_path, text.replace(home, "~"))
    text = _DEVICE.sub(r"\1(withheld)", text)
    names = {user or getpass.getuser(): "USER", host or platform.node(): "HOST"}
    for name, shown in names.items():
        # The administrator's name tells nothing, and is a common word.
        if name and name != "root":
            text = re.sub(rf"\b{re.escape(name)}\b", shown, text)
    return text


def _withhold_path(match: re.Match[str]) -> str:
    return match[0] if _OWN.match(match[0]) else "~/(withheld)"


def _system() -> Mapping[str, object]:
    versions = {name: _version(name) for name in PACKAGES}
    return {"system": _release(), "machine": platform.machine()} | versions


def _release() -> str:
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return platform.system()
    return f"{release.get('PRETTY_NAME', '')}, Linux {platform.release()}"


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"


def _told(finding: Finding) -> str:
    mark = "ok" if finding.works else "FAIL"
    if finding.part == "microphone" and finding.works:
        # A headset is often called after its owner.
        return f"{mark}: it delivers audio"
    mechanisms = "".join(f"\n    {_told_of(verdict)}" for verdict in finding.mechanisms)
    return f"{mark}: {finding.sentence}{mechanisms}"


def _told_of(verdict: Verdict) -> str:
    return f"{verdict.mechanism}: {verdict.standing.value}: {verdict.reason}"


def _plain_settings(settings: Settings) -> Mapping[str, object]:
    """Return the settings that are a choice or a number; of the others, how many there are."""
    return {key: _plain(value) for key, value in sorted(_leaves(asdict(settings)).items())}


def _leaves(settings: Mapping[str, object], prefix: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in settings.items():
        inner = _leaves(value, f"{prefix}{name}.") if isinstance(value, Mapping) else None
        found |= {f"{prefix}{name}": value} if inner is None else inner
    return found


def _plain(value: object) -> object:
    if isinstance(value, str | tuple | list):
        return f"(withheld, length {len(value)})"
    return getattr(value, "value", value)


def _end_of(log_file: Path) -> str:
    try:
        lines = log_file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        return f"(not readable: {error.strerror})"
    return "\n".join(lines[-LAST_LINES:])


def _table(title: str, rows: Mapping[str, object]) -> str:
    return "\n".join([title, *(f"  {name}: {value}" for name, value in rows.items())])
