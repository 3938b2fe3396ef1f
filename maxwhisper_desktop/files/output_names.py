"""Names for what is written of several files, none of them twice."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain, count
from pathlib import Path

from maxwhisper_desktop.files.piped_files import STANDARD_INPUT


def output_names(paths: Sequence[Path]) -> list[str]:
    """Return a name for each file: its own without extension, or with it, or with its folder's too.

    A file that is given twice gets a number.
    """
    named = [Path("stdin") if path == STANDARD_INPUT else path for path in paths]
    stems = Counter(path.stem for path in named)
    wholes = Counter(path.name for path in named)
    names: list[str] = []
    for path in named:
        own = path.stem if stems[path.stem] == 1 else path.name
        if wholes[path.name] > 1:
            own = f"{path.name} ({path.absolute().parent.name})"
        numbered = (f"{own} ({n})" for n in count(2))
        names.append(next(name for name in chain([own], numbered) if name not in names))
    return names
