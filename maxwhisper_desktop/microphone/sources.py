"""The sound server's sources, and the choice of the one to record."""

from dataclasses import dataclass
from typing import Final

from engine.sentence import Sentence
from maxwhisper_desktop.ports import MicrophoneError

NO_MICROPHONE: Final = Sentence(
    "No microphone is connected. Connect one, or enable it in the sound settings."
)


@dataclass(frozen=True, slots=True)
class Source:
    """A source of the sound server.

    Attributes:
        name: Its identifier.
        description: Its display name.
        is_monitor: Whether it is the output of a loudspeaker, not a microphone.
        is_default: Whether it is the desktop's default.
        is_muted: Whether the user has muted it.
    """

    name: str
    description: str
    is_monitor: bool = False
    is_default: bool = False
    is_muted: bool = False


@dataclass(frozen=True, slots=True)
class SourceView:
    """A snapshot of the sound server.

    Attributes:
        sources: All sources.
        ours: The name of the one that this process records from; None if it does not record.
        seen_s: The earliest time of the snapshot, by the monotonic clock.
        is_outdated: Whether something changed while it was made: another one follows.
    """

    sources: tuple[Source, ...]
    ours: str | None = None
    seen_s: float = 0.0
    is_outdated: bool = False

    def find(self, name: str | None) -> Source | None:
        """Return the source with this name, if it exists."""
        return next((source for source in self.sources if source.name == name), None)

    def microphones(self) -> tuple[Source, ...]:
        """Return the sources that the user can choose from, without monitors."""
        return tuple(source for source in self.sources if not source.is_monitor)


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """The source to record from.

    Attributes:
        source: The source.
        is_default: Whether to follow the desktop's default if it changes.
    """

    source: Source
    is_default: bool

    def allows(self, source: Source) -> bool:
        """Return whether recording from ``source`` is what the user wants."""
        return not source.is_monitor or source.name == self.source.name


def choose(view: SourceView, wished: str | None) -> SourceChoice:
    """Return the source that the user prefers, or else the best available one.

    A monitor is recorded only if the user chose it: when the last microphone is gone, the
    server makes a monitor the default, and the loudspeaker would be transcribed.

    Args:
        view: The sound server's sources.
        wished: The name of the preferred one; None for the desktop's default.

    Raises:
        MicrophoneError: There is no microphone.
    """
    named = view.find(wished)
    if named is not None:
        return SourceChoice(named, is_default=False)
    microphones = view.microphones()
    for source in microphones:
        if source.is_default:
            return SourceChoice(source, is_default=True)
    if microphones:
        return SourceChoice(microphones[0], is_default=False)
    raise MicrophoneError(NO_MICROPHONE)
