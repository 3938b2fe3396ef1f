"""The time that a device itself spends, beside the wall time of the host that waits for it."""

from max.driver import Device, DeviceEvent


class DeviceClock:
    """Two events on a GPU's queue; a CPU has no queue, and no time of its own."""

    def __init__(self, device: Device) -> None:
        """Time ``device``."""
        self._device = device
        self._start: DeviceEvent | None = None
        self._end: DeviceEvent | None = None

    def start(self) -> None:
        """Begin, once the work given to the device so far is done."""
        self._start, self._end = self._event(), None

    def stop(self) -> None:
        """End, once the work given to the device so far is done; this does not wait for it."""
        self._end = self._event()

    def elapsed_ms(self) -> float:
        """Wait for the end and return the time between; 0 without a GPU or a start."""
        if self._start is None or self._end is None:
            return 0.0
        self._end.synchronize()
        return self._start.elapsed_time(self._end)

    def _event(self) -> DeviceEvent | None:
        if self._device.is_host:
            return None
        event = DeviceEvent(self._device, enable_timing=True)
        self._device.default_queue.record_event(event)
        return event
