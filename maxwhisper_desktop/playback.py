"""Lets recordings and cues be heard."""

from collections.abc import Callable

from engine.audio import Waveform
from maxwhisper_desktop.sound_library import SoundLibrary


class Player:
    """Plays one sound at a time."""

    def __init__(self, library: Callable[[], SoundLibrary]) -> None:
        self._library = library

    def play(self, read: Callable[[], Waveform], done: Callable[[str], None]) -> None:
        done("")

    def stop(self) -> None:
        """Stop."""

    def shut_down(self) -> None:
        """End."""
