"""A machine is on its battery only if the kernel says so."""

from pathlib import Path

import pytest

from maxwhisper_desktop.system.power import is_on_battery

PLUGGED = {"type": "Mains", "online": "1"}
UNPLUGGED = {"type": "Mains", "online": "0"}
EMPTYING = {"type": "Battery", "status": "Discharging"}
FILLING = {"type": "Battery", "status": "Charging"}
USB = {"type": "USB", "online": "1"}
MOUSE = {"type": "Battery", "status": "Discharging", "scope": "Device"}


@pytest.mark.parametrize(
    ("supplies", "expected"),
    [
        ([], False),
        ([PLUGGED], False),
        ([UNPLUGGED, EMPTYING], True),
        ([EMPTYING], True),
        ([PLUGGED, EMPTYING], False),
        ([UNPLUGGED, USB, EMPTYING], False),
        ([UNPLUGGED, FILLING], False),
        ([MOUSE], False),
        ([{"type": "Battery"}], False),
    ],
)
def test_the_battery_is_in_use(
    supplies: list[dict[str, str]], *, expected: bool, tmp_path: Path
) -> None:
    for number, supply in enumerate(supplies):
        folder = tmp_path / f"supply{number}"
        folder.mkdir()
        for name, value in supply.items():
            (folder / name).write_text(f"{value}\n", encoding="utf-8")
    assert is_on_battery(tmp_path) is expected
