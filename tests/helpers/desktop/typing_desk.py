"""A typist on a test's own screen, and the clipboard as other programs see it."""

import subprocess
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import TypeAlias

from patience import PATIENCE_S
from typing_extensions import override
from Xlib.display import Display

from desktop.desk import Desk
from maxwhisper_desktop.dictation.events import Delivered, DeliveryEvent, TakeId
from maxwhisper_desktop.settings.settings import Delivery
from maxwhisper_desktop.system.injected_keys import InjectedKeys
from maxwhisper_desktop.typist.x11_typist import X11Typist

Question: TypeAlias = Callable[[], bool | None]


class CountedKeys(InjectedKeys):
    """The ledger of injected keys with a view for tests."""

    def __init__(self) -> None:
        super().__init__()
        self.balance: Counter[int] = Counter()
        """Presses minus releases of each key."""
        self.n_strokes = 0
        self.before_the_first: Callable[[], None] = lambda: None
        """Called after the typist's last look at the keys, before its first stroke."""

    @override
    def enter(self, keycode: int, *, is_press: bool) -> None:
        if not self.n_strokes:
            self.before_the_first()
        self.balance[keycode] += 1 if is_press else -1
        self.n_strokes += 1


class Awaited:
    """A report that a test waits for."""

    def __init__(self) -> None:
        self._is_there = threading.Event()
        self._events: list[DeliveryEvent] = []

    def report(self, event: DeliveryEvent) -> None:
        """Receive it; from any thread."""
        self._events.append(event)
        self._is_there.set()

    @property
    def is_there(self) -> bool:
        """Whether it has arrived."""
        return self._is_there.is_set()

    def event(self) -> DeliveryEvent:
        """Wait for it."""
        assert self._is_there.wait(PATIENCE_S), "nothing was reported"
        (event,) = self._events
        return event

    def delivered(self) -> Delivered:
        """Wait for it; it must be a success."""
        event = self.event()
        assert isinstance(event, Delivered), event
        return event


class Office:
    """A typist that numbers its takes."""

    def __init__(self, delivery: Delivery) -> None:
        self.keys = CountedKeys()
        self.hotkey_is_down: Question = lambda: None
        self.n_questions = 0
        """How often the typist has queried the key, as it does while it waits for its
        release."""
        self.typist = X11Typist(delivery, self.keys, self._ask)
        self._takes = count(1)

    def _ask(self) -> bool | None:
        self.n_questions += 1
        return self.hotkey_is_down()

    def aim(self) -> TakeId:
        """Start a take for the active window."""
        take = next(self._takes)
        self.typist.aim(take)
        return take

    def send(self, text: str, take: TakeId | None = None) -> Awaited:
        """Deliver a text without waiting, for the window of its take if there is one."""
        awaited = Awaited()
        self.typist.deliver(take or next(self._takes), text, awaited.report)
        return awaited

    def deliver(self, text: str) -> Delivered:
        """Deliver a text to the active window, and wait for the receipt."""
        return self.send(text, self.aim()).delivered()


@contextmanager
def opened_office(delivery: Delivery) -> Iterator[Office]:
    """Give a typist in this process' session, and shut it down afterwards."""
    office = Office(delivery)
    yield office
    office.typist.shut_down()


@contextmanager
def deaf_window(desk: Desk) -> Iterator[None]:
    """Activate a window that ignores all keys."""
    display = Display(desk.environment["DISPLAY"])
    window = display.screen().root.create_window(0, 0, 50, 50, 0, 0)
    window.set_wm_class("deaf", "Deaf")
    window.map()
    display.sync()
    desk.wait_for(lambda: desk.run("xdotool", "getactivewindow").strip() == str(window.id))
    yield
    display.close()


class Clipboard:
    """The clipboard as any program sees it, through xclip."""

    def __init__(self, desk: Desk, selection: str = "clipboard") -> None:
        self._desk = desk
        self._selection = selection

    def fill(self, contents: bytes, target: str = "UTF8_STRING") -> subprocess.Popen[bytes]:
        """Copy something with a program that keeps serving it.

        Returns:
            The program.
        """
        file = self._desk.folder / f"copied-{self._selection}"
        file.write_bytes(contents)
        command = f"exec xclip -quiet -selection {self._selection} -t {target} -i '{file}'"
        program = self._desk.spawn("sh", "-c", command)
        self._desk.wait_for(lambda: self.read(target) == contents)
        return program

    def read(self, target: str = "UTF8_STRING") -> bytes:
        """Return its content, or nothing if it does not have this format."""
        done = subprocess.run(
            ["xclip", "-o", "-selection", self._selection, "-t", target],
            env=self._desk.environment,
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
        )
        return done.stdout if done.returncode == 0 else b""

    def targets(self) -> set[str]:
        """Return its formats."""
        return set(self.read("TARGETS").decode().split())
