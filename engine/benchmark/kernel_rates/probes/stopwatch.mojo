"""The operation that is put between two kernels to take the time of each."""

import extensibility
from extensibility import InputTensor, OutputTensor
from extensibility import _MutableInputTensor as MutableInputTensor
from std.ffi import external_call
from std.time import perf_counter_ns

comptime PROCESS_CLOCK = Int32(2)
"""``CLOCK_PROCESS_CPUTIME_ID`` of Linux."""


@extensibility.register("lap")
struct Lap:
    """Copies ``x`` to ``dst``, and notes when it began and when it ended.

    The kernel before makes ``x`` and the kernel after needs ``dst``, so that neither overlaps it.
    ``times``, (n_laps, 2, 2), is in nanoseconds: on the clock, then of the processors; begin, then end.
    """

    @staticmethod
    def execute[
        number: Int
    ](
        dst: OutputTensor[dtype=DType.float32, rank=3, ...],
        x: InputTensor[dtype=DType.float32, rank=3, ...],
        times: MutableInputTensor[dtype=DType.int64, rank=3, ...],
    ) raises:
        var note = times.unsafe_ptr()
        note.unsafe_store(4 * number, Int64(perf_counter_ns()))
        note.unsafe_store(4 * number + 2, processor_ns())
        var n = x.dim_size(0) * x.dim_size(1) * x.dim_size(2)
        var source = x.unsafe_ptr()
        var target = dst.unsafe_ptr()
        for i in range(n):
            target.unsafe_store(i, source.unsafe_load(i))
        note.unsafe_store(4 * number + 3, processor_ns())
        note.unsafe_store(4 * number + 1, Int64(perf_counter_ns()))


def processor_ns() -> Int64:
    """Return the processor time of all threads of this process."""
    var time = Array[Int64, 2](fill=0)
    _ = external_call["clock_gettime", Int32](PROCESS_CLOCK, time.unsafe_ptr())
    return time[0] * 1_000_000_000 + time[1]
