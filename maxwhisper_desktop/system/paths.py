"""The app's files and folders, and its bundled resources.

The functions only return paths. Whoever creates a folder makes it private (``mode=0o700``), since
it contains recordings and transcripts.
"""

import warnings
from pathlib import Path
from typing import Final

import platformdirs

from engine.folders import APP_NAME

_PACKAGE: Final = Path(__file__).parent.parent


def config_file() -> Path:
    """Return the settings file, which users may edit."""
    return platformdirs.user_config_path(APP_NAME) / "settings.toml"


def autostart_file() -> Path:
    """Return the desktop entry that starts the app at login."""
    return platformdirs.user_config_path() / "autostart" / f"{APP_NAME}.desktop"


def state_folder() -> Path:
    """Return the folder of state that nobody would miss."""
    return platformdirs.user_state_path(APP_NAME)


def unfinished_folder() -> Path:
    """Return the folder of what is done of recordings whose transcription was interrupted."""
    return state_folder() / "unfinished"


def panel_place_file() -> Path:
    """Return the file that stores the panel's position on the screen."""
    return state_folder() / "panel-place"


def desktop_agreement_file() -> Path:
    """Return the file that stores the consent to asking the desktop for its permissions."""
    return state_folder() / "desktop-asked"


def remote_desktop_token_file() -> Path:
    """Return the file with the desktop's token, which saves asking the user again."""
    return state_folder() / "remote-desktop-token"


def user_data_folder() -> Path:
    """Return the user's data folder, in which the desktop looks for programs."""
    return platformdirs.user_data_path()


def log_file(process: str = "desktop") -> Path:
    """Return the log file of one process; two must not share a rotated file."""
    return state_folder() / f"{process}.log"


def history_folder() -> Path:
    """Return the folder of finished takes: recordings and the database of their texts."""
    return platformdirs.user_data_path(APP_NAME) / "history"


def journal_folder() -> Path:
    """Return the folder of recordings in progress, and of those that a crash left behind.

    It is beside the history, on the same file system, so that a finished recording is moved there
    atomically by a rename.
    """
    return platformdirs.user_data_path(APP_NAME) / "journal"


def runtime_socket() -> Path:
    """Return the socket for commands to the running app.

    Its folder is created if necessary and is private.

    Raises:
        PermissionError: There is no runtime folder, and its substitute belongs to another user.
    """
    with warnings.catch_warnings():
        # platformdirs warns if there is no runtime folder, which does not concern the user.
        warnings.simplefilter("ignore")
        return platformdirs.user_runtime_path(APP_NAME, ensure_exists=True) / "control.sock"


def checkout_folder(package: Path = _PACKAGE) -> Path:
    """Return the folder that contains both packages: the checkout, unless the app is installed.

    Args:
        package: The folder of the app's package.
    """
    return package.parent


def sample_file() -> Path:
    """Return the spoken sample, which has its text beside it.

    Raises:
        FileNotFoundError: The installation is incomplete.
    """
    return resources_folder() / "sample.flac"


def resources_folder(package: Path = _PACKAGE) -> Path:
    """Return the folder of icons, translations and the sample.

    Args:
        package: The folder of the app's package.

    Raises:
        FileNotFoundError: The installation is incomplete.
    """
    installed = package / "_resources"
    # The wheel's own folder first: beside an installed package, "resources" may be someone else's.
    for folder in (installed, package.parent / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"{installed} is missing; reinstall MaxWhisper")
