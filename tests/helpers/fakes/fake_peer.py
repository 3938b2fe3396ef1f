"""A fake engine's program, which does what its options say.

It prints a line as libraries do, ``says`` a text for every clip, ``fails_at`` a numbered clip,
or ``dies_at`` one; with ``cannot`` it fails to load; it reports ``n_fallbacks`` for each clip.
"""

import os
import sys
import threading

import numpy as np
from numpy.typing import NDArray

from engine.benchmark.runners.protocol import Setup
from engine.benchmark.runners.serving import Decoded, Tell, serve


class FakePeer:
    """See ``Program``."""

    def __init__(self) -> None:
        self._options = dict[str, str]()
        self._n_sounds = 0
        self.device = "cpu"
        self.versions = {"fake": "1.0", "threads": os.environ["OMP_NUM_THREADS"]}

    def prepare(self, setup: Setup, tell: Tell) -> None:
        tell("converting")

    def load(self, setup: Setup, tell: Tell) -> None:
        self._options = dict(setup.options)
        self.device = setup.options.get("device", "cpu")
        if "cannot" in self._options:
            raise OSError(self._options["cannot"])
        os.write(1, b"loading weights: 100 %\n")

    def transcribe(self, waveform: NDArray[np.float32], language: str) -> Decoded:
        self._n_sounds += 1
        if self._options.get("fails_at") == str(self._n_sounds):
            raise ValueError("odd sound")
        if self._options.get("dies_at") == str(self._n_sounds):
            sys.stderr.write("segmentation fault\n")
            os._exit(3)
        # Long enough to be measurable; no test asserts the time.
        threading.Event().wait(0.002)
        text = self._options.get("says", f"{len(waveform)} samples of {language}")
        n_fallbacks = int(self._options.get("n_fallbacks", "0"))
        return Decoded(f" {text}", len(text.split()), {"encode": 1.0}, n_fallbacks)


if __name__ == "__main__":
    sys.stdout.write("a greeting of a library\n")
    serve(FakePeer())
