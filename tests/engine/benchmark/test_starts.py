"""What precedes a cold start."""

from pathlib import Path

from engine.benchmark.starts import forget


def test_forgetting_files_leaves_them_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    file = tmp_path / "folder" / "weights"
    file.write_bytes(b"weights")
    forget([tmp_path / "folder", file, tmp_path / "gone"])
    assert file.read_bytes() == b"weights"
