"""Which files are being written is told by the processes that have them open."""

from pathlib import Path

from maxwhisper_desktop.files.writers_at_work import files_being_written


def test_a_file_is_being_written_while_a_program_has_it_open_for_that(tmp_path: Path) -> None:
    path = (tmp_path / "talk.wav").resolve()
    with path.open("wb"):
        assert path in files_being_written()
    with path.open("rb"):
        assert path not in files_being_written()
    with path.open("ab"):
        assert path in files_being_written()
    assert path not in files_being_written()


def test_processes_that_end_or_show_nothing_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "1").mkdir()
    (tmp_path / "2" / "fd").mkdir(parents=True)
    (tmp_path / "2" / "fd" / "3").symlink_to("/talk.wav")
    (tmp_path / "3" / "fd").mkdir(parents=True)
    (tmp_path / "3" / "fdinfo").mkdir()
    (tmp_path / "3" / "fd" / "4").symlink_to("/other.wav")
    (tmp_path / "3" / "fdinfo" / "4").write_text("pos:\t0\nflags:\t0100001\n")
    assert files_being_written(tmp_path) == {Path("/other.wav")}
