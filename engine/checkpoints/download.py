"""Downloading models: the only module which may open a network connection.

The hub is reached through ``huggingface_hub``'s session, which knows the user's proxy and
certificates. The streaming is done here because ``hf_hub_download`` throws an unfinished file
away (seen in 2.4: a new temporary name for each try), and 6 GB must be resumable.
"""

import contextlib
import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias
from urllib.parse import urlsplit

from engine.checkpoints import digests
from engine.checkpoints.catalogue import DOWNLOADED_FILES, WEIGHTS_FILE, PublishedModel
from engine.checkpoints.files import Checkpoint, Origin, checkpoint_in_folder
from engine.checkpoints.local import PARTIAL_SUFFIX, LocalModels
from engine.checkpoints.manifest import Manifest
from engine.errors import DownloadError

DownloadReport: TypeAlias = Callable[[int, int, str], None]
"""Called with the bytes there are, the bytes in all, and the file being fetched.

What it raises ends the download; a later one goes on from there.
"""

_SILENCE_TIMEOUT_S: Final = 30.0


class _ConnectionLostError(DownloadError):
    """The hub stopped answering; what came so far is kept."""


@dataclass(frozen=True, slots=True)
class _RemoteFile:
    name: str
    url: str
    size_bytes: int
    announced_sum: str
    commit: str


@dataclass(frozen=True, slots=True)
class ModelStore(LocalModels):
    """The models on this machine, and the way to get more.

    ``huggingface_hub`` is imported by ``get`` alone: it costs more than all the rest.
    """

    endpoint: str | None = None
    """Address of the hub; None means Hugging Face, or what ``HF_ENDPOINT`` says."""

    def get(self, name: str, report: DownloadReport = lambda *_: None) -> Checkpoint:
        """Download a published model, or go on with it where it stopped.

        It is seen as installed only when every file has come and has the right sum.

        Raises:
            DownloadError: It could not be fetched whole; the message says why.
            CheckpointError: The name is not a published model's.
        """
        model = self.published.find(name)
        if model is None:
            return self.find(name)
        target = self.folder / model.name
        if not target.is_dir():
            partial = target.with_name(target.name + PARTIAL_SUFFIX)
            with _sole_use(partial, model.name):
                _fetch(model, self.endpoint, partial, report)
                with _disk_errors(target):
                    partial.rename(target)
        return checkpoint_in_folder(target, model.name, Origin.STORE)


def _fetch(
    model: PublishedModel, endpoint: str | None, folder: Path, report: DownloadReport
) -> None:
    """Bring all files of a model into a folder, with a note of their sums."""
    remotes = [_look_up(model, name, endpoint) for name in DOWNLOADED_FILES]
    bytes_total = sum(remote.size_bytes for remote in remotes)
    missing_bytes = bytes_total - sum(_size(folder / remote.name) for remote in remotes)
    free_bytes = shutil.disk_usage(folder).free
    if missing_bytes > free_bytes:
        raise DownloadError(
            f"The disk is too full: {missing_bytes / 1e6:.0f} MB are needed for "
            f"'{model.name}' in {folder.parent}, {free_bytes / 1e6:.0f} MB are free"
        )
    sums: dict[str, str] = {}
    bytes_before = 0
    for remote in remotes:
        with contextlib.closing(_complete(remote, folder / remote.name)) as sizes:
            for size_bytes in sizes:
                report(bytes_before + size_bytes, bytes_total, remote.name)
        sums[remote.name] = _checked_sum(model, remote, folder / remote.name)
        bytes_before += remote.size_bytes
    with _disk_errors(folder):
        Manifest(model.repository, remotes[0].commit, sums).write(folder)


def _look_up(model: PublishedModel, name: str, endpoint: str | None) -> _RemoteFile:
    # Read once, when the library is imported; it makes the user agent say less, too.
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    import huggingface_hub  # noqa: PLC0415 - slow to import, and for downloads alone

    url = huggingface_hub.hf_hub_url(
        model.repository, name, revision=model.revision, endpoint=endpoint
    )
    with _network_errors(url):
        metadata = huggingface_hub.get_hf_file_metadata(
            url, token=False, endpoint=endpoint, timeout=_SILENCE_TIMEOUT_S
        )
    size_bytes, etag = metadata.size, metadata.etag
    if size_bytes is None or etag is None or not digests.is_checksum(etag):
        raise DownloadError(
            f"{url} announces no size or no checksum: it is not a model hub, "
            "or something on the way changes its answers"
        )
    return _RemoteFile(name, url, size_bytes, etag, metadata.commit_hash or model.revision)


