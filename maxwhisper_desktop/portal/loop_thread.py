"""A thread with an asyncio loop, for all communication with the desktop."""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Final, TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")

END_S: Final = 5.0
"""Seconds to wait for running coroutines, and for the thread, when it ends."""


class LoopThread:
    """Runs coroutines. Its methods may be called from any other thread."""

    def __init__(self, name: str) -> None:
        self._loop = asyncio.new_event_loop()
        # A daemon, so that an unresponsive desktop cannot keep the app from exiting.
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def begin(self, coroutine: Coroutine[object, object, T]) -> Future[T]:
        """Run ``coroutine`` on the thread; log any exception."""
        future = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        future.add_done_callback(_log_fault)
        return future

    def call(self, function: Callable[[T], None], argument: T) -> None:
        """Call a function on the thread, in order."""
        self._loop.call_soon_threadsafe(function, argument)

    def shut_down(self) -> None:
        """Cancel running coroutines, wait for them, and end the thread."""
        with contextlib.suppress(TimeoutError, RuntimeError):
            asyncio.run_coroutine_threadsafe(_cancel_others(), self._loop).result(END_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(END_S)
        if not self._thread.is_alive():
            self._loop.close()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()


async def _cancel_others() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def _log_fault(future: Future[T]) -> None:
    if not future.cancelled() and (error := future.exception()) is not None:
        log.error("communication with the desktop failed", exc_info=error)
