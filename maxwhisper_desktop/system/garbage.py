"""Python's cyclic garbage, collected on the main thread alone.

Python collects on whichever thread happens to allocate. Qt's objects in a cycle would then be
destroyed on that thread while the main thread uses what is connected to them, which crashes.
"""

import gc

from PySide6.QtCore import QAbstractEventDispatcher


def collect_on_this_thread() -> None:
    """From now on collect whenever this thread's event loop is about to wait for events.

    Everything that exists now is taken to stay, so no collection looks at it again.
    """
    gc.disable()
    gc.freeze()
    QAbstractEventDispatcher.instance().aboutToBlock.connect(collect_due)


def collect_due() -> None:
    """Collect the oldest generation in which enough was created, as Python itself would."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in reversed(range(len(counts))):
        # From Python 3.14 on the oldest has no threshold: the younger ones' collections include it.
        if 0 < thresholds[generation] < counts[generation]:
            gc.collect(generation)
            return
