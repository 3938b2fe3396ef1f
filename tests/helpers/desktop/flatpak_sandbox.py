"""A sandbox such as Flatpak makes: a root, a session bus and a compositor that hide much.

Flatpak's runtimes are not to be had everywhere, its parts are: bubblewrap, the bus proxy,
Wayland's security context, and the file by which the desktop recognises a sandboxed app.
"""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from child_processes import children
from patience import PATIENCE_S
from typing_extensions import override

from desktop.dictating_desk import DictatingDesk
from maxwhisper_desktop.portal.identity import APP_ID
from maxwhisper_desktop.typist.wayland_wire import OpenFile, WaylandConnection

_INSTANCE: Final = "1"
_INFO: Final = f"""[Application]
name={APP_ID}
runtime=runtime/org.freedesktop.Platform/x86_64/25.08

[Instance]
instance-id={_INSTANCE}

[Context]
sockets=x11;wayland;pulseaudio;
"""
_TALKS_TO: Final = (
    "org.freedesktop.Notifications",
    "org.freedesktop.portal.*",
    "org.kde.StatusNotifierWatcher",
)
"""Names that the app may call, besides its own."""
_SECURITY: Final = "wp_security_context_manager_v1"
_CREATE_LISTENER: Final = 1
_SET_ENGINE, _SET_APP_ID, _SET_INSTANCE, _COMMIT = 1, 2, 3, 4


def skip_without_sandboxes() -> None:
    """Skip a test where the kernel lets only root make a sandbox."""
    made = subprocess.run(
        ["bwrap", "--bind", "/", "/", "true"], check=False, capture_output=True, text=True
    )
    if made.returncode:
        pytest.skip(f"no sandbox can be made here: {made.stderr.strip()}")


class SandboxedDesk(DictatingDesk):
    """A desktop on which the app runs in a sandbox. In a session that the test has moved into."""

    _bus: Path | None = None
    _compositor: Path | None = None

    @override
    def command_line(self, *program: str) -> tuple[str, ...]:
        """Return the command line that runs a Python program where the app runs."""
        info = self.desk.folder / "flatpak-info"
        if self._bus is None:
            info.write_text(_INFO)
            self._bus = self._begin_bus(info)
            self._compositor = self._begin_compositor()
        variables = {
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self._bus}",
            "FLATPAK_ID": APP_ID,
        }
        if self._compositor is not None:
            variables["WAYLAND_DISPLAY"] = self._compositor.name
        told = [("--setenv", name, value) for name, value in variables.items()]
        return (
            *self._bwrap(info),
            *(word for each in told for word in each),
            # With the names of its own processes, as Flatpak's apps have them.
            *("--unshare-pid", "--proc", "/proc"),
            *(sys.executable, *program),
        )

    @override
    def end(self, *, crash: bool = False) -> None:
        """End the app; its sandbox, which would end by itself at a signal, ends with it."""
        (init,) = children(self.process.pid)
        (app,) = children(init)
        os.kill(app, signal.SIGKILL if crash else signal.SIGTERM)
        self.process.wait(PATIENCE_S)
        super().end()

    def _begin_bus(self, info: Path) -> Path:
        """Start the proxy, in a sandbox too: it is what the desktop sees."""
        instance = self.desk.folder / ".flatpak" / _INSTANCE / "bwrapinfo.json"
        instance.parent.mkdir(parents=True)
        bus = self.desk.folder / "proxied-bus"
        address = self.desk.environment["DBUS_SESSION_BUS_ADDRESS"]
        allowed = (f"--own={APP_ID}", *(f"--talk={name}" for name in _TALKS_TO))
        sandbox, *words = self._bwrap(info)
        telling = ("sh", "-c", f"exec {sandbox} --info-fd 3 \"$@\" 3>'{instance}'", sandbox)
        self.desk.spawn(
            *telling, *words, "xdg-dbus-proxy", address, str(bus), "--filter", *allowed
        )
        self.desk.wait_for_server(bus)
        return bus

    def _begin_compositor(self) -> Path | None:
        """Let the compositor listen for sandboxed programs, if it tells them from others."""
        connection = WaylandConnection()
        if _SECURITY not in connection.globals:
            connection.close()
            return None
        path = self.desk.folder / "sandboxed-wayland"
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(path))
            listener.listen()
            # The compositor listens as long as its other end is open: until this process ends.
            reading, self._until_closed = os.pipe()
            manager, context = connection.bind(_SECURITY), connection.new()
            files = OpenFile(listener.fileno()), OpenFile(reading)
            connection.send(manager, _CREATE_LISTENER, context, *files)
            connection.send(context, _SET_ENGINE, "org.flatpak")
            connection.send(context, _SET_APP_ID, APP_ID)
            connection.send(context, _SET_INSTANCE, _INSTANCE)
            connection.send(context, _COMMIT)
            connection.roundtrip()
            os.close(reading)
        connection.close()
        return path

    def _bwrap(self, info: Path) -> tuple[str, ...]:
        names = ("bin", "lib", "lib64", "sbin")
        links = [("--symlink", f"usr/{name}", f"/{name}") for name in names]
        # Flatpak's apps see no folder above these that somebody else owns.
        own = (str(self.desk.folder), "/tmp/.X11-unix", "/home/user")
        folders = ("/usr", "/etc", "/opt", "/project", "/compiled", "/sys", *own)
        binds = [("--bind", folder, folder) for folder in folders]
        return (
            "bwrap",
            "--die-with-parent",
            *(word for each in (*links, *binds) for word in each),
            *("--dev-bind", "/dev", "/dev", "--bind", "/proc", "/proc"),
            *("--ro-bind", str(info), "/.flatpak-info"),
        )
