"""The microphones that a sound server knows, and which of them to record."""

from dataclasses import dataclass
from typing import Final

from maxwhisper_desktop.ports import MicrophoneError

NO_MICROPHONE: Final = (
    "No microphone is connected. Connect one, or switch it on in the sound settings."
)


@dataclass(frozen=True, slots=True)
class Source:
    """What the sound server can record from.

    Attributes:
        name: By which it is chosen.
        description: As people know it.
        is_monitor: Whether it is what a loudspeaker plays, and no microphone.
        is_default: Whether the desktop records from it unless told otherwise.
        is_muted: Whether it gives silence, as the user asked.
    """

    name: str
    description: str
    is_monitor: bool = False
    is_default: bool = False
    is_muted: bool = False


@dataclass(frozen=True, slots=True)
class SourceView:
    """The sound server at a moment.

    Attributes:
        sources: All of them.
        ours: The name of the one that this process records from; None if it does not record.
        seen_s: When this was, at the earliest, by the monotonic clock.
    """

    sources: tuple[Source, ...]
    ours: str | None = None
    seen_s: float = 0.0

    def find(self, name: str | None) -> Source | None:
        """Return the source called ``name``, if it is there."""
        return next((source for source in self.sources if source.name == name), None)

    def microphones(self) -> tuple[Source, ...]:
        """Return what the user can choose from: no monitors."""
        return tuple(source for source in self.sources if not source.is_monitor)


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """What to record from.

    Attributes:
        source: What it is expected to be.
        is_default: Whether to follow the desktop's default, should it change.
    """

    source: Source
    is_default: bool

    def allows(self, source: Source) -> bool:
        """Tell whether sound from ``source`` is what the user wants recorded."""
        return not source.is_monitor or source.name == self.source.name


def choose(view: SourceView, wished: str | None) -> SourceChoice:
    """Return the source the user wishes, or else the best that is there.

    A monitor is recorded only if the user named it: where the last microphone is gone, the
    server offers one as the default, and it would be the loudspeaker that is transcribed.

    Args:
        view: What there is.
        wished: A name; None for the desktop's default.

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
