"""Vector and pointer types of all kernels, and the instructions that int8 products need."""

from linalg.arch.cpu.neon_intrinsics import _neon_dotprod
from linalg.arch.cpu.vnni_intrinsics import dot_i8_to_i32_x86
from std.memory import bitcast
from std.sys import CompilationTarget
from std.sys.intrinsics import llvm_intrinsic

comptime LANES = 16
"""Columns that are computed together: one register of AVX-512, two of AVX2, four of NEON."""

comptime IS_X86 = CompilationTarget.is_x86()
comptime HAS_WIDE_REGISTERS = CompilationTarget.has_avx512f()
comptime HAS_DOT4 = CompilationTarget.has_vnni() or not IS_X86
"""Whether one instruction multiplies four bytes: VNNI of 512 or 256 bits, and NEON's dot product."""
comptime SMALL_WORK = 1 << 19
"""Products of two numbers that one thread computes sooner than another one would join in."""
comptime ZERO_POINT = 128 if IS_X86 else 0
"""Added to signed bytes of activations: x86 multiplies unsigned bytes (activations) by signed ones."""

comptime Floats = Pointer[Float32, MutUntrackedOrigin]
comptime Halves = Pointer[Float16, MutUntrackedOrigin]
comptime Bytes = Pointer[UInt8, MutUntrackedOrigin]
comptime SignedBytes = Pointer[Int8, MutUntrackedOrigin]
comptime Ints = Pointer[Int32, MutUntrackedOrigin]
comptime StopFlag = Ints
"""One number; another thread sets it to 1 where a call's results are wanted no more."""
comptime FloatVector = SIMD[DType.float32, LANES]
comptime IntVector = SIMD[DType.int32, LANES]


@always_inline
def pause():
    """Tell the processor that this thread only waits."""
    comptime if IS_X86:
        llvm_intrinsic["llvm.x86.sse2.pause", NoneType]()
    else:
        llvm_intrinsic["llvm.aarch64.hint", NoneType](Int32(1))  # yield


@always_inline
def is_set(stop: StopFlag) -> Bool:
    """Return whether the rest of the call may be left out."""
    return stop.unsafe_load[volatile=True](0) != 0


@always_inline
def group_size(n_bytes: Int) -> Int:
    """Return how many neighbouring inputs share a scale, by the bytes of an activation."""
    return 64 if n_bytes == 1 else 32


@always_inline
def dot4(total: IntVector, a: IntVector, w: IntVector) -> IntVector:
    """Add to each lane the four products of its bytes in ``a`` and ``w``.

    Bytes of ``a`` are of activations, unsigned on x86, else signed; those of ``w`` are signed weights. On x86 without
    VNNI two products are first summed in 16 bits: weights are packed so that their sum fits.
    """
    comptime if not HAS_DOT4:
        return dot2(total, _dot_bytes(a, w), IntVector(0x0001_0001))
    elif HAS_WIDE_REGISTERS:
        return dot_i8_to_i32_x86(total, a, w)
    elif IS_X86:
        # The width for 16 lanes is AVX-512's own, which no compiler can take apart.
        var low = dot_i8_to_i32_x86(_low(total), _low(a), _low(w))
        var high = dot_i8_to_i32_x86(_high(total), _high(a), _high(w))
        return low.join(high)
    else:
        var sum = IntVector(0)
        comptime for part in range(LANES // 4):
            var of = _neon_dotprod(
                total.slice[4, offset=4 * part](),
                bitcast[DType.int8, 16](a.slice[4, offset=4 * part]()),
                bitcast[DType.int8, 16](w.slice[4, offset=4 * part]()),
            )
            sum = sum.insert[offset=4 * part](of)
        return sum


@always_inline
def dot2(total: IntVector, a: IntVector, w: IntVector) -> IntVector:
    """Add to each lane the two products of its signed 16-bit halves in ``a`` and ``w``, on x86."""
    comptime if HAS_WIDE_REGISTERS:
        return total + llvm_intrinsic["llvm.x86.avx512.pmaddw.d.512", IntVector](
            bitcast[DType.int16, 2 * LANES](a), bitcast[DType.int16, 2 * LANES](w)
        )
    else:
        return total + _dot2_half(_low(a), _low(w)).join(_dot2_half(_high(a), _high(w)))


comptime _Half = SIMD[DType.int32, LANES // 2]


@always_inline
def _dot2_half(a: _Half, w: _Half) -> _Half:
    return llvm_intrinsic["llvm.x86.avx2.pmadd.wd", _Half](
        bitcast[DType.int16, LANES](a), bitcast[DType.int16, LANES](w)
    )


@always_inline
def _dot_bytes(a: IntVector, w: IntVector) -> IntVector:
    """Return the sums of two neighbouring products each, in 16 bits, two in a lane."""
    comptime if HAS_WIDE_REGISTERS:
        return bitcast[DType.int32, LANES](
            llvm_intrinsic["llvm.x86.avx512.pmaddubs.w.512", SIMD[DType.int16, 2 * LANES]](
                bitcast[DType.int8, 4 * LANES](a), bitcast[DType.int8, 4 * LANES](w)
            )
        )
    else:
        return _dot_bytes_half(_low(a), _low(w)).join(_dot_bytes_half(_high(a), _high(w)))


@always_inline
def _dot_bytes_half(a: _Half, w: _Half) -> _Half:
    return bitcast[DType.int32, LANES // 2](
        llvm_intrinsic["llvm.x86.avx2.pmadd.ub.sw", SIMD[DType.int16, LANES]](
            bitcast[DType.int8, 2 * LANES](a), bitcast[DType.int8, 2 * LANES](w)
        )
    )


@always_inline
def _low(vector: IntVector) -> _Half:
    return vector.slice[LANES // 2, offset=0]()


@always_inline
def _high(vector: IntVector) -> _Half:
    return vector.slice[LANES // 2, offset = LANES // 2]()
