"""Compiles one graph to a file: ``python -m engine.compilation.process SPEC PATH``.

It is a process because a compile takes minutes, cannot be interrupted from Python and leaks
memory. No GPU need be present: GPU code is compiled for a virtual device.
"""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final, NoReturn, TypeAlias

from max.driver import (
    CPU,
    Accelerator,
    set_virtual_cpu_target,
    set_virtual_device_api,
    set_virtual_device_count,
    set_virtual_device_target_arch,
)
from max.dtype import DType
from max.engine import InferenceSession
from max.graph import DeviceRef, Graph

from engine.graphs.spec import CPU_LEVELS, CPU_TARGET, INT8, GraphSpec, is_gpu

Builder: TypeAlias = Callable[[GraphSpec], Graph]
"""Returns the graph that a spec describes."""

MAX_REASON_CHARS: Final = 2_000
"""A failed compile prints the whole module; the reason is in the first lines."""


def build(spec: GraphSpec) -> Graph:
    """Return the graph that ``spec`` describes."""
    # Imported only now: without a virtual device set, the graphs would look for a real one.
    from engine.graphs.decoder import decoder_graph  # noqa: PLC0415
    from engine.graphs.encoder import encoder_graph  # noqa: PLC0415
    from engine.graphs.gpu_decoder import gpu_decoder_graph  # noqa: PLC0415
    from engine.graphs.int8_decoder import int8_decoder_graph  # noqa: PLC0415
    from engine.graphs.int8_encoder import int8_encoder_graph  # noqa: PLC0415

    if spec.dtype == INT8:
        int8_graph = int8_encoder_graph if spec.half == "encoder" else int8_decoder_graph
        return int8_graph(spec.dims)
    device = DeviceRef.GPU() if is_gpu(spec.target) else DeviceRef.CPU()
    graphs = {
        "encoder": encoder_graph,
        "decoder": decoder_graph,
        "gpu_decoder": gpu_decoder_graph,
    }
    return graphs[spec.half](spec.dims, DType[spec.dtype], device)


def compile_to(spec: GraphSpec, path: Path, builder: Builder) -> None:
    """Compile what ``builder`` returns for ``spec`` and write the artefact to ``path``."""
    if spec.target == CPU_TARGET:
        session = InferenceSession(devices=[CPU()])
    elif spec.target in CPU_LEVELS:
        set_virtual_cpu_target(spec.target)
        session = InferenceSession(devices=[CPU()])
    else:
        set_virtual_device_api("cuda")
        set_virtual_device_target_arch(spec.target)
        set_virtual_device_count(1)
        session = InferenceSession(devices=[Accelerator()])
    session.compile(builder(spec)).export_mef(path)


def _end_with_parent() -> None:
    """End this process once its parent is gone, which closes the pipe to our stdin."""
    # Not sys.stdin: a thread must not hold its lock when the interpreter exits.
    while os.read(0, 1):
        pass
    os._exit(1)


def run(builder: Builder) -> NoReturn:
    """Compile what the command line says, write the reason of a failure to stderr, and exit."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    spec, path = GraphSpec.from_json(sys.argv[1]), Path(sys.argv[2])
    status = 0
    try:
        compile_to(spec, path, builder)
    except Exception as error:  # noqa: BLE001 - top of a process; MAX documents no exceptions
        causes = [str(error), str(error.__cause__ or "")]
        sys.stderr.write("\n".join(cause[:MAX_REASON_CHARS] for cause in causes))
        status = 1
    sys.stderr.flush()
    # Skips MAX's own shutdown, which sometimes aborts after its Mojo compiler has run.
    os._exit(status)


if __name__ == "__main__":
    run(build)
