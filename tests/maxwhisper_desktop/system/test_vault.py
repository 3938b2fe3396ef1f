"""What a vault seals can be read with its key alone, and only unchanged."""

import pytest
from fakes.fake_keyring import FakeKeyring

from maxwhisper_desktop.system.vault import OVERHEAD, Vault, VaultError


@pytest.fixture
def keyring() -> FakeKeyring:
    return FakeKeyring()


def _opened(keyring: FakeKeyring) -> Vault:
    vault = Vault(keyring)
    vault.unlock(create=True)
    return vault


def test_another_vault_of_the_same_keyring_reads_what_was_sealed(keyring: FakeKeyring) -> None:
    sealed = _opened(keyring).seal(b"what was said")
    assert b"said" not in sealed
    assert len(sealed) == len(b"what was said") + OVERHEAD
    assert _opened(keyring).unseal(sealed) == b"what was said"


def test_the_same_content_is_sealed_differently_each_time(keyring: FakeKeyring) -> None:
    vault = _opened(keyring)
    assert vault.seal(b"yes") != vault.seal(b"yes")


def test_a_vault_of_another_keyring_reads_nothing(keyring: FakeKeyring) -> None:
    sealed = _opened(keyring).seal(b"what was said")
    other = _opened(FakeKeyring())
    assert not other.knows(sealed[:12])
    with pytest.raises(VaultError, match="key"):
        other.unseal(sealed)


def test_what_was_sealed_with_an_older_key_is_read_and_the_newest_key_seals(
    keyring: FakeKeyring,
) -> None:
    before = _opened(keyring).seal(b"old")
    keyring.keys.insert(0, bytes(32))
    vault = _opened(keyring)
    assert vault.unseal(before) == b"old"
    keyring.keys.pop()
    assert _opened(keyring).unseal(vault.seal(b"new")) == b"new"


@pytest.mark.parametrize("at", [0, 5, 14, 30, -1])
def test_a_changed_byte_is_noticed_wherever_it_is(keyring: FakeKeyring, at: int) -> None:
    vault = _opened(keyring)
    sealed = bytearray(vault.seal(b"what was said"))
    sealed[at] ^= 1
    with pytest.raises(VaultError):
        vault.unseal(bytes(sealed))


@pytest.mark.parametrize("content", [b"", b"MWS1", b"RIFF" + bytes(100)])
def test_content_that_was_never_sealed_is_refused(keyring: FakeKeyring, content: bytes) -> None:
    with pytest.raises(VaultError):
        _opened(keyring).unseal(content)


def test_nothing_is_sealed_without_a_key(keyring: FakeKeyring) -> None:
    vault = Vault(keyring)
    with pytest.raises(VaultError):
        vault.seal(b"what was said")
    keyring.is_locked = True
    with pytest.raises(VaultError, match="locked"):
        vault.unlock(create=True)
    with pytest.raises(VaultError):
        vault.seal(b"what was said")
