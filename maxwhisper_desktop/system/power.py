"""Whether the machine runs on its battery, by what the kernel tells of its power supplies."""

from pathlib import Path
from typing import Final

SUPPLIES: Final = Path("/sys/class/power_supply")


def is_on_battery(supplies: Path = SUPPLIES) -> bool:
    """Return whether there is a battery that is being emptied and no other supply.

    A mouse's battery counts for nothing, and a machine that tells nothing has a plug.
    """
    kinds = [
        (_read(supply, "type"), _read(supply, "online"), _read(supply, "status"))
        for supply in sorted(supplies.glob("*"))
        if _read(supply, "scope") != "Device"
    ]
    has_plug = any(kind != "Battery" and online == "1" for kind, online, _ in kinds)
    return not has_plug and any(
        kind == "Battery" and status == "Discharging" for kind, _, status in kinds
    )


def _read(supply: Path, name: str) -> str:
    try:
        return (supply / name).read_text(encoding="utf-8").strip()
    except OSError:
        return ""
