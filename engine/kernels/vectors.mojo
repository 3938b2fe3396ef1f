"""Vector and pointer types of all kernels, and the one instruction that int8 products need."""

from linalg.arch.cpu.neon_intrinsics import _neon_dotprod
from linalg.arch.cpu.vnni_intrinsics import dot_i8_to_i32_x86
from std.memory import bitcast
from std.sys import CompilationTarget

comptime LANES = 16
"""Columns that are computed together: one register of AVX-512, two of AVX2, four of NEON."""

comptime IS_X86 = CompilationTarget.is_x86()
comptime HAS_WIDE_REGISTERS = CompilationTarget.has_avx512f()
comptime ZERO_POINT = 128 if IS_X86 else 0
"""Added to activations: x86 multiplies unsigned bytes (activations) by signed ones (weights)."""

comptime Floats = Pointer[Float32, MutUntrackedOrigin]
comptime Halves = Pointer[Float16, MutUntrackedOrigin]
comptime Bytes = Pointer[UInt8, MutUntrackedOrigin]
comptime SignedBytes = Pointer[Int8, MutUntrackedOrigin]
comptime Ints = Pointer[Int32, MutUntrackedOrigin]
comptime FloatVector = SIMD[DType.float32, LANES]
comptime IntVector = SIMD[DType.int32, LANES]


@always_inline
def group_size(n_bytes: Int) -> Int:
    """Return how many neighbouring inputs share a scale, by the bytes of an activation."""
    return 128 if n_bytes == 1 else 32


@always_inline
def dot4(total: IntVector, a: IntVector, w: IntVector) -> IntVector:
    """Add to each lane the four products of its bytes in ``a`` and ``w``.

    Bytes of ``a`` are an activation plus ``ZERO_POINT``; those of ``w`` are signed weights.
    """
    comptime if HAS_WIDE_REGISTERS:
        return dot_i8_to_i32_x86(total, a, w)
    elif IS_X86:
        # The width for 16 lanes is AVX-512's own, which no compiler can take apart.
        var low = dot_i8_to_i32_x86(_half[0](total), _half[0](a), _half[0](w))
        var high = dot_i8_to_i32_x86(_half[1](total), _half[1](a), _half[1](w))
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
def _half[which: Int](vector: IntVector) -> SIMD[DType.int32, LANES // 2]:
    return vector.slice[LANES // 2, offset = which * LANES // 2]()
