"""The history's key in a real keyring, GNOME's."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import secretstorage
from desktop.desk import Desk

from maxwhisper_desktop.system.keyring import has_keyring, history_keys
from maxwhisper_desktop.system.vault import KEY_BYTES, VaultError


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An unlocked keyring on its own session bus."""
    with Desk() as desk:
        desk.dbus()
        for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "HOME"):
            monkeypatch.setenv(name, desk.environment[name])
        command = ["gnome-keyring-daemon", "--unlock", "--components=secrets", "--foreground"]
        daemon = subprocess.Popen(
            command, env=desk.environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
        )
        assert daemon.stdin is not None
        daemon.stdin.write(b"a password")
        daemon.stdin.close()
        desk.wait_for(has_keyring, daemon)
        yield
        daemon.terminate()
        daemon.wait()


@pytest.mark.desktop
@pytest.mark.usefixtures("keyring")
def test_the_keyring_keeps_one_key_and_gives_it_again() -> None:
    assert has_keyring()
    assert history_keys(create=False) == []
    (key,) = history_keys(create=True)
    assert len(key) == KEY_BYTES
    assert history_keys(create=True) == history_keys(create=False) == [key]


@pytest.mark.desktop
@pytest.mark.usefixtures("keyring")
def test_a_locked_keyring_gives_no_key() -> None:
    history_keys(create=True)
    with secretstorage.dbus_init() as connection:
        secretstorage.get_default_collection(connection).lock()
    assert has_keyring()
    with pytest.raises(VaultError, match="unlock"):
        history_keys(create=True)


def test_without_a_session_bus_there_is_no_keyring(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    assert not has_keyring()
    with pytest.raises(VaultError, match="has no keyring"):
        history_keys(create=False)
