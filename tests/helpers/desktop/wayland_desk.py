"""Current desktops without a screen: GNOME's shell, KWin, sway and labwc, with their portals.

They are installed by ``packaging/desktops``, in which the tests marked ``wayland`` run::

    with WaylandDesk() as desk:
        desk.gnome()
        desk.person.tap("F9")
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Self

import pytest
from typing_extensions import override

from desktop.bus_client import BusClient
from desktop.desk import Desk
from desktop.wayland_person import TRAY, GnomePerson, PlasmaPerson, PortalPerson

LIBEXECS: Final = (Path("/usr/libexec"), Path("/usr/lib/x86_64-linux-gnu/libexec"))
SERVICES: Final = Path("/usr/share/dbus-1/services")
PORTALS: Final = Path("/usr/share/xdg-desktop-portal/portals")

_BUS_CONFIG: Final = """
<busconfig>
  <type>{kind}</type><keep_umask/>
  <listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
  <servicedir>{services}</servicedir><servicedir>{users}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""
_GNOME_SERVICES: Final = (
    "ca.desrt.dconf",
    "org.gnome.Shell.CalendarServer",
    "org.gnome.Settings.GlobalShortcutsProvider",
)
"""What may start by itself: of everything else a portal that nobody wants would come."""
_PERMISSION_STORE: Final = (
    "org.freedesktop.impl.portal.PermissionStore",
    "/org/freedesktop/impl/portal/PermissionStore",
    "org.freedesktop.impl.portal.PermissionStore",
)
_TYPING: Final = "remote-desktop"
_SIZE: Final = "1280x800"
_MICROPHONE: Final = {
    "mic_in.monitor": "module-null-sink sink_name=mic_in channels=1",
    "mic": "module-remap-source source_name=mic master=mic_in.monitor",
}
"""The sources that modules make, in their order."""


