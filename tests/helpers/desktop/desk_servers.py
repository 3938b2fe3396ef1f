"""How the servers of a test's desktop are started: their command lines and configurations."""

import os
import select
import shutil
from pathlib import Path

from patience import PATIENCE_S

XVFB = ("Xvfb", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-ac", "-noreset")

BUS_CONFIG = """
<busconfig>
  <type>session</type><keep_umask/>
  <listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""
"""No folder of services is named, so that no portal and the like starts behind a test's back."""

# Whenever the keyboard changes, as tests and the typist do all the time, openbox opens its input method
# anew, which reads thousands of lines on composed letters, and meanwhile gives no window the focus: for half a
# minute on a loaded machine. It needs none of them.
WITHOUT_COMPOSING = {"XCOMPOSEFILE": "/dev/null"}

# With rewinds, a sink that plays to nobody gives its first sound only after two seconds.
SOUND_SCRIPT = """
load-module module-native-protocol-unix socket={socket} auth-anonymous=1
load-module module-null-sink sink_name=speaker rate=48000 norewinds=1
load-module module-null-sink sink_name=mic_in rate=48000 channels=1 norewinds=1
load-module module-remap-source source_name=mic master=mic_in.monitor
set-default-sink speaker
set-default-source mic
"""


def sound_command(script: Path) -> tuple[str, ...]:
    """Return how PulseAudio is started so that it minds nothing but ``script``."""
    switches = ("--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no")
    manners = ("--disable-shm=yes", "--realtime=no", "--high-priority=no")
    return ("pulseaudio", "-n", "-F", str(script), *switches, *manners)


def tray_command() -> tuple[str, ...]:
    """Return how a place for tray icons is started, by whichever program is here."""
    if shutil.which("trayer"):
        return ("trayer", "--edge", "bottom", "--widthtype", "request")
    return ("stalonetray", "--geometry", "1x1-0-0", "--icon-size", "24")


def read_display_number(pipe: int) -> str:
    """Return the display's name once Xvfb has told its number.

    Number and line end are two writes: whoever leaves after the first ends the server.
    """
    told = b""
    while not told.endswith(b"\n"):
        ready, _, _ = select.select([pipe], [], [], PATIENCE_S)
        part = os.read(pipe, 16) if ready else b""
        if not part:
            raise TimeoutError("Xvfb does not start")
        told += part
    return f":{told.decode().strip()}"
