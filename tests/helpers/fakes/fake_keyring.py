"""A keyring in memory, which may be locked."""

import secrets

from engine.sentence import Sentence
from maxwhisper_desktop.system.vault import KEY_BYTES, VaultError


class FakeKeyring:
    """``FetchKeys``.

    Attributes:
        keys: In it, the newest first.
        is_locked: Whether it gives none.
    """

    def __init__(self) -> None:
        self.keys: list[bytes] = []
        self.is_locked = False

    def is_there(self) -> bool:
        return True

    def __call__(self, *, create: bool) -> list[bytes]:
        if self.is_locked:
            raise VaultError(Sentence("The keyring is locked."))
        if create and not self.keys:
            self.keys.append(secrets.token_bytes(KEY_BYTES))
        return self.keys
