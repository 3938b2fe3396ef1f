"""How much of the machine other work had."""

from pathlib import Path

import pytest

from engine.benchmark.foreign_load import Usage, foreign_share, usage


def process_files(proc: Path, stat: str, of_process: str) -> Path:
    (proc / "7").mkdir(parents=True)
    (proc / "stat").write_text(stat)
    (proc / "7" / "stat").write_text(of_process)
    return proc


def test_work_of_others_is_what_neither_we_nor_the_measured_did(tmp_path: Path) -> None:
    before = Usage(at_s=10.0, all_s=100.0, own_s=30.0)
    after = Usage(at_s=20.0, all_s=116.0, own_s=42.0)
    assert foreign_share(before, after, n_cpus=2) == pytest.approx(0.2)
    # Counters of different grain may say a little less than nothing.
    assert foreign_share(before, Usage(20.0, 111.0, 42.0), n_cpus=2) == 0
    assert foreign_share(None, after, n_cpus=2) is None


def test_busy_time_leaves_out_idleness_and_the_disk(tmp_path: Path) -> None:
    stat = "cpu  100 20 30 5000 600 7 8 9 50 0\ncpu0 1 2 3\n"
    of_process = "7 (an (odd) name) S" + " 0" * 10 + " 40 2 0 0\n"
    found = usage([7], process_files(tmp_path, stat, of_process))
    assert found is not None
    assert found.all_s == pytest.approx(1.74)
    assert found.own_s > 0.42


def test_a_process_that_is_gone_leaves_it_unknown(tmp_path: Path) -> None:
    assert usage([8], process_files(tmp_path, "cpu  1 2 3 4 5 6 7 8\n", "")) is None
