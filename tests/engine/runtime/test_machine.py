"""What is told of the machine, its energy and its other work."""

from pathlib import Path

import pytest

from engine.benchmark.foreign_load import Usage, foreign_share, usage
from engine.benchmark.page_cache import forget
from engine.runtime.machine import EnergyMeter, this_machine


def test_this_machine_is_described() -> None:
    machine = this_machine()
    assert machine.n_cpus >= 1
    assert machine.memory_gb > 0
    assert all((machine.cpu, machine.system, machine.kernel, machine.python))


def test_a_machine_that_tells_nothing_is_described_all_the_same(tmp_path: Path) -> None:
    machine = this_machine(tmp_path)
    assert machine.memory_gb == 0
    assert machine.instructions == ()


@pytest.fixture
def powercap(tmp_path: Path) -> Path:
    for name, microjoules in (("intel-rapl:0", 5_000_000), ("intel-rapl:0:0", 4_000_000)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "energy_uj").write_text(f"{microjoules}\n")
    return tmp_path


def test_energy_is_that_of_the_packages_their_parts_not_counted_twice(powercap: Path) -> None:
    meter = EnergyMeter(powercap)
    assert meter() == 5.0
    (powercap / "intel-rapl:0" / "energy_uj").write_text("7500000\n")
    assert meter.used_since(5.0) == 2.5


def test_a_counter_that_began_anew_tells_nothing(powercap: Path) -> None:
    assert EnergyMeter(powercap).used_since(6.0) is None


def test_energy_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    meter = EnergyMeter(tmp_path)
    assert not meter.is_readable
    assert meter() is None
    assert meter.used_since(None) is None


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


def test_forgetting_files_leaves_them_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    file = tmp_path / "folder" / "weights"
    file.write_bytes(b"weights")
    forget([tmp_path / "folder", file, tmp_path / "gone"])
    assert file.read_bytes() == b"weights"
