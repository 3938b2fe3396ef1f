"""A screen with a person at its keyboard, for the tests of the hotkey."""

from collections.abc import Callable, Iterator

import pytest
from desk import Desk
from desk_person import Person
from hotkey_ear import Ear

from maxwhisper_desktop.hotkey.x11 import X11Hotkey
from maxwhisper_desktop.injected_keys import InjectedKeys


@pytest.fixture(scope="module")
def screen() -> Iterator[Desk]:
    with Desk() as desk:
        yield desk.x11()


@pytest.fixture
def desk(screen: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    screen.move_in(monkeypatch)
    screen.keyboard("us")
    return screen


@pytest.fixture
def person(desk: Desk) -> Iterator[Person]:
    person = Person(desk)
    yield person
    person.leave()


@pytest.fixture
def listening(desk: Desk, person: Person) -> Iterator[Callable[..., Ear]]:
    ears: list[Ear] = []

    def listen(key: str, injected: InjectedKeys | None = None) -> Ear:
        ears.append(Ear(X11Hotkey(key, injected or InjectedKeys()), person))
        return ears[-1]

    yield listen
    for ear in ears:
        ear.hotkey.shut_down()
