"""The operation that is put between two kernels to take the time of each."""

import extensibility
from extensibility import InputTensor, OutputTensor
from extensibility import _MutableInputTensor as MutableInputTensor
from std.time import perf_counter_ns


@extensibility.register("lap")
struct Lap:
    """Copies ``x`` to ``dst``, and notes in ``times``, (n_laps, 2), when it began and when it ended.

    The kernel before makes ``x`` and the kernel after needs ``dst``, so that neither overlaps it.
    """

    @staticmethod
    def execute[
        number: Int
    ](
        dst: OutputTensor[dtype=DType.float32, rank=3, ...],
        x: InputTensor[dtype=DType.float32, rank=3, ...],
        times: MutableInputTensor[dtype=DType.int64, rank=2, ...],
    ) raises:
        var began = perf_counter_ns()
        var n = x.dim_size(0) * x.dim_size(1) * x.dim_size(2)
        var source = x.unsafe_ptr()
        var target = dst.unsafe_ptr()
        for i in range(n):
            target.unsafe_store(i, source.unsafe_load(i))
        times.unsafe_ptr().unsafe_store(2 * number, Int64(began))
        times.unsafe_ptr().unsafe_store(2 * number + 1, Int64(perf_counter_ns()))
