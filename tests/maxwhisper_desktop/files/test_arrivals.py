"""A recording is given once it is complete, and again only once it has changed."""

import os
import shutil
from pathlib import Path

import pytest
from fakes.fake_terminal import Clock
from samples.audio_samples import tone_wav

from maxwhisper_desktop.files.arrivals import SETTLED_S, Arrivals


class Inbox:
    """A folder, and what its arrivals go by."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = Clock()
        self.written: set[Path] = set()
        self.unwanted: set[Path] = set()
        self.arrivals = self.start()

    def start(self) -> Arrivals:
        return Arrivals(
            self.folder,
            lambda path: path not in self.unwanted,
            written=lambda: frozenset(self.written),
            clock=self.clock,
        )

    def look(self) -> str | None:
        found = self.arrivals.look()
        return None if found is None else found.problem or found.path.name

    def looks(self) -> list[str]:
        """Look until there is nothing more, a second after a first look."""
        names = [name for name in [self.look()] if name is not None]
        self.clock.pause(SETTLED_S)
        while (name := self.look()) is not None:
            names.append(name)
        return names


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    (tmp_path / "inbox").mkdir()
    tone_wav(tmp_path)
    return Inbox(tmp_path / "inbox")


def _arrive(inbox: Inbox, name: str = "talk.wav") -> Path:
    path = inbox.folder / name
    path.parent.mkdir(exist_ok=True)
    shutil.copy(inbox.folder.parent / "tone.wav", path)
    return path


def test_a_recording_is_given_once_it_has_not_changed_for_a_second(inbox: Inbox) -> None:
    recording = _arrive(inbox)
    assert inbox.look() is None
    inbox.clock.pause(SETTLED_S / 2)
    assert inbox.look() is None
    with recording.open("ab") as file:
        file.write(bytes(100))
    inbox.clock.pause(SETTLED_S / 2)
    assert inbox.look() is None
    inbox.clock.pause(SETTLED_S)
    assert inbox.look() == "talk.wav"
    assert inbox.looks() == []


def test_a_recording_is_not_given_while_a_program_writes_it(inbox: Inbox) -> None:
    inbox.written = {_arrive(inbox).resolve()}
    _arrive(inbox, "zoo.wav")
    assert inbox.looks() == ["zoo.wav"]
    inbox.written.clear()
    assert inbox.looks() == ["talk.wav"]


def test_recordings_are_given_by_name_with_those_in_sub_folders(inbox: Inbox) -> None:
    for name in ("b.wav", "sub/c.txt", "a.wav", ".hidden.wav"):
        _arrive(inbox, name)
    (inbox.folder / "notes.mp3").write_text("no sound at all")
    assert inbox.looks() == ["a.wav", "b.wav", "c.txt"]


def test_a_recording_that_changes_is_given_again(inbox: Inbox) -> None:
    recording = _arrive(inbox)
    assert inbox.looks() == ["talk.wav"]
    os.utime(recording, ns=(1, 1))
    assert inbox.looks() == ["talk.wav"]
    assert inbox.looks() == []


def test_what_is_not_wanted_is_not_given_unless_it_changes(inbox: Inbox) -> None:
    recording = _arrive(inbox)
    inbox.unwanted = {recording}
    assert inbox.looks() == []
    inbox.unwanted.clear()
    assert inbox.looks() == []
    os.utime(recording, ns=(1, 1))
    assert inbox.looks() == ["talk.wav"]


def test_a_folder_that_goes_is_told_once_and_searched_again_when_it_is_back(
    inbox: Inbox,
) -> None:
    inbox.folder.rmdir()
    assert inbox.looks() == ["this folder cannot be read: there is no such file or folder"]
    assert inbox.looks() == []
    inbox.folder.mkdir()
    _arrive(inbox)
    assert inbox.looks() == ["talk.wav"]
