"""Plain loops of what the kernels are limited by, on all threads.

All threads leave their results in the same place, since nobody reads them: without a result the
compiler would leave the loop out.
"""

import extensibility
from extensibility import InputTensor, OutputTensor
from linalg.arch.cpu.neon_intrinsics import _neon_dotprod
from linalg.arch.cpu.vnni_intrinsics import dot_i8_to_i32_x86
from max.algorithm.functional import sync_parallelize
from std.memory import bitcast
from std.runtime import parallelism_level
from std.sys import CompilationTarget
from std.sys.intrinsics import llvm_intrinsic

comptime IS_X86 = CompilationTarget.is_x86()
comptime HAS_WIDE_REGISTERS = CompilationTarget.has_avx512f()
comptime LANES = 16 if HAS_WIDE_REGISTERS else 8 if IS_X86 else 4
"""Of a register."""
comptime SUMS = 12
"""Registers that are added to in turn: so many that none waits for itself."""
comptime ROUNDS = 400_000
"""Of a loop: one to three milliseconds."""
comptime HAS_DOT4 = CompilationTarget.has_vnni() or not IS_X86
"""Whether one instruction multiplies four bytes; 16-bit numbers then take two passes (``kernels/vectors.mojo``)."""
comptime IntVector = SIMD[DType.int32, LANES]
comptime FloatVector = SIMD[DType.float32, LANES]


@extensibility.register("peak_facts")
struct PeakFacts:
    """Gives the threads, whether 16-bit numbers take two passes, and the operations of each loop of arithmetic."""

    @staticmethod
    def execute(dst: OutputTensor[dtype=DType.int64, rank=1, ...]) raises:
        var n_threads = parallelism_level()
        var n_floats = n_threads * ROUNDS * SUMS * LANES * 2
        dst.unsafe_ptr().unsafe_store(0, Int64(n_threads))
        dst.unsafe_ptr().unsafe_store(1, Int64(1 if HAS_DOT4 else 0))
        dst.unsafe_ptr().unsafe_store(2, Int64(4 * n_floats))
        dst.unsafe_ptr().unsafe_store(3, Int64(2 * n_floats))
        dst.unsafe_ptr().unsafe_store(4, Int64(n_floats))


@extensibility.register("peak_bytes")
struct PeakBytes:
    """The instructions of products with 8-bit activations, again and again."""

    @staticmethod
    def execute(
        dst: OutputTensor[dtype=DType.float32, rank=3, ...],
        x: InputTensor[dtype=DType.float32, rank=3, ...],
    ) raises:
        multiply[_dot_bytes](dst, x)


@extensibility.register("peak_pairs")
struct PeakPairs:
    """The same with 16-bit activations: where they take two passes, one of them."""

    @staticmethod
    def execute(
        dst: OutputTensor[dtype=DType.float32, rank=3, ...],
        x: InputTensor[dtype=DType.float32, rank=3, ...],
    ) raises:
        comptime if HAS_DOT4:
            multiply[_dot_bytes](dst, x)
        else:
            multiply[_dot_pairs](dst, x)


@always_inline
def multiply[
    dot: def(IntVector, IntVector, IntVector) thin -> IntVector
](
    dst: OutputTensor[dtype=DType.float32, rank=3, ...],
    x: InputTensor[dtype=DType.float32, rank=3, ...],
):
    """Add products to registers in turn, on all threads."""
    var start = bitcast[DType.int32, LANES](x.unsafe_ptr().unsafe_load[width=LANES](0))
    var target = dst.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin]()

    def task(thread: Int) {imm}:
        var sums = Array[IntVector, SUMS](fill=start)
        comptime for i in range(SUMS):
            sums[i] += IntVector(thread + i)
        for _ in range(ROUNDS):
            comptime for i in range(SUMS):
                # A sum is its own factor, so that no product can be taken out of the loop.
                sums[i] = dot(sums[i], sums[i], start)
        var total = IntVector(0)
        comptime for i in range(SUMS):
            total += sums[i]
        target.unsafe_store(0, total.cast[DType.float32]())

    sync_parallelize(task, parallelism_level())


