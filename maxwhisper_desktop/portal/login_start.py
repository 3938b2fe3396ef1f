"""Starting the app at login, which in a sandbox only the desktop's portal can arrange (Background)."""

import asyncio
import logging
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from dbus_fast import Variant

from engine.sentence import Sentence
from maxwhisper_desktop.portal.connection import PortalConnection, PortalError
from maxwhisper_desktop.portal.identity import APP_ID
from maxwhisper_desktop.system.autostart import AutostartError, set_autostart
from maxwhisper_desktop.system.sandbox import is_sandboxed

_REFUSED: Final = Sentence(
    "The desktop does not change whether MaxWhisper starts at login. Its own settings may."
)

log = logging.getLogger(__name__)


def choose_login_start(
    file: Path, *, is_wanted: bool, tell: Callable[[Sentence], None]
) -> None:
    """Start the app at login, or not.

    In a sandbox the entry starts nothing: it notes what the desktop has agreed to, so that it
    is asked only for a change.

    Args:
        file: The entry; see ``paths.autostart_file``.
        is_wanted: Whether to start it.
        tell: Called with a sentence if that cannot be changed, on any thread.
    """
    if not is_sandboxed():
        _change_entry(file, tell, is_wanted=is_wanted)
    elif file.exists() != is_wanted:
        # The user may be asked, so it can take any time.
        ask = partial(_ask, file, tell, is_wanted=is_wanted)
        threading.Thread(target=ask, name="login start", daemon=True).start()


def _change_entry(file: Path, tell: Callable[[Sentence], None], *, is_wanted: bool) -> None:
    try:
        set_autostart(file, is_wanted=is_wanted)
    except AutostartError as error:
        tell(error.sentence)


def _ask(file: Path, tell: Callable[[Sentence], None], *, is_wanted: bool) -> None:
    try:
        is_agreed = asyncio.run(_request(is_wanted=is_wanted))
    except PortalError as error:
        log.warning("the desktop does not change the start at login: %s", error)
        is_agreed = False
    if is_agreed:
        _change_entry(file, tell, is_wanted=is_wanted)
    else:
        tell(_REFUSED)


async def _request(*, is_wanted: bool) -> bool:
    """Return whether the desktop agrees."""
    connection = await PortalConnection.open(APP_ID)
    try:
        wanted = {"autostart": Variant("b", is_wanted)}
        results = await connection.request(
            "Background", "RequestBackground", "sa{sv}", "", **wanted
        )
    finally:
        connection.close()
    return results.get("autostart") == is_wanted
