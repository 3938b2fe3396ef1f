"""The requests that wait for the engine; one that may not wait ends the call under way."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from maxwhisper_desktop.recognizer.messages import EngineRequest


class Stop(Protocol):
    """The part of ``engine.runtime.stop_flag.StopFlag`` that is used."""

    def set(self) -> None:
        """End the call under way, and all that follow."""
        ...

    def clear(self) -> None:
        """Let calls go on to their end again."""
        ...


class RequestQueue:
    """Between the listener, which puts requests in, and the thread that computes."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: deque[EngineRequest] = deque()
        self._under_way: tuple[Stop, Callable[[EngineRequest], bool]] | None = None

    def put(self, request: "EngineRequest") -> None:
        """Add a request, on any thread."""
        with self._changed:
            self._waiting.append(request)
            self._changed.notify()
            if self._under_way is not None:
                stop, is_stopped_by = self._under_way
                if is_stopped_by(request):
                    stop.set()

    def take(self, *, can_wait: bool) -> "EngineRequest | None":
        """Return the next request; None if there is none and it is not waited for."""
        with self._changed:
            if can_wait:
                self._changed.wait_for(lambda: self._waiting)
            return self._waiting.popleft() if self._waiting else None

    @contextmanager
    def ending(
        self, stop: Stop | None, is_stopped_by: Callable[["EngineRequest"], bool]
    ) -> Iterator[None]:
        """While in this context, end calls for what may not wait, or is waiting already.

        Args:
            stop: What ends a call; None where nothing does.
            is_stopped_by: Tells, on any thread, whether a request may not wait.
        """
        if stop is None:
            yield
            return
        with self._changed:
            self._under_way = stop, is_stopped_by
            if any(map(is_stopped_by, self._waiting)):
                stop.set()
        try:
            yield
        finally:
            with self._changed:
                self._under_way = None
                stop.clear()
