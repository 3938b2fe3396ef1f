"""Chooses one of several mechanisms for a port, with a verdict on each.

A port's candidates are tried in order. One that does not work says why by raising the port's error.
The verdicts on all of them are data for status, settings and doctor.
"""

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeAlias, TypeVar

from engine.sentence import Sentence
from maxwhisper_desktop.ports import PortError

T = TypeVar("T")
C = TypeVar("C", bound="Candidate")


class Standing(enum.Enum):
    """Whether a mechanism works in this session."""

    USABLE = "usable"
    LACKING = "lacking"
    """It is meant for this kind of session, but something is missing or denied."""
    ELSEWHERE = "elsewhere"
    """It is meant for other kinds of session."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one mechanism works, and why.

    Attributes:
        mechanism: Its name in status and settings.
        standing: Whether it works.
        reason: Why it does or does not, as a sentence.
        mend: The one step that makes it work; None if the reason says it all.
    """

    mechanism: str
    standing: Standing
    reason: Sentence
    mend: Sentence | None = None


Tell: TypeAlias = Callable[[Verdict], None]
"""Takes later news of a chosen mechanism about itself; called on any thread."""


class Candidate(Protocol):
    """One mechanism of a port."""

    @property
    def mechanism(self) -> str:
        """Its name."""
        ...

    @property
    def strength(self) -> Sentence:
        """Its advantage, as a sentence."""
        ...


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """The chosen mechanism, and the verdicts on those that were tried.

    Attributes:
        chosen: None if none works.
        verdicts: In the candidates' order.
    """

    chosen: T | None
    verdicts: tuple[Verdict, ...] = ()

    @property
    def problem(self) -> Sentence | None:
        """Why none works, as a sentence: the first reason of those meant for this kind of session."""
        if any(each.standing is Standing.USABLE for each in self.verdicts):
            return None
        fitting = [each for each in self.verdicts if each.standing is Standing.LACKING]
        return next((each.reason for each in (*fitting, *self.verdicts)), None)


def revised(verdicts: tuple[Verdict, ...], news: Verdict) -> tuple[Verdict, ...]:
    """Return the verdicts with the new one in place of its mechanism's old one."""
    return tuple(news if each.mechanism == news.mechanism else each for each in verdicts)


def choose(candidates: Iterable[C], open_candidate: Callable[[C], T]) -> Choice[T]:
    """Open the first candidate that works."""
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
    """Return the verdict on each candidate; ``probe`` raises the port's error."""
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
    """Return the verdict on a candidate that works."""
    return Verdict(candidate.mechanism, Standing.USABLE, candidate.strength)


def refused(candidate: Candidate, error: PortError) -> Verdict:
    """Return the verdict on a candidate that does not work."""
    standing = Standing.LACKING if error.fits_session else Standing.ELSEWHERE
    return Verdict(candidate.mechanism, standing, error.sentence, error.mend)
