"""What this machine has for recognising speech, as far as it can be known without MAX."""

from engine.benchmark.machine_rates import MachineRates
from engine.benchmark.sentence_wait import predicted_waits
from engine.checkpoints.recommendation import MachineMeans
from engine.options import DeviceWish
from engine.runtime.driver import has_usable_card
from engine.runtime.machine import this_machine


def this_machine_means(wish: DeviceWish = "auto", device: str | None = None) -> MachineMeans:
    """Return the means of this machine.

    Args:
        wish: The device that the user wants.
        device: The device of the loaded model, which knows better than any guess; None if there is
            none.
    """
    machine = this_machine()
    has_card = has_usable_card() if device is None else device != "cpu"
    return MachineMeans(machine.n_cpus, machine.memory_gb, has_card and wish != "cpu")


def estimated_waits(rates: MachineRates | None) -> dict[str, float]:
    """Return the seconds that a sentence would take on this processor, by the model's name.

    Args:
        rates: Of this machine; nothing is claimed without them.
    """
    return predicted_waits(rates, this_machine().int8_instructions) if rates is not None else {}
