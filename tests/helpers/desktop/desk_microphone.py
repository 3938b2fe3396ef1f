"""The app's microphone on a test's desktop, in its own process; and what is played to it."""

import queue
import sys
import threading
import wave
from pathlib import Path

import numpy as np
from footprint import Footprint
from patience import PATIENCE_S

from desktop.desk import Desk
from engine.audio.waveform import SAMPLE_RATE, Waveform


class DeskMicrophone:
    """Controls the probe, which gets commands and answers in lines."""

    def __init__(self, desk: Desk, *wished: str, is_patient: bool = True) -> None:
        self._desk = desk
        # The child finds the project as this process did, whether it is installed or not.
        start = (
            f"import sys; sys.path[:0] = {[*sys.path]!r}; "
            "from desktop import microphone_probe as probe; "
        )
        arguments = (str(desk.folder), "patient" if is_patient else "hurried", *wished)
        self._process = desk.spawn(
            sys.executable, "-c", f"{start}probe.main()", *arguments, piped=True
        )
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()
        self.expect("Ready")

    def tell(self, line: str) -> None:
        """Send the probe a command."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())
        self._process.stdin.flush()

    def expect(self, beginning: str) -> str:
        """Wait for the next line, which must start with ``beginning``; return the rest."""
        line = self._lines.get(timeout=PATIENCE_S)
        assert line is not None, f"the probe has ended: {self._desk.log(sys.executable)}"
        assert line.startswith(beginning), line
        return line.removeprefix(beginning).strip()

    def begin(self, take: int) -> None:
        """Start recording, and wait for the first audio."""
        self.tell(f"record {take}")
        self.expect(f"Started {take}")

    def hear_more(self) -> None:
        """Wait until another quarter of a second has been recorded."""
        self.tell("hear")
        self.expect("Heard")

    def end(self, take: int) -> Waveform:
        """Stop a take and return its audio."""
        self.tell(f"stop {take}")
        self.expect(f"Stopped {take}")
        return self.sound(take)

    def sound(self, take: int) -> Waveform:
        """Return the audio of a take that has ended."""
        waveform: Waveform = np.load(self._desk.folder / f"take-{take}.npy")
        return waveform

    def footprint(self) -> Footprint:
        """Return what the probe occupies."""
        return Footprint.of(self._process.pid)

    def leave(self) -> None:
        """Close the probe's input, and wait until it has ended."""
        assert self._process.stdin is not None
        self._process.stdin.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.decode().strip())
        self._lines.put(None)


def add_microphone(desk: Desk, name: str) -> str:
    """Add a microphone that records what is played to ``name_in``; return its module."""
    sink = f"sink_name={name}_in"
    desk.run("pactl", "load-module", "module-null-sink", sink, "channels=1", "norewinds=1")
    return plug_in(desk, name)


def plug_in(desk: Desk, name: str) -> str:
    """Reconnect a microphone; return its module."""
    source, master = f"source_name={name}", f"master={name}_in.monitor"
    label = f"source_properties=device.description={name}-label"
    module = desk.run("pactl", "load-module", "module-remap-source", source, master, label)
    return module.strip()


def pull_out(desk: Desk, name: str) -> None:
    """Disconnect a microphone."""
    for line in desk.run("pactl", "list", "short", "modules").splitlines():
        if f"source_name={name} " in f"{line} ":
            desk.run("pactl", "unload-module", line.split()[0])


def hum(desk: Desk, sink: str, pitch_hz: float) -> None:
    """Play a tone to ``sink`` until the desk ends."""
    path = desk.folder / f"{sink}.wav"
    time_s = np.arange(60 * SAMPLE_RATE) / SAMPLE_RATE
    save(path, (0.3 * np.sin(2 * np.pi * pitch_hz * time_s)).astype(np.float32))
    desk.spawn("paplay", f"--device={sink}", str(path))
    desk.wait_for(lambda: f"{sink}.wav" in desk.run("pactl", "list", "sink-inputs"))


def save(path: Path, waveform: Waveform) -> None:
    """Write a WAV that any program can play."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        file.writeframes((waveform * 32767).astype("<i2").tobytes())


def loudness(waveform: Waveform, pitch_hz: float) -> float:
    """Return the amplitude of a tone in a sound."""
    if not waveform.size:
        return 0.0
    turns = np.exp(-2j * np.pi * pitch_hz * np.arange(waveform.size) / SAMPLE_RATE)
    return float(2 * abs(np.mean(waveform * turns)))


def likeness(said: Waveform, recorded: Waveform) -> float:
    """Return the correlation of ``said`` with its best place in ``recorded``."""
    n_fft = said.size + recorded.size
    spectrum = np.fft.rfft(recorded, n_fft) * np.conj(np.fft.rfft(said, n_fft))
    start = int(np.argmax(np.fft.irfft(spectrum, n_fft)[: recorded.size]))
    found = recorded[start : start + said.size]
    said = said[: found.size]
    return float(np.dot(said, found) / np.sqrt(np.dot(said, said) * np.dot(found, found)))
