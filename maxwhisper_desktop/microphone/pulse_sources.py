"""Asks the sound server, PulseAudio or PipeWire, for its sources, and is told when they change.

PortAudio shows one device for all that the server has. And the server is helpful behind the
program's back: when a microphone is pulled out, it connects the recording to another source, which
may well be what the loudspeaker plays, and says nothing. So it is watched here.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any, Final

from maxwhisper_desktop.microphone.sources import Source, SourceView
from maxwhisper_desktop.ports import MicrophoneError

log = logging.getLogger(__name__)

_WAKE_S: Final = 0.05
"""Between two attempts to wake the watch, which misses one that comes at the wrong moment."""


class SourceWatch:
    """One connection to the server, and a thread that tells of each change.

    The connection belongs to the maker until ``begin``, then to the thread, and again to who
    calls ``shut_down`` once the thread has ended. Of the two flags, each is set once, by one side.
    """

    def __init__(self) -> None:
        """Connect.

        Raises:
            MicrophoneError: There is no server, or it does not let us in.
        """
        self._module = _pulsectl()
        self._pulse: Any = self._module.Pulse("MaxWhisper sources", connect=False)
        try:
            # With a time limit, pulsectl always waits for all of it.
            self._pulse.connect()
        except self._module.PulseError as error:
            self._pulse.close()
            raise MicrophoneError(
                "The sound server does not answer. Log in again, or start it with: "
                "systemctl --user restart pipewire-pulse (or pulseaudio)."
            ) from error
        self._is_ending = False
        self._has_ended = False
        self._thread: threading.Thread | None = None

    def look(self) -> SourceView:
        """Return what is there now; only before ``begin``.

        Raises:
            MicrophoneError: The server went away.
        """
        try:
            return self._view()
        except self._errors as error:
            raise MicrophoneError("The sound server went away.") from error

    def begin(self, on_view: Callable[[SourceView], None], on_end: Callable[[], None]) -> None:
        """Tell of each change from now on.

        Args:
            on_view: Takes what is there, on the watch's thread.
            on_end: Called there once, when the server has gone.
        """
        self._pulse.event_mask_set("source", "source_output", "server")
        self._pulse.event_callback_set(self._stop_listening)
        self._thread = threading.Thread(
            target=self._run, args=(on_view, on_end), name="sources", daemon=True
        )
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """Whether the server is there, as far as is known."""
        return not self._has_ended

    def shut_down(self) -> None:
        """End the thread and the connection."""
        self._is_ending = True
        while self._thread is not None and self._thread.is_alive():
            self._pulse.event_listen_stop()
            self._thread.join(_WAKE_S)
        self._pulse.close()

    @property
    def _errors(self) -> tuple[type[Exception], ...]:
        return (self._module.PulseError, self._module.PulseDisconnected)

    def _run(self, on_view: Callable[[SourceView], None], on_end: Callable[[], None]) -> None:
        try:
            while not self._is_ending:
                on_view(self._view())
                self._pulse.event_listen()
        except self._errors as error:
            log.info("the sound server is gone: %r", error)
            self._has_ended = True
            on_end()

    def _stop_listening(self, _: object) -> None:
        # While it listens, nothing may be asked.
        raise self._module.PulseLoopStop

    def _view(self) -> SourceView:
        seen_s = time.monotonic()
        default = self._pulse.server_info().default_source_name
        infos = self._pulse.source_list()
        names = {info.index: info.name for info in infos}
        pid = str(os.getpid())
        ours = [
            names.get(output.source)
            for output in self._pulse.source_output_list()
            if output.proplist.get("application.process.id") == pid and not output.corked
        ]
        return SourceView(
            tuple(_source(info, default) for info in infos),
            next((name for name in ours if name is not None), None),
            seen_s,
        )


def watch_sources() -> tuple[SourceWatch, SourceView]:
    """Connect to the sound server, and return what it has now; some milliseconds.

    Raises:
        MicrophoneError: There is no server, or it does not let us in.
    """
    watch = SourceWatch()
    try:
        return watch, watch.look()
    except MicrophoneError:
        watch.shut_down()
        raise


def look_at_sources() -> SourceView:
    """Return what the sound server has now, as ``watch_sources``, and leave it."""
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
            "libpulse is missing, by which microphones are told apart. Install the package "
            "libpulse0 (on Fedora: pulseaudio-libs)."
        ) from error
    module: ModuleType = pulsectl
    return module
