"""Keeps the best microphone open and ready, whatever becomes of devices and sound server."""

import itertools
import logging
from typing import TYPE_CHECKING

from maxwhisper_desktop.microphone.capture_messages import Post, SourcesLost, SourcesSeen
from maxwhisper_desktop.microphone.pulse_sources import watch_sources
from maxwhisper_desktop.microphone.sound_input import SoundInput
from maxwhisper_desktop.microphone.sources import SourceChoice, SourceView, choose
from maxwhisper_desktop.ports import MicrophoneError
from maxwhisper_desktop.sound.sound_library import SoundLibrary

if TYPE_CHECKING:
    from maxwhisper_desktop.microphone.pulse_sources import SourceWatch

log = logging.getLogger(__name__)


class InputKeeper:
    """The device in use. The microphone's thread alone uses it."""

    def __init__(self, library: SoundLibrary, post: Post) -> None:
        self.wished: str | None = None
        self.input: SoundInput | None = None
        self.name = ""
        self._library = library
        self._post = post
        self._runs = itertools.count(1)
        self._watch: SourceWatch | None = None
        self._view: SourceView | None = None
        # PortAudio knows the devices of its start: after a loss it has to look again.
        self._is_stale = False
        # Once there was one, ALSA's default is no way around it: it leads there, too.
        self._has_server = False

    @property
    def is_as_wished(self) -> bool:
        """Whether this is the microphone the user chose, if the server has a say."""
        choice = self.input.choice if self.input else None
        return choice is None or self.wished in {None, choice.source.name}

    def prepare(self) -> None:
        """Have the best device open and stopped; what keeps it from that shows at ``start``.

        Without a sound server it is only opened at ``start``: PortAudio never returns from the
        start of a card that was pulled out meanwhile.
        """
        before = self.input
        try:
            if self._open() is not before and self._view is not None:
                self._open().rest()
        except MicrophoneError as error:
            self._close_input()
            self.name = ""
            log.info("no microphone is ready: %s", error)
        if self._view is None:
            self._close_input()

    def start(self) -> int:
        """Let the sound begin.

        Returns:
            The number that its messages bear.

        Raises:
            MicrophoneError: There is no microphone, or none that works.
        """
        run = next(self._runs)
        try:
            self._open().start(run)
        except MicrophoneError as error:
            log.debug("looking for devices again: %s", error)
            self.drop()
            self._open().start(run)
        return run

    def stop(self) -> None:
        """Let the sound end, ready to start again."""
        if self.input is not None:
            self.input.stop()

    def drop(self) -> None:
        """Let go of a device that does not work, and trust nothing of what was known.

        Not even the connection to the server: it may be to one that has just been replaced.
        """
        self._close_input()
        self._close_watch()
        self._is_stale = True

    def see(self, view: SourceView) -> None:
        """Note what the sound server has now."""
        self._view = view

    def check_server(self) -> bool:
        """Let go of a sound server that is gone.

        Returns:
            Whether it was there until now.
        """
        if self._watch is None or self._watch.is_alive:
            return False
        self.drop()
        return True

    def shut_down(self) -> None:
        """Let go of everything."""
        self._close_input()
        self._close_watch()

    def _open(self) -> SoundInput:
        """Return the input for the best source, which is opened unless it is open."""
        # Word of its end may be on the way; meanwhile, PortAudio would wait for ever.
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
            watch, self._view = watch_sources()
        except MicrophoneError as error:
            if self._has_server or not self._library.inputs():
                raise
            # Not a failure yet: ALSA may do without a server.
            log.info("no sound server: %s", error)
            return
        self._has_server = True
        self._watch = watch
        watch.begin(
            lambda view: self._post(SourcesSeen(view)), lambda: self._post(SourcesLost())
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
