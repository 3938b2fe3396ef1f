"""How one of several mechanisms is chosen for a port, and what is told of each.

A port's candidates stand in the order in which they are tried. One that cannot serve says why with
the port's error; what is said of all of them is data, for status, settings and doctor.
"""

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from maxwhisper_desktop.ports import PortError

T = TypeVar("T")
C = TypeVar("C", bound="Candidate")


class Standing(enum.Enum):
    """Whether a mechanism can serve in this session."""

    USABLE = "usable"
    LACKING = "lacking"
    """It is made for such a session, but something is missing or refused."""
    ELSEWHERE = "elsewhere"
    """It is made for other sessions."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of one mechanism.

    Attributes:
        mechanism: Its name, as status and settings show it.
        standing: Whether it can serve.
        reason: Why it can or cannot, as a sentence.
        mend: The one step that makes it usable; None where the reason says it all.
    """

    mechanism: str
    standing: Standing
    reason: str
    mend: str | None = None


class Candidate(Protocol):
    """One mechanism of a port."""

    @property
    def mechanism(self) -> str:
        """Its name."""
        ...

    @property
    def strength(self) -> str:
        """What speaks for it where it can be used, as a sentence."""
        ...


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """The mechanism that serves, and what was said of those that were tried.

    Attributes:
        chosen: None where none can serve.
        verdicts: In the order of the candidates.
    """

    chosen: T | None
    verdicts: tuple[Verdict, ...] = ()

    @property
    def problem(self) -> str:
        """Why none serves, as a sentence: of those made for such a session, the first."""
        fitting = [each for each in self.verdicts if each.standing is Standing.LACKING]
        return next((each.reason for each in (*fitting, *self.verdicts)), "")


def choose(candidates: Iterable[C], open_candidate: Callable[[C], T]) -> Choice[T]:
    """Open the first candidate that can be opened."""
    verdicts: list[Verdict] = []
    for candidate in candidates:
        try:
            opened = open_candidate(candidate)
        except PortError as error:
            verdicts.append(refused(candidate, error))
        else:
            verdicts.append(usable(candidate))
            return Choice(opened, tuple(verdicts))
    return Choice(None, tuple(verdicts))


def examine(candidates: Iterable[C], probe: Callable[[C], None]) -> tuple[Verdict, ...]:
    """Return what is to be said of each candidate; ``probe`` raises the port's error."""
    verdicts = []
    for candidate in candidates:
        try:
            probe(candidate)
        except PortError as error:
            verdicts.append(refused(candidate, error))
        else:
            verdicts.append(usable(candidate))
    return tuple(verdicts)


def usable(candidate: Candidate) -> Verdict:
    """Return what is said of a candidate that can serve."""
    return Verdict(candidate.mechanism, Standing.USABLE, candidate.strength)


def refused(candidate: Candidate, error: PortError) -> Verdict:
    """Return what is said of a candidate that cannot serve."""
    standing = Standing.LACKING if error.fits_session else Standing.ELSEWHERE
    return Verdict(candidate.mechanism, standing, str(error), error.mend)
