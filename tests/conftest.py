"""Fixtures for all tests: a private home, no network, and each model loaded once."""

import gc
import os
import socket
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from desktop.desk import Desk
from desktop.desk_person import Person
from desktop.hotkey_ear import Ear
from desktop.wayland_desk import are_desktops_here
from fuzz.quick_decoder import QuickDecoder
from hypothesis import HealthCheck, settings
from patience import PATIENCE_S, lift_limits
from patient_bot import PatientBot
from project_files import GOLDEN, RECORDINGS, SAMPLE
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.audio import file
from engine.audio.file import read_audio_file
from engine.audio.waveform import Waveform
from engine.checkpoints.local import LocalModels
from engine.checkpoints.opened import open_checkpoint
from engine.compilation.store import CompiledStore
from engine.folders import compiled_folder
from engine.graphs.spec import CPU_TARGET, INT8, both_halves
from engine.options import Precision
from maxwhisper_desktop.hotkey.x11 import X11Hotkey
from maxwhisper_desktop.system.garbage import collect_due
from maxwhisper_desktop.system.injected_keys import InjectedKeys

if TYPE_CHECKING:  # The transcriber imports MAX, which most tests do not need.
    from engine.graphs.spec import DTypeName
    from engine.transcription.transcriber import Transcriber

# On a busy machine tests are slow without being wrong: pytest's own timeout is enough.
settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("unhurried")
# Random cases look for faults in our own logic, which another Python hardly changes.
settings.register_profile(
    "other_python", parent=settings.get_profile("unhurried"), max_examples=20
)

# Graphs take minutes to compile, so tests use the app's folder of graphs despite their own homes.
os.environ.setdefault("MAXWHISPER_COMPILED", str(compiled_folder()))
# Widgets are tested without a screen, except in tests that start one.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

STARTER_MODELS = ("tiny.en", "base")
_OWN_DECODER = file._decoder_command
_MEASURED: pytest.StashKey[list[str]] = pytest.StashKey()


@pytest.fixture(autouse=True)
def _home_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("CACHE", "CONFIG", "DATA", "STATE", "RUNTIME"):
        name = f"XDG_{kind}_DIR" if kind == "RUNTIME" else f"XDG_{kind}_HOME"
        monkeypatch.setenv(name, str(tmp_path / kind.lower()))


@pytest.fixture(autouse=True)
def _terminal_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A status line is redrawn, whatever terminal the tests are started from."""
    monkeypatch.setenv("TERM", "xterm")


@pytest.fixture(autouse=True)
def _limits_lifted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = request.node.get_closest_marker("own_limits")
    lift_limits(monkeypatch.setattr, kept.args if kept else ())


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's bot with our timeouts."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: str | tuple[str, int]) -> None:
        is_local = isinstance(address, str) or address[0] in {"127.0.0.1", "::1", "localhost"}
        assert is_local, f"a test tried to reach {address}"
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_here)


@pytest.fixture(scope="session", autouse=True)
def _decoder_starts_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A decoder's start takes longer than reading a small file."""
    folder = tmp_path_factory.mktemp("decoder")
    with QuickDecoder(folder) as decoder, pytest.MonkeyPatch.context() as change:
        change.setattr(file, "_decoder_command", decoder.command)
        yield


@pytest.fixture
def own_decoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file is decoded as in the app, by a process of its own."""
    monkeypatch.setattr(file, "_decoder_command", _OWN_DECODER)


@pytest.fixture(scope="session", autouse=True)
def _garbage_on_this_thread() -> None:
    """As in the app, no other thread collects garbage."""
    gc.disable()


@pytest.fixture(autouse=True)
def _destroyed_on_this_thread(_garbage_on_this_thread: None) -> Iterator[None]:
    """No thread holds the last reference to a widget, timer or service of a finished test."""
    yield
    for thread in threading.enumerate():
        if thread.name.startswith("take-"):
            thread.join(PATIENCE_S)
    collect_due()


@pytest.fixture(autouse=True)
def _empty_clipboard_at_the_end() -> Iterator[None]:
    """Without a screen Qt destroys what is in the clipboard after Python has ended, and crashes."""
    yield
    if QApplication.instance() is not None:
        QApplication.clipboard().clear()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests that need a Qt application, before tests are selected by their marks.

    Those of a module that look as if they needed none may rely on the one that the others left.
    """
    functions = [item for item in items if isinstance(item, pytest.Function)]
    modules = {item.module for item in functions if "qapp" in item.fixturenames}
    for item in functions:
        if item.module in modules:
            item.add_marker(pytest.mark.qt)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip tests without their desktops or recordings, before any fixture is set up."""
    if item.get_closest_marker("recordings") and not RECORDINGS.is_dir():
        pytest.skip("the recorded clips are not available")
    if item.get_closest_marker("wayland") and not are_desktops_here():
        pytest.skip("needs current desktops: run packaging/desktops test")


@pytest.fixture(scope="session")
def recordings() -> Path:
    """The folder of recorded clips; a test that uses it is marked ``recordings``."""
    return RECORDINGS


@pytest.fixture(scope="session")
def sample() -> Waveform:
    """The spoken sample that comes with the project."""
    return read_audio_file(SAMPLE).waveform


@pytest.fixture(params=STARTER_MODELS)
def name(request: pytest.FixtureRequest) -> str:
    """The name of a starter model; a test with it runs once per model."""
    return str(request.param)


@pytest.fixture
def golden(name: str) -> dict[str, np.ndarray]:
    """openai-whisper's results for the sample; see golden/make_network_golden.py."""
    with np.load(GOLDEN / f"network-{name}.npz") as arrays:
        return dict(arrays)


