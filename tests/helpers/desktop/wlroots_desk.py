"""sway and labwc without a screen, with a simulated user.

Their seat has no keyboard; the user's stays connected, as on a real desktop.
"""

import contextlib
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pytest
from typing_extensions import override

from desktop.wayland_desk import WaylandDesk, skip_without
from desktop.wayland_person import KEYCODES, WaylandPerson
from maxwhisper_desktop.ports import TypistError
from maxwhisper_desktop.typist.data_control import connect
from maxwhisper_desktop.typist.virtual_keyboard import MANAGER, VirtualKeyboard

_HEADLESS: Final = {
    "WLR_BACKENDS": "headless",
    "WLR_LIBINPUT_NO_DEVICES": "1",
    "WLR_RENDERER": "pixman",
}


class WlrootsDesk(WaylandDesk):
    """A compositor without a portal."""

    _is_in_use = False

    def sway(self, config: str = "") -> Self:
        """Start sway."""
        self._bus("session", ()).pipewire()
        file = self.folder / "sway.conf"
        file.write_text(f"output HEADLESS-1 resolution 1280x800\nxwayland enable\n{config}\n")
        self._begin("sway", "sway", "-c", str(file))
        self.wait_for(lambda: any(self.folder.glob("sway-ipc.*")))
        self.session["SWAYSOCK"] = str(next(self.folder.glob("sway-ipc.*")))
        return self

    def labwc(self, config: str = "") -> Self:
        """Start labwc, with some XML of its configuration."""
        self._bus("session", ()).pipewire()
        folder = self.folder / "config" / "labwc"
        folder.mkdir(parents=True)
        (folder / "rc.xml").write_text(
            f"<?xml version='1.0'?><labwc_config>{config}</labwc_config>"
        )
        self._begin("labwc", "labwc")
        return self

    @override
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._is_in_use:
            self.keyboard_person.leave()
        super().__exit__(kind, error, trace)

    def _begin(self, name: str, *command: str) -> None:
        skip_without(name)
        self._home |= _HEADLESS
        self.session["XDG_CURRENT_DESKTOP"] = f"{name}:wlroots"
        self._serve(*command)
        self.wait_for(self._sockets)
        self.session["WAYLAND_DISPLAY"] = self._sockets()[0].name
        self.wait_for(self._is_plugged_in)
        self._find_xwayland()
        self._is_in_use = True

    def _is_plugged_in(self) -> bool:
        # Its socket exists before it listens.
        with contextlib.suppress(TypistError):
            self.keyboard_person = WlrootsPerson(self)
            return True
        return False

    def _sockets(self) -> list[Path]:
        found = self.folder.glob("wayland-*")
        return [each for each in found if not each.name.endswith(".lock")]


class WlrootsPerson(WaylandPerson):
    """A user, through these compositors' own protocol."""

    def __init__(self, desk: WlrootsDesk) -> None:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in desk.session.items():
                patch.setenv(name, value)
            patch.setenv("XDG_RUNTIME_DIR", str(desk.folder))
            self._connection = connect(MANAGER)
        self._keyboard = VirtualKeyboard(self._connection, self._connection.bind("wl_seat"))
        self._connection.roundtrip()

    @override
    def down(self, key: str) -> None:
        """Press ``key`` and keep it down."""
        self._stroke(key, is_press=True)

    @override
    def up(self, key: str) -> None:
        """Release ``key``."""
        self._stroke(key, is_press=False)

    @override
    def leave(self) -> None:
        """Unplug the keyboard."""
        self._connection.close()

    def _stroke(self, key: str, *, is_press: bool) -> None:
        self._keyboard.stroke(KEYCODES[key], is_press=is_press)
        self._connection.roundtrip()
