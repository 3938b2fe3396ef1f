"""Seals what was said, so that nobody can read it without the key that the desktop's keyring keeps."""

import hashlib
import secrets
import struct
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Protocol

from engine.errors import SaidError
from engine.sentence import Sentence

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES: Final = 32
"""AES-256."""

_MAGIC: Final = b"MWS1"
_HEAD: Final = struct.Struct("4s8s12s")
"""Magic, key id, nonce; the ciphertext and its tag of 16 bytes follow."""

OVERHEAD: Final = _HEAD.size + 16
"""Bytes by which sealed content is longer."""


class FetchKeys(Protocol):
    """Fetches keys from a keyring, which may take seconds."""

    def __call__(self, *, create: bool) -> Sequence[bytes]:
        """Return all keys, the newest first; with ``create``, make one if there is none.

        Raises:
            VaultError: The keyring cannot be used.
        """
        ...


class VaultError(SaidError):
    """Something cannot be sealed or read; the sentence says why."""


class Vault:
    """Seals and unseals with AES-256 in GCM. For any threads: its keys change all at once."""

    def __init__(self, fetch_keys: FetchKeys) -> None:
        """Know no key yet."""
        self._fetch_keys = fetch_keys
        self._keys: dict[bytes, AESGCM] = {}

    def unlock(self, *, create: bool) -> None:
        """Fetch the keys, unless some are here; with ``create``, make one if there is none.

        Raises:
            VaultError: The keyring cannot be used.
        """
        if self._keys:
            return
        # Imported by those who encrypt: it takes a tenth of a second.
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        keys = [key for key in self._fetch_keys(create=create) if len(key) == KEY_BYTES]
        self._keys = {_key_id(key): AESGCM(key) for key in keys}

    def knows(self, sealed: bytes) -> bool:
        """Tell whether the key of some sealed content is here; its first bytes are enough."""
        magic, key_id = struct.unpack_from("4s8s", sealed)
        return magic == _MAGIC and key_id in self._keys

    def seal(self, content: bytes) -> bytes:
        """Seal content with the newest key.

        Raises:
            VaultError: There is no key.
        """
        if not self._keys:
            raise VaultError(Sentence("The key is not in the desktop's keyring."))
        key_id, cipher = next(iter(self._keys.items()))
        # A random nonce of 96 bits may be used for some 2^32 contents of one key.
        head = _HEAD.pack(_MAGIC, key_id, secrets.token_bytes(12))
        return head + cipher.encrypt(head[12:], content, head)

    def unseal(self, sealed: bytes) -> bytes:
        """Return what was sealed.

        Raises:
            VaultError: Its key is not here, or it was changed since.
        """
        if len(sealed) < OVERHEAD or not self.knows(sealed):
            raise VaultError(Sentence("The key is not in the desktop's keyring."))
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - see ``unlock``

        head, rest = sealed[: _HEAD.size], sealed[_HEAD.size :]
        _, key_id, nonce = _HEAD.unpack(head)
        try:
            return self._keys[key_id].decrypt(nonce, rest, head)
        except InvalidTag:
            raise VaultError(Sentence("It is damaged.")) from None


def _key_id(key: bytes) -> bytes:
    return hashlib.sha256(_MAGIC + key).digest()[:8]
