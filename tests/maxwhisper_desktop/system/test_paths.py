"""The app's files and folders."""

import stat
from pathlib import Path

import pytest

from maxwhisper_desktop.system.paths import (
    config_file,
    history_folder,
    journal_folder,
    log_file,
    resources_folder,
    runtime_socket,
    state_folder,
)


def test_paths_follow_the_user_s_xdg_folders(tmp_path: Path) -> None:
    assert config_file() == tmp_path / "config" / "maxwhisper" / "settings.toml"
    assert state_folder() == tmp_path / "state" / "maxwhisper"
    assert history_folder().is_relative_to(tmp_path / "data" / "maxwhisper")


def test_asking_for_a_path_creates_nothing(tmp_path: Path) -> None:
    for name in (config_file, state_folder, history_folder, journal_folder, log_file):
        name()
    assert list(tmp_path.iterdir()) == []


def test_a_recording_moves_from_the_journal_to_the_history_by_a_rename() -> None:
    assert journal_folder().parent == history_folder().parent
    assert journal_folder() != history_folder()


def test_two_processes_do_not_share_a_log() -> None:
    assert log_file() != log_file("engine")


def test_the_socket_is_in_a_private_folder() -> None:
    folder = runtime_socket().parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert runtime_socket() == runtime_socket()


def test_the_resources_of_a_checkout_are_found() -> None:
    assert (resources_folder() / "sample.flac").is_file()


def test_an_installed_package_uses_its_own_resources_and_not_its_neighbours(
    tmp_path: Path,
) -> None:
    package = tmp_path / "maxwhisper_desktop"
    (package / "_resources").mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    assert resources_folder(package) == package / "_resources"


def test_an_incomplete_installation_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="reinstall MaxWhisper"):
        resources_folder(tmp_path / "maxwhisper_desktop")
