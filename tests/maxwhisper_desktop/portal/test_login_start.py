"""Starting at login: by an entry or, in a sandbox, by the desktop."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from desktop.desk import Desk
from fakes.fake_portal import FakePortal
from patience import wait_for

from maxwhisper_desktop.portal.login_start import choose_login_start
from maxwhisper_desktop.system import sandbox

if TYPE_CHECKING:
    from engine.sentence import Sentence


@pytest.fixture
def _sandboxed(session: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    session.move_in(monkeypatch)
    (tmp_path / "info").touch()
    monkeypatch.setattr(sandbox, "_INFO", tmp_path / "info")


@pytest.fixture
def portal(session: Desk, _sandboxed: None) -> Iterator[FakePortal]:
    portal = FakePortal(session.session["DBUS_SESSION_BUS_ADDRESS"])
    yield portal
    portal.end()


def test_outside_a_sandbox_an_entry_starts_it(tmp_path: Path) -> None:
    file = tmp_path / "autostart" / "entry"
    told: list[Sentence] = []
    choose_login_start(file, is_wanted=True, tell=told.append)
    assert "Exec=" in file.read_text()
    choose_login_start(file, is_wanted=False, tell=told.append)
    assert not file.exists()
    assert not told


@pytest.mark.desktop
def test_the_desktop_is_asked_for_a_change_alone(portal: FakePortal, tmp_path: Path) -> None:
    file = tmp_path / "entry"
    choose_login_start(file, is_wanted=False, tell=pytest.fail)
    choose_login_start(file, is_wanted=True, tell=pytest.fail)
    wait_for(file.exists)
    choose_login_start(file, is_wanted=True, tell=pytest.fail)
    assert portal.asked == ["Register", "RequestBackground"]


@pytest.mark.desktop
@pytest.mark.usefixtures("_sandboxed")
def test_a_desktop_that_cannot_is_told_of(tmp_path: Path) -> None:
    file = tmp_path / "entry"
    told: list[Sentence] = []
    choose_login_start(file, is_wanted=True, tell=told.append)
    wait_for(lambda: told)
    assert "does not change whether MaxWhisper starts at login" in told[0]
    assert not file.exists()
