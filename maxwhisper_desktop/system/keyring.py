"""Keeps the history's key in the desktop's keyring: GNOME Keyring, KWallet or KeePassXC.

All of them speak the Secret Service protocol (https://specifications.freedesktop.org/secret-service).
"""

import logging
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Final, TypeVar

from engine.sentence import Sentence
from maxwhisper_desktop.system.vault import KEY_BYTES, VaultError

if TYPE_CHECKING:
    from secretstorage.collection import Collection

log = logging.getLogger(__name__)

T = TypeVar("T")

ANSWER_S: Final = 10.0
"""Seconds that a keyring may take to answer."""

_LABEL: Final = "MaxWhisper: key of the history"
_ATTRIBUTES: Final = {"application": "maxwhisper", "purpose": "history"}


def has_keyring() -> bool:
    """Tell whether there is a keyring that could keep the key; waits for its answer."""
    try:
        _answer(lambda collection: collection.is_locked())
    except VaultError:
        return False
    return True


def history_keys(*, create: bool) -> list[bytes]:
    """Return the history's keys, the newest first; with ``create``, make one if there is none.

    Waits for the keyring's answer.

    Raises:
        VaultError: There is no keyring, it is locked, or it fails.
    """

    def fetch(collection: "Collection") -> list[bytes]:
        if collection.is_locked():
            raise VaultError(Sentence("The desktop's keyring is locked; unlock it."))
        found = list(collection.search_items(_ATTRIBUTES))
        if not found and create:
            key = secrets.token_bytes(KEY_BYTES)
            found = [collection.create_item(_LABEL, _ATTRIBUTES, key)]
        found.sort(key=lambda item: item.get_created(), reverse=True)
        return [item.get_secret() for item in found]

    return _answer(fetch)


def _answer(ask: Callable[["Collection"], T]) -> T:
    """Return what the keyring answers, on a thread that is left alone if it never does."""
    # Imported by those who encrypt: it takes a quarter of a second.
    from secretstorage import dbus_init  # noqa: PLC0415
    from secretstorage.collection import DEFAULT_COLLECTION, Collection  # noqa: PLC0415
    from secretstorage.exceptions import SecretStorageException  # noqa: PLC0415

    answer: Future[T] = Future()

    def work() -> None:
        try:
            with dbus_init() as connection:
                answer.set_result(ask(Collection(connection, DEFAULT_COLLECTION)))
        except BaseException as error:  # noqa: BLE001 - raised again below
            answer.set_exception(error)

    threading.Thread(target=work, name="keyring", daemon=True).start()
    try:
        return answer.result(ANSWER_S)
    except TimeoutError:
        raise VaultError(Sentence("The desktop's keyring does not answer.")) from None
    except (SecretStorageException, OSError, KeyError) as error:
        log.warning("the keyring: %r", error)
        raise VaultError(
            Sentence(
                "This desktop has no keyring that is set up. Install GNOME Keyring or KWallet, then"
                " log in again."
            )
        ) from error
