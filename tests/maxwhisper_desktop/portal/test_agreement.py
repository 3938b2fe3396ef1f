"""When the desktop may be asked, and how the app is registered with it."""

import sys
from pathlib import Path

import pytest

from maxwhisper_desktop.portal.agreement import (
    agree,
    is_agreement_missing,
    lacks,
    require_agreement,
    require_portal_session,
)
from maxwhisper_desktop.portal.identity import APP_ID
from maxwhisper_desktop.ports import PortError
from maxwhisper_desktop.system.paths import user_data_folder


@pytest.fixture
def _on_gnome(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")


@pytest.mark.usefixtures("_on_gnome")
def test_nothing_is_asked_without_the_users_consent() -> None:
    require_portal_session()
    assert is_agreement_missing()
    with pytest.raises(PortError, match="has not been asked yet") as refused:
        require_agreement()
    assert "Ask the desktop" in (refused.value.mend or "")
    agree()
    assert not is_agreement_missing()
    require_agreement()


@pytest.mark.usefixtures("_on_gnome")
def test_the_desktop_entry_starts_this_program() -> None:
    agree()
    entry = (user_data_folder() / "applications" / f"{APP_ID}.desktop").read_text()
    assert f'Exec="{sys.executable}" -m maxwhisper_desktop' in entry
    assert "NoDisplay=true" in entry


@pytest.mark.usefixtures("_on_gnome")
def test_a_call_on_the_bus_starts_this_program() -> None:
    agree()
    service = (user_data_folder() / "dbus-1" / "services" / f"{APP_ID}.service").read_text()
    assert f"Name={APP_ID}\nExec={sys.executable} -m maxwhisper_desktop\n" in service


@pytest.mark.parametrize(
    ("name", "value"), [("WAYLAND_DISPLAY", ""), ("XDG_CURRENT_DESKTOP", "sway:wlroots")]
)
@pytest.mark.usefixtures("_on_gnome")
def test_other_sessions_use_other_mechanisms(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    assert not is_agreement_missing()
    with pytest.raises(PortError) as refused:
        require_portal_session()
    assert not refused.value.fits_session


@pytest.mark.usefixtures("_on_gnome")
def test_an_older_desktop_says_what_its_portal_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_DIRS", f"{tmp_path / 'none'}:{tmp_path}")
    assert not lacks("Clipboard"), "nothing is known, so it is tried"
    file = tmp_path / "xdg-desktop-portal" / "portals" / "gnome.portal"
    file.parent.mkdir(parents=True)
    file.write_text(
        "[portal]\nDBusName=org.freedesktop.impl.portal.desktop.gnome\n"
        "Interfaces=org.freedesktop.impl.portal.Access;org.freedesktop.impl.portal.RemoteDesktop\n"
    )
    assert lacks("Clipboard")
    assert not lacks("RemoteDesktop")
    assert not lacks("Access")
    monkeypatch.setenv("XDG_DESKTOP_PORTAL_DIR", str(tmp_path / "none"))
    assert not lacks("Clipboard")
