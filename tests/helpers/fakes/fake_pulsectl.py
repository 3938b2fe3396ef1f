"""A fake ``pulsectl``: a sound server whose microphone can be removed at any moment."""

import os
import queue
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

MONITOR = SimpleNamespace(
    index=1, name="monitor", description="Monitor", monitor_of_sink_name="speaker", mute=0
)
MICROPHONE = SimpleNamespace(
    index=2, name="mic", description="Mic", monitor_of_sink_name=None, mute=0
)


class FakePulsectl:
    """The part of the module that the app uses, with its single connection."""

    class PulseError(Exception):
        """The server refuses."""

    class PulseDisconnected(Exception):  # noqa: N818 - pulsectl's name
        """The connection is lost."""

    class PulseLoopStop(Exception):  # noqa: N818 - pulsectl's name
        """Raised by a callback to end the listening."""

    def __init__(self) -> None:
        self.sources = [MONITOR, MICROPHONE]
        self.during_queries: dict[str, Callable[[], None]] = {}
        """What happens once, right after the server has answered this query."""
        self._recorded = MICROPHONE
        self._notify: Callable[[object], None] | None = None
        # None wakes the listener without a change.
        self._changes: queue.SimpleQueue[object] = queue.SimpleQueue()

    def Pulse(self, _: str, *, connect: bool) -> "FakePulsectl":  # noqa: N802
        """Return the connection."""
        assert not connect
        return self

    def remove_microphone(self) -> None:
        """Unplug it: the server silently records the loudspeaker's monitor instead."""
        self.sources = [MONITOR]
        self._recorded = MONITOR
        self._changes.put("change")

    def change_something_else(self) -> None:
        """Change what concerns no recording, as a volume."""
        self._changes.put("change")

    def connect(self) -> None:
        """Connect; always possible."""

    def close(self) -> None:
        """Disconnect."""

    def event_mask_set(self, *_: str) -> None:
        """Subscribe to changes."""

    def event_callback_set(self, notify: Callable[[object], None]) -> None:
        """Set what is called at each change."""
        self._notify = notify

    def event_listen(self) -> None:
        """Wait until the callback, or another thread, ends the listening."""
        while (change := self._changes.get()) is not None and not self._stops_at(change):
            pass

    def event_listen_stop(self) -> None:
        """End the listening; from another thread."""
        self._changes.put(None)

    def server_info(self) -> Any:
        """Return the name of the default source."""
        return self._answer("server_info", SimpleNamespace(default_source_name="mic"))

    def source_list(self) -> Any:
        """Return the sources."""
        return self._answer("source_list", self.sources)

    def source_output_list(self) -> Any:
        """Return our recording stream."""
        ours = SimpleNamespace(
            source=self._recorded.index,
            corked=0,
            proplist={"application.process.id": str(os.getpid())},
        )
        return self._answer("source_output_list", [ours])

    def _answer(self, query: str, answer: object) -> object:
        self.during_queries.pop(query, lambda: None)()
        # Like pulsectl, a query delivers the changes so far and forgets that listening was to end.
        while not self._changes.empty():
            self._stops_at(self._changes.get())
        return answer

    def _stops_at(self, change: object) -> bool:
        if change is None or self._notify is None:
            return False
        try:
            self._notify(change)
        except self.PulseLoopStop:
            return True
        return False
