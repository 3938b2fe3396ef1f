"""Command lines and configurations of a test desktop's servers."""

import os
import select
import shutil
from pathlib import Path

from patience import PATIENCE_S

XVFB = ("Xvfb", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-ac", "-noreset")

ACCESSIBILITY = "/usr/libexec/at-spi-bus-launcher"

BUS_CONFIG = """
<busconfig>
  <type>session</type><keep_umask/>
  <listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""
"""Without a folder of services, so that no portal or the like is started on demand."""

# Whenever the keyboard layout changes, as tests and the typist do all the time, openbox reopens
# its input method, which reads thousands of compose rules; meanwhile it gives no window the
# focus, for half a minute on a busy machine. It needs none of the rules.
WITHOUT_COMPOSING = {"XCOMPOSEFILE": "/dev/null"}

# With rewinds, a null sink delivers its first audio only after two seconds.
SOUND_SCRIPT = """
load-module module-native-protocol-unix socket={socket} auth-anonymous=1
load-module module-null-sink sink_name=speaker rate=48000 norewinds=1
load-module module-null-sink sink_name=mic_in rate=48000 channels=1 norewinds=1
load-module module-remap-source source_name=mic master=mic_in.monitor
set-default-sink speaker
set-default-source mic
"""


def sound_command(script: Path) -> tuple[str, ...]:
    """Return the command line of PulseAudio with ``script`` as its only configuration."""
    switches = ("--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no")
    # At the priority that it has on users' machines, where it may be raised: on a busy one it is late
    # otherwise, and words are lost.
    manners = ("--disable-shm=yes", "--realtime=no", "--high-priority=yes")
    return ("pulseaudio", "-n", "-F", str(script), *switches, *manners)


def tray_command() -> tuple[str, ...]:
    """Return the command line of whichever system tray is installed."""
    if shutil.which("trayer"):
        return ("trayer", "--edge", "bottom", "--widthtype", "request")
    return ("stalonetray", "--geometry", "1x1-0-0", "--icon-size", "24")


def read_display_number(pipe: int) -> str:
    """Return the display's name once Xvfb has written its number.

    Number and line break are two writes: closing the pipe after the first ends the server.
    """
    told = b""
    while not told.endswith(b"\n"):
        ready, _, _ = select.select([pipe], [], [], PATIENCE_S)
        part = os.read(pipe, 16) if ready else b""
        if not part:
            raise TimeoutError("Xvfb does not start")
        told += part
    return f":{told.decode().strip()}"
