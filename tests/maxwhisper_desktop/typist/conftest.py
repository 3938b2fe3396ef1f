from collections.abc import Iterator

import pytest
from desktop.desk import Desk
from desktop.desk_targets import QtField
from desktop.typing_desk import Office, opened_office

from maxwhisper_desktop.settings.settings import Delivery


@pytest.fixture
def field(qt_field: QtField) -> QtField:
    """The module's Qt field, empty and with the focus."""
    qt_field.focus().clear()
    return qt_field


@pytest.fixture
def office(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A typist on the desk."""
    desk.move_in(monkeypatch)
    with opened_office(Delivery()) as office:
        yield office
