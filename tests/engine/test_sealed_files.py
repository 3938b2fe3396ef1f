"""Derived files with the hash of their content in their names."""

from pathlib import Path

import pytest

from engine import sealed_files
from engine.sealed_files import find_sealed, seal


def _sealed(folder: Path, content: bytes = b"content") -> Path:
    made = folder / "made"
    made.write_bytes(content)
    return seal(made, folder, "graph", ".mef")


def test_an_intact_file_is_found(tmp_path: Path) -> None:
    path = _sealed(tmp_path)
    assert find_sealed(tmp_path, "graph", ".mef") == path
    assert find_sealed(tmp_path, "other", ".mef") is None


@pytest.mark.parametrize("n_looks_before", [0, 1, 2])
def test_a_changed_file_is_noticed_and_deleted(tmp_path: Path, n_looks_before: int) -> None:
    path = _sealed(tmp_path)
    for _ in range(n_looks_before):
        assert find_sealed(tmp_path, "graph", ".mef")
    path.write_bytes(b"kontent")
    assert find_sealed(tmp_path, "graph", ".mef") is None
    assert list(tmp_path.iterdir()) == []


def test_an_intact_file_is_hashed_once_a_boot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boot_id = tmp_path / "boot_id"
    boot_id.write_text("first")
    monkeypatch.setattr(sealed_files, "_BOOT_ID", boot_id)
    hashed: list[Path] = []
    digest = sealed_files._digest

    def counted(path: Path) -> str:
        hashed.append(path)
        return digest(path)

    monkeypatch.setattr(sealed_files, "_digest", counted)
    path = _sealed(tmp_path)
    hashed.clear()
    for _ in range(3):
        find_sealed(tmp_path, "graph", ".mef")
    assert hashed == [path]
    boot_id.write_text("second")
    find_sealed(tmp_path, "graph", ".mef")
    assert hashed == [path, path]


def test_without_a_boot_id_it_is_hashed_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed_files, "_BOOT_ID", tmp_path / "absent")
    path = _sealed(tmp_path)
    assert find_sealed(tmp_path, "graph", ".mef") == path
    assert [*tmp_path.iterdir()] == [path]
