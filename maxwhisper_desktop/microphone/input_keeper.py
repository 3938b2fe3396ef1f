"""Keeps the best microphone open and ready while devices and sound server come and go."""

import itertools
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from engine.errors import in_full
from maxwhisper_desktop.microphone.capture_messages import (
    Post,
    SourcesChanging,
    SourcesLost,
    SourcesSeen,
)
from maxwhisper_desktop.microphone.pulse_sources import SourceWatch
from maxwhisper_desktop.microphone.sound_input import SoundInput
from maxwhisper_desktop.microphone.sources import SourceChoice, SourceView, choose
from maxwhisper_desktop.ports import MicrophoneError
from maxwhisper_desktop.sound.sound_library import SoundLibrary

if TYPE_CHECKING:
    from engine.sentence import Sentence

log = logging.getLogger(__name__)

Connect: TypeAlias = Callable[[], tuple[SourceWatch, SourceView]]
"""Connects to the sound server, as ``watch_sources`` does."""


class InputKeeper:
    """The device in use. Used only by the microphone's thread."""

    def __init__(self, library: SoundLibrary, post: Post, connect: Connect) -> None:
        self.wished: str | None = None
        self.input: SoundInput | None = None
        self.name = ""
        self.problem: Sentence | None = None
        """Why nothing is ready, as a sentence."""
        self._library = library
        self._post = post
        self._connect_to_server = connect
        self._runs = itertools.count(1)
        self._watch: SourceWatch | None = None
        self._view: SourceView | None = None
        # PortAudio lists devices only when it starts: after a loss it must be restarted.
        self._is_stale = False
        # If there was a server once, ALSA's default is no alternative: it leads to the server.
        self._has_server = False

    @property
    def is_as_wished(self) -> bool:
        """Whether this is the microphone that the user chose, as far as the server knows."""
        choice = self.input.choice if self.input else None
        return choice is None or self.wished in {None, choice.source.name}

    @property
    def has_lost_server(self) -> bool:
        """Whether there was a sound server and it is not, or not wholly, back.

        While a server starts, its sources appear one by one, and not every change is reported.
        """
        return self._has_server and self.problem is not None

    def prepare(self) -> None:
        """Open the best device, stopped; errors are raised by ``start``.

        Without a sound server, the device is opened only by ``start``: PortAudio never returns
        from starting a card that was unplugged meanwhile.
        """
        before, problem = self.input, self.problem
        try:
            if self._open() is not before and self._view is not None:
                self._open().rest()
            self.problem = None
        except MicrophoneError as error:
            self._close_input()
            self.name = ""
            self.problem = error.sentence
            if self.problem != problem:
                log.info("no microphone is ready: %s", in_full(error))
        if self._view is None:
            self._close_input()

    def start(self) -> int:
        """Start the stream.

        Returns:
            The run number in its messages.

        Raises:
            MicrophoneError: There is no microphone, or none that works.
        """
        run = next(self._runs)
        try:
            self._begin(run)
        except MicrophoneError as error:
            log.debug("searching for devices again: %s", error)
            self.drop()
            self._begin(run)
        return run

    def stop(self) -> None:
        """Stop the stream, ready to start again."""
        if self.input is not None:
            self.input.stop()

    def drop(self) -> None:
        """Close a device that does not work, and discard all state.

        Even the connection to the server: that server may just have been replaced.
        """
        self._close_input()
        self._close_watch()
        self._is_stale = True

    def see(self, view: SourceView) -> None:
        """Remember the sound server's current sources."""
        self._view = view

    def check_server(self) -> bool:
        """Disconnect from a sound server that is gone.

        Returns:
            Whether there was a server until now.
        """
        if self._watch is None or self._watch.is_alive:
            return False
        self.drop()
        return True

    def shut_down(self) -> None:
        """Release everything."""
        self._close_input()
        self._close_watch()

    def _begin(self, run: int) -> None:
        device = self._open()
        if self._watch is not None:
            self._watch.wait_until_it_answers()
        device.start(run)

    def _open(self) -> SoundInput:
        """Return the input for the best source, opening it if necessary."""
        # The message that the server is gone may still be queued; PortAudio would wait forever.
        self.check_server()
        if self._is_stale:
            self._library.restart()
            self._is_stale = False
        if self._watch is None:
            self._connect()
        choice = choose(self._view, self.wished) if self._view else None
        if self.input is not None and _is_same(self.input.choice, choice):
            return self.input
        self._close_input()
        self.input = SoundInput(self._library, choice, self.wished, self._post)
        self.name = self.input.name
        log.info("the microphone is %s", self.name)
        return self.input

    def _connect(self) -> None:
        try:
            watch, self._view = self._connect_to_server()
        except MicrophoneError as error:
            if self._has_server or not self._library.inputs():
                raise
            # No failure yet: ALSA may work without a server.
            log.info("no sound server: %s", error)
            return
        self._has_server = True
        self._watch = watch
        watch.begin(
            lambda: self._post(SourcesChanging()),
            lambda view: self._post(SourcesSeen(view)),
            lambda: self._post(SourcesLost()),
        )

    def _close_input(self) -> None:
        if self.input is not None:
            self.input.close()
            self.input = None

    def _close_watch(self) -> None:
        if self._watch is not None:
            self._watch.shut_down()
        self._watch = self._view = None


def _is_same(one: SourceChoice | None, other: SourceChoice | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.source.name, one.is_default) == (other.source.name, other.is_default)