@pytest.fixture(scope="session")
def load() -> Callable[[str, Precision], "Transcriber"]:
    """Loads a starter model on the CPU, once per session."""
    from engine.loading import load_transcriber  # noqa: PLC0415 - it imports MAX

    store = CompiledStore(compiled_folder())
    all_dims = [open_checkpoint(LocalModels().find(name)).dims for name in STARTER_MODELS]
    # All at once, since compiles run in parallel.
    dtypes: tuple[DTypeName, ...] = (INT8, "float32")
    store.ensure(
        [
            spec
            for dtype in dtypes
            for dims in all_dims
            for spec in both_halves(dims, CPU_TARGET, dtype)
        ],
        lambda _: None,
    )
    return cache(
        lambda name, precision: load_transcriber(name, "cpu", lambda _: None, precision)
    )


@pytest.fixture(scope="session")
def transcriber(
    load: Callable[[str, Precision], "Transcriber"],
) -> Callable[[str], "Transcriber"]:
    """Loads a starter model as users have it."""
    return lambda name: load(name, Precision.FAST)


@pytest.fixture(scope="session")
def exact_transcriber(
    load: Callable[[str, Precision], "Transcriber"],
) -> Callable[[str], "Transcriber"]:
    """Loads a starter model in float32, which gives the reference's exact tokens."""
    return lambda name: load(name, Precision.EXACT)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--times", type=int, default=0, help="runs of each fault, takes in a row")
    parser.addoption("--takes", type=int, default=0, help="takes in a row (test_many_takes.py)")
    parser.addoption(
        "--all-clips",
        action="store_true",
        help="not only some (test_word_times.py, test_format_matrix.py)",
    )


@pytest.fixture(scope="session")
def n_times(pytestconfig: pytest.Config) -> int:
    """How often each fault happens."""
    times: int = pytestconfig.getoption("--times")
    return times


@pytest.fixture(scope="session")
def n_takes(pytestconfig: pytest.Config) -> int:
    """How many takes there are in a row."""
    takes: int = pytestconfig.getoption("--takes")
    return takes


@pytest.fixture(scope="session")
def measured(pytestconfig: pytest.Config) -> list[str]:
    """Collects measurements for the summary; no test depends on them."""
    return pytestconfig.stash.setdefault(_MEASURED, [])


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    lines = config.stash.get(_MEASURED, [])
    if lines:
        terminalreporter.section("measured, not judged")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(scope="module")
def screen() -> Iterator[Desk]:
    """A screen with a window manager, shared by the tests of one file."""
    with Desk() as desk:
        yield desk.x11()


@pytest.fixture
def desk(screen: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """That screen as this process' display, with an American keyboard."""
    screen.move_in(monkeypatch)
    screen.keyboard("us")
    return screen


@pytest.fixture
def person(desk: Desk) -> Iterator[Person]:
    """A person at its keyboard."""
    person = Person(desk)
    yield person
    person.leave()


@pytest.fixture
def listening(desk: Desk, person: Person) -> Iterator[Callable[..., Ear]]:
    """Listens for a key, by its name."""
    ears: list[Ear] = []

    def listen(key: str, injected: InjectedKeys | None = None) -> Ear:
        ears.append(Ear(X11Hotkey(key, injected or InjectedKeys()), person))
        return ears[-1]

    yield listen
    for ear in ears:
        ear.hotkey.shut_down()