class WaylandDesk(Desk):
    """A compositor, its portal, and a simulated user."""

    person: PortalPerson
    asks = True
    """Whether the desktop asks its user for permissions."""

    def __init__(self, home: Path | None = None) -> None:
        """Create a desk.

        Args:
            home: A home folder that outlives this desk; None for a temporary one.
        """
        super().__init__()
        if home is not None:
            self._home |= {
                f"XDG_{kind}_HOME": str(home / kind.lower())
                for kind in ("CACHE", "CONFIG", "DATA", "STATE")
            }
        self._home |= {"LIBGL_ALWAYS_SOFTWARE": "1", "GTK_A11Y": "none"}
        self.session["XDG_SESSION_TYPE"] = "wayland"

    @override
    def move_in(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Give this process the desktop's environment until the test ends."""
        for name, value in self.environment.items():
            monkeypatch.setenv(name, value)

    def gnome(self, *lacks: str) -> Self:
        """Start GNOME's shell with its portal, and leave its overview.

        Args:
            lacks: The interfaces that an older version's portal does not have.
        """
        self._bus("session", _GNOME_SERVICES).pipewire()
        self._bus("system", ())
        self.session |= {
            "XDG_CURRENT_DESKTOP": "GNOME",
            "XDG_SESSION_DESKTOP": "gnome",
            "GSETTINGS_BACKEND": "dconf",
        }
        self._compositor(
            "gnome-shell",
            *("--headless", "--virtual-monitor", _SIZE, "--wayland-display", "wayland-desk"),
            "--unsafe-mode",  # Lets tests query the active window.
        )
        for name in ("Shell", "Mutter.RemoteDesktop", *self._newer("Mutter.ServiceChannel")):
            self.wait_for_name(f"org.gnome.{name}")
        self._find_xwayland(".mutter-Xwaylandauth.*")
        person = GnomePerson(self)
        self.person = person
        person.leave_overview()
        return self.portal("gnome", *lacks)

    def gnome_without_shortcuts(self) -> Self:
        """Start GNOME with a portal like that of 47, and what runs commands at custom shortcuts."""
        self.gnome(*self._newer("GlobalShortcuts"))
        self.session["XDG_DESKTOP_PORTAL_DIR"] = str(self.folder / "portals")
        self._serve(_program("gsd-media-keys"))
        self.wait_for_name("org.gnome.SettingsDaemon.MediaKeys")
        return self

    def plasma(self, *more: str) -> Self:
        """Start Plasma's compositor, perhaps with more arguments, and its portal."""
        self._bus("session", ()).pipewire()
        self.session |= {
            "XDG_CURRENT_DESKTOP": "KDE",
            "KDE_FULL_SESSION": "true",
            "KDE_SESSION_VERSION": "6",
            "XDG_MENU_PREFIX": "plasma-",
        }
        skip_without("kwin_wayland")
        # A copy, since the program itself has rights that may not be given here.
        program = self.folder / "kwin_wayland"
        shutil.copy("/usr/bin/kwin_wayland", program)
        size = ("--width", "1280", "--height", "800")
        socket = ("--socket", "wayland-desk")
        self._home |= {"KWIN_WAYLAND_NO_PERMISSION_CHECKS": "1", "KWIN_COMPOSE": "O2"}
        self._compositor(
            str(program), "--virtual", *size, "--no-lockscreen", *socket, "--xwayland", *more
        )
        self.wait_for_name("org.kde.KWin")
        self.asks = os.environ["MAXWHISPER_IN_DESKTOPS"] != "bookworm"  # Plasma 5.27
        self._find_xwayland()
        self.person = PlasmaPerson(self)
        return self.portal("kde")

    @staticmethod
    def _newer(name: str) -> Sequence[str]:
        """Return a service's name, unless this system is too old for it."""
        return [] if os.environ["MAXWHISPER_IN_DESKTOPS"] == "bookworm" else [name]

    def start_tray(self) -> None:
        """Start Plasma's list of tray entries."""
        self._serve("kded6")
        self.wait_for_name(TRAY)

    def weston(self) -> Self:
        """Start a compositor that gives programs neither keys nor the clipboard, without a user."""
        self._bus("session", ()).pipewire()
        self.session["XDG_CURRENT_DESKTOP"] = "weston"
        self._compositor(
            "weston", "--backend=headless", "--socket=wayland-desk", "--idle-time=0"
        )
        return self

    def pipewire(self) -> Self:
        """Start a sound server whose microphone ``mic`` records what ``mic_in`` plays."""
        self._serve("pipewire")
        self.wait_for_server(self.folder / "pipewire-0")
        self._serve("wireplumber")
        self._serve("pipewire-pulse")
        socket = self.folder / "pulse" / "native"
        self.wait_for_server(socket)
        self.session["PULSE_SERVER"] = f"unix:{socket}"
        for source, module in _MICROPHONE.items():
            self.run("pactl", "load-module", *module.split())
            self._wait_for_source(source)
        self.wait_for(lambda: self._makes_default("mic"))
        (self.folder / ".asoundrc").write_text(
            "pcm.!default pulse\nctl.!default pulse\n"
            "pcm.pulse { type pulse }\nctl.pulse { type pulse }\n",
            encoding="utf-8",
        )
        return self

    def _makes_default(self, source: str) -> bool:
        """Choose the default source, which the sound server refuses for a moment at its start."""
        try:
            self.run("pactl", "set-default-source", source)
        except subprocess.CalledProcessError:
            return False
        return True

    def portal(self, backend: str, *lacks: str) -> Self:
        """Start the desktop's portal, with one backend only, without some of its interfaces."""
        folder = self.folder / "portals"
        folder.mkdir(exist_ok=True)
        file = f"{backend}.portal"
        told = (PORTALS / file).read_text()
        for interface in lacks:
            assert interface in told
            told = told.replace(f"org.freedesktop.impl.portal.{interface};", "")
        (folder / file).write_text(told)
        (folder / "portals.conf").write_text(f"[preferred]\ndefault={backend}\n")
        self._backend = backend
        self._serve(_program("xdg-permission-store"))
        self.start_portal()
        return self

    def start_portal(self) -> None:
        """Start both parts of the portal, the desktop's first."""
        self._start_desktops_part()
        frontend = _program("xdg-desktop-portal")
        self._serve(frontend, more={"XDG_DESKTOP_PORTAL_DIR": str(self.folder / "portals")})
        self.wait_for_name("org.freedesktop.portal.Desktop")

    def _start_desktops_part(self) -> None:
        self._serve(_program(f"xdg-desktop-portal-{self._backend}"))
        self.wait_for_name(f"org.freedesktop.impl.portal.desktop.{self._backend}")

    def stop_portal(self) -> None:
        """End both parts, as a system update does."""
        self.stop(_program("xdg-desktop-portal"))
        self.stop(_program(f"xdg-desktop-portal-{self._backend}"))

    def restart_desktops_part(self) -> None:
        """End the desktop's part of the portal alone, and start it again."""
        self.stop(_program(f"xdg-desktop-portal-{self._backend}"))
        self._start_desktops_part()

    def bus(self) -> BusClient:
        """Return a new connection to the session bus."""
        return BusClient(self.session["DBUS_SESSION_BUS_ADDRESS"])

    def take_permissions_back(self) -> None:
        """Delete all permissions for typing, as the desktop's settings do."""
        bus = self.bus()
        (permissions,) = bus.call(*_PERMISSION_STORE, "List", "s", _TYPING)
        assert isinstance(permissions, list)
        assert permissions
        for permission in permissions:
            bus.call(*_PERMISSION_STORE, "Delete", "ss", _TYPING, permission)
        bus.close()

    def run_anyhow(self, *command: str) -> str:
        """Run a program, which may fail, and return its output."""
        done = subprocess.run(
            command, env=self.environment, check=False, capture_output=True, text=True
        )
        return done.stdout

    def wait_for_name(self, name: str) -> None:
        """Wait until a service is on the session bus."""
        bus = self.bus()
        self.wait_for(lambda: bus.has(name))
        bus.close()

    def play(self, sound: Path) -> None:
        """Play a WAV file to the microphone, to its end."""
        self.run("paplay", "--device=mic_in", str(sound))

    def _wait_for_source(self, name: str) -> None:
        self.wait_for(lambda: f"\t{name}\t" in self.run("pactl", "list", "short", "sources"))

    def _compositor(self, *command: str) -> None:
        skip_without(command[0])
        self._serve(*command)
        self.wait_for_server(self.folder / "wayland-desk")
        self.session["WAYLAND_DISPLAY"] = "wayland-desk"

    def _bus(self, kind: str, services: Sequence[str]) -> Self:
        folder = self.folder / f"{kind}-services"
        folder.mkdir()
        for name in services:
            # Older desktops lack some.
            if (service := SERVICES / f"{name}.service").exists():
                shutil.copy(service, folder)
        socket, config = self.folder / f"{kind}-bus", self.folder / f"{kind}-bus.conf"
        users = Path(self._home["XDG_DATA_HOME"]) / "dbus-1" / "services"
        config.write_text(
            _BUS_CONFIG.format(kind=kind, socket=socket, services=folder, users=users)
        )
        self.session[f"DBUS_{kind.upper()}_BUS_ADDRESS"] = f"unix:path={socket}"
        self._serve("dbus-daemon", f"--config-file={config}", "--nofork", "--nosyslog")
        self.wait_for_server(socket)
        return self

    def _find_xwayland(self, authority: str = "") -> None:
        """Set the X11 display, which the compositor starts on the first connection.

        Args:
            authority: The pattern of the authority file's name; None if there is none.
        """
        sockets = Path("/tmp/.X11-unix")
        self.wait_for(lambda: any(sockets.iterdir()))
        number = min(int(socket.name[1:]) for socket in sockets.iterdir())
        self.session["DISPLAY"] = f":{number}"
        if authority:
            self.wait_for(lambda: any(self.folder.glob(authority)))
            self.session["XAUTHORITY"] = str(next(self.folder.glob(authority)))


def are_desktops_here() -> bool:
    """Return whether this runs in the system that has these desktops."""
    return "MAXWHISPER_IN_DESKTOPS" in os.environ


def skip_without(program: str) -> None:
    """Skip the test in a system of older desktops, which are fewer, unless the program is there."""
    if os.environ["MAXWHISPER_IN_DESKTOPS"] != "forky" and shutil.which(program) is None:
        pytest.skip(f"{program} is not in this system")


def _program(name: str) -> str:
    """Return where a program is that is not for users."""
    return next(str(folder / name) for folder in LIBEXECS if (folder / name).exists())
