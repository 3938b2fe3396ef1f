"""What is told of the machine and its energy."""

from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    ("flags", "instructions"),
    [
        ("sse4_2 avx2 fma avx512f avx512_vnni", "AVX-512 VNNI"),
        ("avx2 avx512f avx512bw", "AVX-512"),
        ("avx2 fma avx_vnni gfni", "AVX-VNNI"),
        ("avx avx2 fma", "AVX2"),
        ("sse4_2 avx", None),
    ],
)
def test_the_best_instructions_for_int8_are_told(
    flags: str, instructions: str | None, tmp_path: Path
) -> None:
    (tmp_path / "cpuinfo").write_text(f"model name\t: Some CPU\nflags\t\t: {flags}\n")
    assert this_machine(tmp_path).int8_instructions == instructions


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
