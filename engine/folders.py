"""Where the engine stores models and compiled graphs."""

import os
from pathlib import Path
from typing import Final

import platformdirs

APP_NAME: Final = "maxwhisper"


def models_folder() -> Path:
    """Return the folder of downloaded models, one subfolder per model."""
    return platformdirs.user_data_path(APP_NAME) / "models"


def compiled_folder() -> Path:
    """Return the folder of compiled graphs.

    ``MAXWHISPER_COMPILED`` overrides it, so that tests with their own homes share one folder
    and an administrator can provide compiled graphs for many users.
    """
    moved = os.environ.get("MAXWHISPER_COMPILED")
    return Path(moved) if moved else platformdirs.user_cache_path(APP_NAME) / "compiled"


def shipped_folders() -> list[Path]:
    """Return the folders where system packages may have installed compiled graphs."""
    places = platformdirs.site_data_dir(APP_NAME, multipath=True).split(os.pathsep)
    return [Path(place) / "compiled" for place in places]


def verified_weights_file() -> Path:
    """Return the file that records which packaged weights have been verified."""
    return platformdirs.user_cache_path(APP_NAME) / "verified.json"


def machine_rates_file() -> Path:
    """Return the file that keeps how fast this machine computes."""
    return platformdirs.user_cache_path(APP_NAME) / "machine.json"
