"""A model hub on loopback for downloads, which can fail in several ways."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer

from typing_extensions import override

from engine.checkpoints.catalogue import Catalogue, PublishedModel

COMMIT = "c" * 40
WEIGHTS = bytes(range(256)) * 1024
TOY_FILES = {
    "config.json": b'{"d_model": 4}',
    "generation_config.json": b"{}",
    "tokenizer.json": b'{"model": {}}',
    "model.safetensors": WEIGHTS,
}
TOY = PublishedModel(
    name="toy.en",
    repository="openai/whisper-toy.en",
    revision=COMMIT,
    n_parameters_m=1,
    weights_bytes=len(WEIGHTS),
    weights_sha256=hashlib.sha256(WEIGHTS).hexdigest(),
    other_bytes=sum(map(len, TOY_FILES.values())) - len(WEIGHTS),
)
UNPINNED = PublishedModel(
    name="unpinned",
    repository="openai/whisper-unpinned",
    revision=COMMIT,
    n_parameters_m=2,
)
TOY_CATALOGUE = Catalogue(models=(TOY, UNPINNED), aliases={"toy": "toy.en"})


def etag(name: str, content: bytes) -> str:
    """Return a file's ETag as the real hub: SHA-256 for weights, else the git blob id."""
    if name.endswith(".safetensors"):
        return hashlib.sha256(content).hexdigest()
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


@dataclass
class FakeHub:
    files: dict[str, bytes] = field(default_factory=lambda: dict(TOY_FILES))
    etags: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    status: HTTPStatus = HTTPStatus.OK
    knows_ranges: bool = True
    cuts: list[int] = field(default_factory=list)
    """Bytes of the weights that the next responses send before the connection breaks."""
    weight_starts: list[int] = field(default_factory=list)
    """The offset at which each request for the weights started."""
    headers_seen: list[dict[str, str]] = field(default_factory=list)
    endpoint: str = ""


class _Server(HTTPServer):
    def __init__(self, hub: FakeHub) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.hub = hub


class _Handler(BaseHTTPRequestHandler):
    server: _Server  # type: ignore[mutable-override]

    def do_HEAD(self) -> None:
        self._begin(HTTPStatus.OK, 0)

    def do_GET(self) -> None:
        hub = self.server.hub
        start = 0
        if hub.knows_ranges:
            start = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        content = self._begin(HTTPStatus.PARTIAL_CONTENT if start else HTTPStatus.OK, start)
        if self._file == "model.safetensors":
            hub.weight_starts.append(start)
            if hub.cuts:
                content = content[: hub.cuts.pop(0)]
        # A client that disconnects midway is one of the cases.
        with suppress(BrokenPipeError, ConnectionResetError):
            self.wfile.write(content)

    @property
    def _file(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    def _begin(self, status: HTTPStatus, start: int) -> bytes:
        """Send the response's headers and return the body to send."""
        hub = self.server.hub
        hub.headers_seen.append(dict(self.headers))
        content = hub.files.get(self._file)
        if content is None or hub.status is not HTTPStatus.OK:
            self.send_response(HTTPStatus.NOT_FOUND if content is None else hub.status)
            self.send_header("X-Error-Code", "EntryNotFound" if content is None else "")
            self.end_headers()
            return b""
        self.send_response(status)
        self.send_header("X-Repo-Commit", COMMIT)
        self.send_header("ETag", f'"{hub.etags.get(self._file, etag(self._file, content))}"')
        self.send_header("X-Linked-Size", str(hub.sizes.get(self._file, len(content))))
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        return content[start:]

    @override
    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def serving(hub: FakeHub) -> Iterator[FakeHub]:
    with _Server(hub) as server:
        hub.endpoint = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield hub
        finally:
            server.shutdown()
            thread.join()
