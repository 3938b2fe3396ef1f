"""Starting at login."""

import configparser
import stat
import sys
from pathlib import Path

import pytest

from maxwhisper_desktop.system.autostart import AutostartError, set_autostart


def test_if_wanted_the_entry_starts_this_app(tmp_path: Path) -> None:
    file = tmp_path / "autostart" / "maxwhisper.desktop"
    set_autostart(file, is_wanted=True)
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(file)
    command = entry["Desktop Entry"]["Exec"]
    assert command == f'"{sys.executable}" -m maxwhisper_desktop'


def test_if_not_wanted_the_entry_is_removed_if_it_exists(tmp_path: Path) -> None:
    file = tmp_path / "maxwhisper.desktop"
    set_autostart(file, is_wanted=True)
    set_autostart(file, is_wanted=False)
    set_autostart(file, is_wanted=False)
    assert not file.exists()


def test_special_characters_in_the_path_are_escaped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", '/odd $dir/10%/"py"')
    file = tmp_path / "maxwhisper.desktop"
    set_autostart(file, is_wanted=True)
    assert r'Exec="/odd \\$dir/10%%/\\"py\\"" -m maxwhisper_desktop' in file.read_text()


def test_an_unwritable_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "autostart").write_text("a file where the folder should be")
    with pytest.raises(AutostartError, match="at login could not be changed"):
        set_autostart(tmp_path / "autostart" / "maxwhisper.desktop", is_wanted=True)


def test_a_correct_entry_is_not_written_again(tmp_path: Path) -> None:
    file = tmp_path / "maxwhisper.desktop"
    set_autostart(file, is_wanted=True)
    file.chmod(stat.S_IRUSR)
    before = file.stat().st_mtime_ns
    set_autostart(file, is_wanted=True)
    assert file.stat().st_mtime_ns == before