@always_inline
def _dot_bytes(total: IntVector, a: IntVector, w: IntVector) -> IntVector:
    """Add the products of four neighbours, as ``dot4`` of the kernels does."""
    comptime if not IS_X86:
        return rebind[IntVector](
            _neon_dotprod(
                rebind[SIMD[DType.int32, 4]](total),
                bitcast[DType.int8, 16](rebind[SIMD[DType.int32, 4]](a)),
                bitcast[DType.int8, 16](rebind[SIMD[DType.int32, 4]](w)),
            )
        )
    elif HAS_DOT4:
        return dot_i8_to_i32_x86(total, a, w)
    else:
        comptime NAME = "avx512.pmaddubs.w.512" if HAS_WIDE_REGISTERS else "avx2.pmadd.ub.sw"
        var sums = llvm_intrinsic["llvm.x86." + NAME, SIMD[DType.int16, 2 * LANES]](
            bitcast[DType.int8, 4 * LANES](a), bitcast[DType.int8, 4 * LANES](w)
        )
        return _dot_pairs(total, bitcast[DType.int32, LANES](sums), IntVector(0x0001_0001))


@always_inline
def _dot_pairs(total: IntVector, a: IntVector, w: IntVector) -> IntVector:
    """Add the products of two neighbours, as ``dot2`` of the kernels does."""
    comptime NAME = "avx512.pmaddw.d.512" if HAS_WIDE_REGISTERS else "avx2.pmadd.wd"
    return total + llvm_intrinsic["llvm.x86." + NAME, IntVector](
        bitcast[DType.int16, 2 * LANES](a), bitcast[DType.int16, 2 * LANES](w)
    )


@extensibility.register("peak_floats")
struct PeakFloats:
    """A float32 multiplication and addition, again and again."""

    @staticmethod
    def execute(
        dst: OutputTensor[dtype=DType.float32, rank=3, ...],
        x: InputTensor[dtype=DType.float32, rank=3, ...],
    ) raises:
        var start = x.unsafe_ptr().unsafe_load[width=LANES](0)
        var target = dst.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin]()

        def task(thread: Int) {imm}:
            var sums = Array[FloatVector, SUMS](fill=start)
            comptime for i in range(SUMS):
                sums[i] += FloatVector(thread + i)
            for _ in range(ROUNDS):
                comptime for i in range(SUMS):
                    sums[i] = sums[i].fma(start, start)
            var total = FloatVector(0)
            comptime for i in range(SUMS):
                total += sums[i]
            target.unsafe_store(0, total)

        sync_parallelize(task, parallelism_level())


@extensibility.register("peak_reading")
struct PeakReading:
    """Memory is read once, each thread its share in order."""

    @staticmethod
    def execute(
        dst: OutputTensor[dtype=DType.float32, rank=3, ...],
        x: InputTensor[dtype=DType.float32, rank=3, ...],
        memory: InputTensor[dtype=DType.float32, rank=1, ...],
    ) raises:
        comptime STEP = SUMS * LANES
        var start = x.unsafe_ptr().unsafe_load[width=LANES](0)
        var source = memory.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin]()
        var target = dst.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin]()
        var n_threads = parallelism_level()
        var share = memory.dim_size(0) // n_threads

        def task(thread: Int) {imm}:
            var at = source.unsafe_offset(thread * share)
            var sums = Array[FloatVector, SUMS](fill=start)
            for i in range(0, share // STEP * STEP, STEP):
                comptime for part in range(SUMS):
                    sums[part] += at.unsafe_load[width=LANES](i + part * LANES)
            var total = FloatVector(0)
            comptime for part in range(SUMS):
                total += sums[part]
            target.unsafe_store(0, total)

        sync_parallelize(task, n_threads)
