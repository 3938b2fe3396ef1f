"""The log file, and what it never contains."""

import errno
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from engine.transcript import Segment, Transcript
from maxwhisper_desktop.dictation.events import Deliver, Recognised
from maxwhisper_desktop.ports import RecognitionDone
from maxwhisper_desktop.system.logs import (
    MAX_BYTES,
    N_KEPT,
    OWN_PACKAGES,
    clear_logs,
    set_up_logs,
)

SECRET = "the diagnosis is stenosis"
log = logging.getLogger("maxwhisper_desktop.test_logs")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The path of a test's log."""
    return tmp_path / "state" / "app.log"


@pytest.fixture
def start() -> Iterator[Callable[[Path], None]]:
    """Sets up logging as a process does, and undoes it after the test."""
    loggers = [logging.getLogger(name) for name in (None, *OWN_PACKAGES)]
    levels = [logger.level for logger in loggers]
    raises = logging.raiseExceptions
    handlers = []
    yield lambda file: handlers.append(set_up_logs(file))
    for handler in handlers:
        logging.getLogger().removeHandler(handler)
        handler.close()
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)
    logging.raiseExceptions = raises


def test_a_full_disk_prints_no_traceback(
    file: Path,
    start: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def full(_: logging.LogRecord) -> bool:
        raise OSError(errno.ENOSPC, "No space left on device")

    start(file)
    monkeypatch.setattr(logging.getLogger().handlers[-1], "shouldRollover", full)
    log.info("no room for this")
    assert capsys.readouterr().err == ""


def test_log_lines_have_their_origin(file: Path, start: Callable[[Path], None]) -> None:
    start(file)
    log.info("loaded %s in %d ms", "base", 12)
    line = file.read_text()
    assert line.endswith("maxwhisper_desktop.test_logs: loaded base in 12 ms\n")
    assert " INFO MainThread " in line


def test_a_cleared_log_is_empty_and_goes_on(file: Path, start: Callable[[Path], None]) -> None:
    start(file)
    log.info("a long first line")
    older = file.with_name("app.log.1")
    older.touch()
    clear_logs()
    assert (file.read_text(), older.exists()) == ("", False)
    log.info("second")
    assert file.read_text().endswith(": second\n")


def test_other_libraries_log_only_warnings(file: Path, start: Callable[[Path], None]) -> None:
    start(file)
    other = logging.getLogger("some_library")
    other.info("called with %s", SECRET)
    other.warning("something is wrong")
    assert SECRET not in file.read_text()
    assert "something is wrong" in file.read_text()


@pytest.mark.parametrize(
    "carrier",
    [
        Recognised(1, SECRET),
        Deliver(1, SECRET),
        (Deliver(1, SECRET),),
        [{"deep": 1}, (Recognised(1, SECRET),)],
        {"a key": Recognised(1, SECRET)},
        RecognitionDone(
            1,
            Transcript(
                SECRET,
                "en",
                1.0,
                "base",
                "cpu",
                (Segment(0.0, 1.0, SECRET, (5, 6), -0.1, 0.0, 1.0, 0.0),),
                2,
            ),
            began_ms=0.0,
        ),
        SECRET.encode(),
    ],
    ids=lambda carrier: type(carrier).__name__,
)
def test_texts_are_withheld_in_any_object(
    carrier: object, file: Path, start: Callable[[Path], None]
) -> None:
    start(file)
    log.info("got %s", carrier)
    log.info(carrier)
    log.warning("got %(it)s", {"it": carrier})
    assert len(file.read_text().splitlines()) == 3
    assert "stenosis" not in file.read_text()


def test_the_harmless_part_of_an_event_is_shown(
    file: Path, start: Callable[[Path], None]
) -> None:
    start(file)
    log.info("%s", Deliver(7, SECRET))
    assert f"Deliver(take=7, text=<withheld, length {len(SECRET)}>)" in file.read_text()


def test_audio_is_logged_by_its_shape(file: Path, start: Callable[[Path], None]) -> None:
    start(file)
    log.info("block %s", np.full(3, 0.25, np.float32))
    assert "block <array of shape (3,)>" in file.read_text()


def test_only_the_user_can_read_the_log(file: Path, start: Callable[[Path], None]) -> None:
    start(file)
    assert file.parent.stat().st_mode & 0o077 == 0


def test_the_log_is_rotated(file: Path, start: Callable[[Path], None]) -> None:
    start(file)
    for _ in range((N_KEPT + 3) * 10):
        log.info("%s", "x" * (MAX_BYTES // 10))
    assert len(list(file.parent.iterdir())) == 1 + N_KEPT


def test_without_a_writable_log_the_app_goes_on_and_says_so_once(
    tmp_path: Path, start: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "occupied").write_text("a file where the folder should be")
    start(tmp_path / "occupied" / "app.log")
    assert capsys.readouterr().err.count("cannot be written") == 1
