"""The choice among several mechanisms, and the verdicts on the others."""

from dataclasses import dataclass

from engine.sentence import Sentence
from maxwhisper_desktop.mechanisms import Choice, Standing, Verdict, choose, examine
from maxwhisper_desktop.ports import PortError

STRENGTH = Sentence("It works.")


@dataclass(frozen=True)
class FakeCandidate:
    mechanism: str
    strength: Sentence = STRENGTH
    error: PortError | None = None

    def open(self) -> str:
        if self.error is not None:
            raise self.error
        return self.mechanism


LACKING = FakeCandidate(
    "portal", error=PortError(Sentence("No portal answers."), Sentence("install the portal"))
)
ELSEWHERE = FakeCandidate(
    "X11", error=PortError(Sentence("This is Wayland."), fits_session=False)
)
GOOD = FakeCandidate("good")
BETTER_LATE = FakeCandidate("late")


def test_the_first_that_works_is_chosen_and_those_before_say_why_not() -> None:
    choice = choose((ELSEWHERE, LACKING, GOOD, BETTER_LATE), FakeCandidate.open)
    assert choice.chosen == "good"
    assert choice.verdicts == (
        Verdict("X11", Standing.ELSEWHERE, Sentence("This is Wayland.")),
        Verdict(
            "portal",
            Standing.LACKING,
            Sentence("No portal answers."),
            Sentence("install the portal"),
        ),
        Verdict("good", Standing.USABLE, Sentence("It works.")),
    )


def test_if_none_works_the_problem_is_that_of_one_meant_for_the_session() -> None:
    choice = choose((ELSEWHERE, LACKING), FakeCandidate.open)
    assert choice.chosen is None
    assert choice.problem == "No portal answers."


def test_if_none_is_meant_for_the_session_the_first_reason_is_given() -> None:
    assert choose((ELSEWHERE,), FakeCandidate.open).problem == "This is Wayland."
    assert Choice(None).problem is None


def test_all_are_examined_even_after_the_first_that_works() -> None:
    verdicts = examine((GOOD, LACKING, BETTER_LATE), lambda candidate: void(candidate.open()))
    assert [each.standing for each in verdicts] == [
        Standing.USABLE,
        Standing.LACKING,
        Standing.USABLE,
    ]


def void(_: object) -> None:
    """Discard the result."""