def _complete(remote: _RemoteFile, path: Path) -> Generator[int, None, None]:
    """Append to a file until it is whole, yielding its size after each piece.

    A lost connection is taken up again at once as long as the last one brought something.
    """
    while (start := _size(path)) < remote.size_bytes:
        lost = _ConnectionLostError(f"{remote.url} sends less than it announced")
        try:
            with _disk_errors(path), path.open("ab") as file:
                yield from _append(remote, file)
        except _ConnectionLostError as error:
            lost = error
        if _size(path) <= start:
            raise lost


def _append(remote: _RemoteFile, file: BinaryIO) -> Iterator[int]:
    from huggingface_hub import get_session, hf_raise_for_status  # noqa: PLC0415 - as above

    # Compressed, the bytes could not be counted from where the last connection ended.
    headers = {"Range": f"bytes={file.tell()}-", "Accept-Encoding": "identity"}
    with (
        _network_errors(remote.url),
        get_session().stream(
            "GET",
            remote.url,
            headers=headers,
            timeout=_SILENCE_TIMEOUT_S,
        ) as response,
    ):
        hf_raise_for_status(response)
        if response.status_code != HTTPStatus.PARTIAL_CONTENT:
            file.seek(0)
            file.truncate()
        for piece in response.iter_bytes():
            file.write(piece)
            yield file.tell()
            if file.tell() > remote.size_bytes:
                return


def _checked_sum(model: PublishedModel, remote: _RemoteFile, path: Path) -> str:
    """Return a fetched file's SHA-256 sum, or delete the file when it is not what was meant."""
    sha256 = digests.sha256_of([path])
    pinned = model.weights_sha256 if remote.name == WEIGHTS_FILE else None
    if digests.matches(remote.announced_sum, path) and pinned in {None, sha256}:
        return sha256
    path.unlink()
    raise DownloadError(
        f"{remote.name} of the model '{model.name}' came damaged and was deleted; "
        f"fetch it again with: maxwhisper models get {model.name}"
    )


@contextlib.contextmanager
def _sole_use(folder: Path, name: str) -> Iterator[None]:
    """Hold a folder, made if need be, against another program fetching the same model."""
    with _disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise DownloadError(
            f"The model '{name}' is being fetched by another program"
        ) from error
    try:
        yield
    finally:
        # An empty folder, which alone this deletes, would pass for a download begun.
        with contextlib.suppress(OSError):
            folder.rmdir()
        os.close(handle)


@contextlib.contextmanager
def _network_errors(url: str) -> Iterator[None]:
    """Turn what the hub's library raises into one line a user can act on."""
    # The base of httpx's errors, or of httpx2's from 2.4 on: whichever the library uses.
    from huggingface_hub.errors import (  # type: ignore[attr-defined]  # noqa: PLC0415
        HfHubHTTPError,
        HTTPError,
        OfflineModeIsEnabled,
    )

    try:
        yield
    except HfHubHTTPError as error:
        raise DownloadError(_refusal(url, error.response.status_code)) from error
    except OfflineModeIsEnabled as error:
        raise DownloadError("HF_HUB_OFFLINE forbids downloads; unset it first") from error
    except HTTPError as error:
        raise _ConnectionLostError(
            f"No connection to {urlsplit(url).netloc} ({error}); look at the network and the "
            "proxy settings, then give the same command again: it goes on where it stopped"
        ) from error


def _refusal(url: str, status: int) -> str:
    match status:
        case HTTPStatus.NOT_FOUND:
            return f"The model hub has no {url} (404): the model has moved"
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
            return f"The model hub refuses {url} ({status}): it is private or has moved"
        case _:
            return f"The model hub answers {url} with error {status}; try again later"


@contextlib.contextmanager
def _disk_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DownloadError(f"The disk became full while writing {path}") from error
        raise DownloadError(f"{path} cannot be written: {error.strerror}") from error


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
