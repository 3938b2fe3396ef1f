"""Downloads models: the only module that may open a network connection.

Requests go through ``huggingface_hub``'s session, which knows the user's proxy and
certificates. The streaming is our own because ``hf_hub_download`` discards an unfinished file
(seen in 2.4: each attempt has a new temporary name), and 6 GB must be resumable.
"""

import contextlib
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
from engine.errors import DownloadError, os_reason
from engine.sentence import Sentence

DownloadReport: TypeAlias = Callable[[int, int, str], None]
"""Called with the bytes received, the total and the name of the current file.

To stop the download, raise an exception from it; the next download resumes there.
"""

_SILENCE_TIMEOUT_S: Final = 30.0


class _ConnectionLostError(DownloadError):
    """The connection was lost; what was received so far is kept."""


@dataclass(frozen=True, slots=True)
class _RemoteFile:
    name: str
    url: str
    size_bytes: int
    announced_sum: str
    commit: str


@dataclass(frozen=True, slots=True)
class ModelStore(LocalModels):
    """The models on this machine, and downloading more.

    Only ``get`` imports ``huggingface_hub``, which takes longer than everything else here.
    """

    endpoint: str | None = None
    """URL of the hub; None for ``HF_ENDPOINT`` or else Hugging Face."""

    def get(self, name: str, report: DownloadReport = lambda *_: None) -> Checkpoint:
        """Download a published model, or resume its download.

        It counts as installed only once every file is complete and its checksum matches.

        Raises:
            DownloadError: The download failed; the message says why.
            CheckpointError: No published model has this name.
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
    """Download all files of a model into a folder, with a manifest of their checksums."""
    remotes = [_look_up(model, name, endpoint) for name in DOWNLOADED_FILES]
    bytes_total = sum(remote.size_bytes for remote in remotes)
    missing_bytes = bytes_total - sum(_size(folder / remote.name) for remote in remotes)
    free_bytes = shutil.disk_usage(folder).free
    if missing_bytes > free_bytes:
        raise DownloadError(
            Sentence(
                "Not enough disk space: “{model}” needs {needed:.0f} MB in {folder}, {free:.0f} MB are "
                "free",
                model=model.name,
                needed=missing_bytes / 1e6,
                folder=folder.parent,
                free=free_bytes / 1e6,
            )
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
    # The library reads it when imported; it also shortens the user agent.
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    import huggingface_hub  # noqa: PLC0415 - slow to import and needed only here

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
            Sentence(
                "{address} was sent without size or checksum: it is not a model hub, or a proxy alters "
                "its answers",
                address=url,
            )
        )
    return _RemoteFile(name, url, size_bytes, etag, metadata.commit_hash or model.revision)


def _complete(remote: _RemoteFile, path: Path) -> Generator[int, None, None]:
    """Append to a file until it is complete, yielding its size after each chunk.

    Reconnects at once after a lost connection, as long as the last one delivered something.
    """
    while (start := _size(path)) < remote.size_bytes:
        lost = _ConnectionLostError(
            Sentence("{address} sent less than it had announced; try again", address=remote.url)
        )
        try:
            with _disk_errors(path), path.open("ab") as file:
                yield from _append(remote, file)
        except _ConnectionLostError as error:
            lost = error
        if _size(path) <= start:
            raise lost


def _append(remote: _RemoteFile, file: BinaryIO) -> Iterator[int]:
    from huggingface_hub import get_session, hf_raise_for_status  # noqa: PLC0415 - as above

    # No compression: the range counts bytes of the file itself.
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
    """Return a downloaded file's SHA-256; delete the file if its checksum does not match."""
    sha256 = digests.sha256_of([path])
    pinned = model.weights_sha256 if remote.name == WEIGHTS_FILE else None
    if digests.matches(remote.announced_sum, path) and pinned in {None, sha256}:
        return sha256
    path.unlink()
    raise DownloadError(
        Sentence(
            "{file} of the model “{model}” was damaged on its way and has been deleted; download "
            "it again with: maxwhisper models get {model}",
            file=remote.name,
            model=model.name,
        )
    )


@contextlib.contextmanager
def _sole_use(folder: Path, name: str) -> Iterator[None]:
    """Lock a folder, created if necessary, against another download of the same model."""
    with _disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise DownloadError(
            Sentence("Another program is already downloading the model “{name}”", name=name)
        ) from error
    try:
        yield
    finally:
        # Deletes it only if it is empty: an empty folder would look like a started download.
        with contextlib.suppress(OSError):
            folder.rmdir()
        os.close(handle)


@contextlib.contextmanager
def _network_errors(url: str) -> Iterator[None]:
    """Convert the hub library's errors to one line that a user can act on."""
    # The base class of httpx's errors, or from 2.4 on httpx2's: whichever the library uses.
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
        raise DownloadError(
            Sentence("The setting HF_HUB_OFFLINE forbids downloads; remove it to allow them")
        ) from error
    except HTTPError as error:
        raise _ConnectionLostError(
            Sentence(
                "There is no connection to {host}; check the network and its proxy, then download "
                "again: the download goes on where it stopped",
                host=urlsplit(url).netloc,
            )
        ) from error


def _refusal(url: str, status: int) -> Sentence:
    match status:
        case HTTPStatus.NOT_FOUND:
            return Sentence(
                "The model hub has no {address}: the model may have moved", address=url
            )
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
            return Sentence(
                "The model hub denies access to {address}: the model is private or has moved",
                address=url,
            )
        case _:
            return Sentence(
                "The model hub could not send {address}; try again later", address=url
            )


@contextlib.contextmanager
def _disk_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DownloadError(
            Sentence("{file} cannot be written: {reason}", file=path, reason=os_reason(error))
        ) from error


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
