"""An input method that takes every key and passes none on (``input-method-unstable-v2``)."""

from typing import Final, Self

import pytest

from desktop.wayland_desk import WaylandDesk
from maxwhisper_desktop.typist.wayland_wire import WaylandConnection

_MANAGER: Final = "zwp_input_method_manager_v2"
_GET_INPUT_METHOD, _GRAB_KEYBOARD = 0, 5


class InputMethod:
    """It has the seat's keyboard within the ``with`` block."""

    def __init__(self, desk: WaylandDesk) -> None:
        with pytest.MonkeyPatch.context() as patch:
            desk.move_in(patch)
            self._connection = WaylandConnection()

    def __enter__(self) -> Self:
        connection = self._connection
        seat, manager = connection.bind("wl_seat"), connection.bind(_MANAGER)
        method, grab = connection.new(), connection.new()
        connection.send(manager, _GET_INPUT_METHOD, seat, method)
        connection.send(method, _GRAB_KEYBOARD, grab)
        connection.roundtrip()
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
