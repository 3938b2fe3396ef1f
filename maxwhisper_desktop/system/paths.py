"""Where the app keeps things, and where it finds what came with it.

The functions only name places. Whoever creates a folder there gives it to the user alone
(``mode=0o700``): recordings and transcripts are nobody else's business.
"""

import warnings
from pathlib import Path
from typing import Final

import platformdirs

from engine.folders import APP_NAME

_PACKAGE: Final = Path(__file__).parent.parent


def config_file() -> Path:
    """Return the settings, a file that people may edit."""
    return platformdirs.user_config_path(APP_NAME) / "settings.toml"


def autostart_file() -> Path:
    """Return the desktop entry that starts the app at login."""
    return platformdirs.user_config_path() / "autostart" / f"{APP_NAME}.desktop"


def state_folder() -> Path:
    """Return the folder of what the app remembers and nobody would miss."""
    return platformdirs.user_state_path(APP_NAME)


def panel_place_file() -> Path:
    """Return the file in which the panel's place on the screen is remembered."""
    return state_folder() / "panel-place"


def log_file(process: str = "desktop") -> Path:
    """Return the log of one process; two must not share a file that is rotated."""
    return state_folder() / f"{process}.log"


def history_folder() -> Path:
    """Return the folder of finished takes: recordings and the database of their texts."""
    return platformdirs.user_data_path(APP_NAME) / "history"


def journal_folder() -> Path:
    """Return the folder of recordings under way, and of those that a crash left behind.

    It stands beside the history, on the same file system, so that a finished recording moves
    there by a rename and is at no moment in neither.
    """
    return platformdirs.user_data_path(APP_NAME) / "journal"


def runtime_socket() -> Path:
    """Return the socket by which commands reach the running app.

    Its folder is made if need be, and is the user's alone.

    Raises:
        PermissionError: There is no runtime folder, and another user occupies the substitute.
    """
    with warnings.catch_warnings():
        # That there is no runtime folder is nothing the user need hear of.
        warnings.simplefilter("ignore")
        return platformdirs.user_runtime_path(APP_NAME, ensure_exists=True) / "control.sock"


def checkout_folder(package: Path = _PACKAGE) -> Path:
    """Return the folder in which both packages lie: a checkout's, unless the app is installed.

    Args:
        package: The folder of the app's package.
    """
    return package.parent


def sample_file() -> Path:
    """Return the spoken sample, its text beside it.

    Raises:
        FileNotFoundError: The installation is incomplete.
    """
    return resources_folder() / "sample.flac"


def resources_folder(package: Path = _PACKAGE) -> Path:
    """Return the icons, sounds, translations and the sample.

    Args:
        package: The folder of the app's package.

    Raises:
        FileNotFoundError: The installation is incomplete.
    """
    installed = package / "_resources"
    # The wheel's own folder first: beside an installed package, "resources" may be anybody's.
    for folder in (installed, package.parent / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"{installed} is missing; install MaxWhisper again")
