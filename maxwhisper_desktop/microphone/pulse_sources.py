"""Lists the sources of the sound server, PulseAudio or PipeWire, and watches for changes.

PortAudio shows a single device for the whole server. And when a microphone is unplugged, the
server silently connects the recording to another source, possibly the loudspeaker's monitor:
hence the watch.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any, Final

from engine.sentence import Sentence
from maxwhisper_desktop.microphone.sources import Source, SourceView
from maxwhisper_desktop.ports import MicrophoneError

log = logging.getLogger(__name__)

CONNECTION_LOST: Final = Sentence("The connection to the sound server was lost.")

_WAKE_S: Final = 0.05
"""Seconds between attempts to wake the watch, which may miss one at the wrong moment."""


class SourceWatch:
    """Connections to the server, and a thread that reports each change.

    The first one is used by the creator until ``begin``, then by the thread, and after the
    thread's end by the caller of ``shut_down``; the second one by the creator alone. Each of the
    two flags is set once, by one side.
    """

    def __init__(self, api: Any = None) -> None:  # noqa: ANN401 - it is not annotated
        """Connect.

        Args:
            api: Replaces the module ``pulsectl`` in tests.

        Raises:
            MicrophoneError: There is no server, or it refuses the connection.
        """
        self._module: Any = api or _pulsectl()
        self._pulse = self._connected("MaxWhisper sources")
        try:
            self._asked = self._connected("MaxWhisper")
        except MicrophoneError:
            self._pulse.close()
            raise
        self._is_ending = False
        self._has_ended = False
        self._has_changed = False
        self._thread: threading.Thread | None = None

    def look(self) -> SourceView:
        """Return the current sources; only before ``begin``.

        Raises:
            MicrophoneError: The connection was lost.
        """
        try:
            return self._view()
        except self._errors as error:
            raise MicrophoneError(CONNECTION_LOST) from error

    def wait_until_it_answers(self) -> None:
        """Return once the server answers: within a millisecond, unless something holds it up.

        PortAudio gives up the start of a stream after a second, and can then never close it.

        Raises:
            MicrophoneError: The connection was lost.
        """
        try:
            self._asked.server_info()
        except self._errors as error:
            raise MicrophoneError(CONNECTION_LOST) from error

    def begin(
        self,
        on_change: Callable[[], None],
        on_view: Callable[[SourceView], None],
        on_end: Callable[[], None],
    ) -> None:
        """Report each change from now on.

        Args:
            on_change: Called at once, on the watch's thread, before it is known what has changed.
            on_view: Called there with what the sources are now.
            on_end: Called there once, when the connection is lost.
        """
        self._on_change = on_change
        self._pulse.event_mask_set("source", "source_output", "server")
        self._pulse.event_callback_set(self._stop_listening)
        self._thread = threading.Thread(
            target=self._run, args=(on_view, on_end), name="sources", daemon=True
        )
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """Whether the connection exists, as far as is known."""
        return not self._has_ended

    def shut_down(self) -> None:
        """End the thread and the connections."""
        self._is_ending = True
        while self._thread is not None and self._thread.is_alive():
            self._pulse.event_listen_stop()
            self._thread.join(_WAKE_S)
        self._pulse.close()
        self._asked.close()

    def _connected(self, name: str) -> Any:  # noqa: ANN401 - it is not annotated
        pulse = self._module.Pulse(name, connect=False)
        try:
            # With a timeout, pulsectl always waits the full time.
            pulse.connect()
        except self._module.PulseError as error:
            pulse.close()
            raise MicrophoneError(
                Sentence(
                    "The sound server does not respond. Log in again, or start it with: "
                    "systemctl --user restart pipewire-pulse (or pulseaudio)."
                )
            ) from error
        return pulse

    @property
    def _errors(self) -> tuple[type[Exception], ...]:
        return (self._module.PulseError, self._module.PulseDisconnected)

    def _run(self, on_view: Callable[[SourceView], None], on_end: Callable[[], None]) -> None:
        try:
            while not self._is_ending:
                self._has_changed = False
                on_view(self._view())
                # Listening does not return for a change that arrived during these queries.
                if not self._has_changed:
                    self._pulse.event_listen()
        except self._errors as error:
            log.info("the sound server is gone: %r", error)
            self._has_ended = True
            on_end()

    def _stop_listening(self, _: object) -> None:
        self._has_changed = True
        self._on_change()
        # Queries are not allowed within the event loop.
        raise self._module.PulseLoopStop

    def _view(self) -> SourceView:
        seen_s = time.monotonic()
        # Queried first: a microphone that is removed meanwhile is then missing among the sources.
        outputs = self._pulse.source_output_list()
        default = self._pulse.server_info().default_source_name
        infos = self._pulse.source_list()
        names = {info.index: info.name for info in infos}
        pid = str(os.getpid())
        ours = [
            names.get(output.source)
            for output in outputs
            if output.proplist.get("application.process.id") == pid and not output.corked
        ]
        return SourceView(
            tuple(_source(info, default) for info in infos),
            next((name for name in ours if name is not None), None),
            seen_s,
            is_outdated=self._has_changed,
        )


def watch_sources() -> tuple[SourceWatch, SourceView]:
    """Connect to the sound server and return its current sources; takes a few milliseconds.

    Raises:
        MicrophoneError: There is no server, or it refuses the connection.
    """
    watch = SourceWatch()
    try:
        return watch, watch.look()
    except MicrophoneError:
        watch.shut_down()
        raise


def look_at_sources() -> SourceView:
    """Return the sound server's current sources, like ``watch_sources``, and disconnect."""
    watch, view = watch_sources()
    watch.shut_down()
    return view


def _source(info: Any, default: str) -> Source:  # noqa: ANN401 - pulsectl is not annotated
    return Source(
        info.name,
        info.description,
        is_monitor=bool(info.monitor_of_sink_name),
        is_default=info.name == default,
        is_muted=bool(info.mute),
    )


def _pulsectl() -> ModuleType:
    try:
        import pulsectl  # type: ignore[import-untyped] # noqa: PLC0415 - it loads libpulse
    except OSError as error:
        raise MicrophoneError(
            Sentence(
                "A library is missing, so microphones cannot be found. Install the package libpulse0 "
                "(on Fedora: pulseaudio-libs)."
            )
        ) from error
    module: ModuleType = pulsectl
    return module
