"""Where the engine keeps what outlives a run."""

import os
from pathlib import Path
from typing import Final

import platformdirs

APP_NAME: Final = "maxwhisper"


def models_folder() -> Path:
    """Return the folder of downloaded models, one folder a model."""
    return platformdirs.user_data_path(APP_NAME) / "models"


def compiled_folder() -> Path:
    """Return the folder of compiled graphs.

    ``MAXWHISPER_COMPILED`` moves it: tests share one folder though each has a home of its own,
    and an administrator can ship compiled graphs for many users.
    """
    moved = os.environ.get("MAXWHISPER_COMPILED")
    return Path(moved) if moved else platformdirs.user_cache_path(APP_NAME) / "compiled"


def shipped_folders() -> list[Path]:
    """Return the folders in which a system's packages may have put compiled graphs."""
    places = platformdirs.site_data_dir(APP_NAME, multipath=True).split(os.pathsep)
    return [Path(place) / "compiled" for place in places]


def verified_weights_file() -> Path:
    """Return the note of which packaged weights were already found undamaged."""
    return platformdirs.user_cache_path(APP_NAME) / "verified.json"
