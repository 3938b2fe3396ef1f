"""The operations a graph can name: int8 products fused with norm, GELU or residual."""

import extensibility
from extensibility import InputTensor, OutputTensor

from kernels.gelu import gelu
from kernels.product import multiply
from kernels.quantised import Int8Matrix, normalise
from kernels.team import Pool
from kernels.vectors import LANES, Floats, FloatVector, StopFlag, group_size


@always_inline
def floats_of[rank: Int](tensor: InputTensor[dtype=DType.float32, rank=rank, ...]) -> Floats:
    """Return where a tensor's floats are."""
    return tensor.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin]()


@always_inline
def flag_of(tensor: InputTensor[dtype=DType.int32, rank=1, ...]) -> StopFlag:
    """Return where a call's stop flag is."""
    return tensor.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin]()


@always_inline
def matrix_of[
    n_bytes: Int
](
    values: InputTensor[dtype=DType.int8, rank=1, ...],
    scales: InputTensor[dtype=DType.float32, rank=2, ...],
    sums: InputTensor[dtype=DType.int32, rank=2, ...],
    bias: InputTensor[dtype=DType.float32, rank=1, ...],
) -> Int8Matrix[n_bytes]:
    """Return the matrix that four tensors make up."""
    return Int8Matrix[n_bytes](
        values.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin](),
        floats_of(scales),
        sums.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin](),
        floats_of(bias),
        scales.dim_size(1) // LANES * group_size(n_bytes),
        scales.dim_size(0) * LANES,
    )


@extensibility.register("int8_linear_add")
struct Int8LinearAdd:
    """A product plus the residual: the end of each half of a block."""

    @staticmethod
    def execute[
        n_bytes: Int
    ](
        dst: OutputTensor[dtype=DType.float32, rank=3, ...],
        x: InputTensor[dtype=DType.float32, rank=3, ...],
        residual: InputTensor[dtype=DType.float32, rank=3, ...],
        values: InputTensor[dtype=DType.int8, rank=1, ...],
        scales: InputTensor[dtype=DType.float32, rank=2, ...],
        sums: InputTensor[dtype=DType.int32, rank=2, ...],
        bias: InputTensor[dtype=DType.float32, rank=1, ...],
        stop: InputTensor[dtype=DType.int32, rank=1, ...],
    ) raises:
        var matrix = matrix_of[n_bytes](values, scales, sums, bias)
        var source = floats_of(x)
        var bypass = floats_of(residual)
        var target = dst.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin]()

        def row(r: Int, room: Floats) {imm} -> Floats:
            return source.unsafe_offset(r * matrix.k)

        def finish(r: Int, column: Int, y: FloatVector) {imm}:
            var at = r * matrix.n + column
            target.unsafe_store(at, y + bypass.unsafe_load[width=LANES](at))

        var pool = Pool()
        multiply(row, matrix, finish, x.dim_size(0) * x.dim_size(1), flag_of(stop), pool)


@extensibility.register("int8_norm_linear")
struct Int8NormLinear:
    """Layer norm, a product, and GELU if asked for: the start of each half of a block."""

    @staticmethod
    def execute[
        with_gelu: Bool, n_bytes: Int
    ](
        dst: OutputTensor[dtype=DType.float32, rank=3, ...],
        x: InputTensor[dtype=DType.float32, rank=3, ...],
        norm_weight: InputTensor[dtype=DType.float32, rank=1, ...],
        norm_bias: InputTensor[dtype=DType.float32, rank=1, ...],
        values: InputTensor[dtype=DType.int8, rank=1, ...],
        scales: InputTensor[dtype=DType.float32, rank=2, ...],
        sums: InputTensor[dtype=DType.int32, rank=2, ...],
        bias: InputTensor[dtype=DType.float32, rank=1, ...],
        stop: InputTensor[dtype=DType.int32, rank=1, ...],
    ) raises:
        var matrix = matrix_of[n_bytes](values, scales, sums, bias)
        var source = floats_of(x)
        var weight = floats_of(norm_weight)
        var shift = floats_of(norm_bias)
        var target = dst.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin]()

        def row(r: Int, room: Floats) {imm} -> Floats:
            normalise(source.unsafe_offset(r * matrix.k), weight, shift, room, matrix.k)
            return room

        def finish(r: Int, column: Int, y: FloatVector) {imm}:
            comptime if with_gelu:
                target.unsafe_store(r * matrix.n + column, gelu(y))
            else:
                target.unsafe_store(r * matrix.n + column, y)

        var pool = Pool()
        multiply(row, matrix, finish, x.dim_size(0) * x.dim_size(1), flag_of(stop), pool)


@extensibility.register("int8_convolution")
struct Int8Convolution:
    """A convolution of three taps with GELU, as a product of each frame and its neighbours.

    Frames stand in pairs, ``(n_batch, time, 2 * width)``. Where ``stride`` is two, a pair becomes one
    frame, to which its positional embedding is added.
    """

    @staticmethod
    def execute[
        stride: Int
    ](
        dst: OutputTensor[dtype=DType.float32, rank=3, ...],
        x: InputTensor[dtype=DType.float32, rank=3, ...],
        table: InputTensor[dtype=DType.float32, rank=2, ...],
        values: InputTensor[dtype=DType.int8, rank=1, ...],
        scales: InputTensor[dtype=DType.float32, rank=2, ...],
        sums: InputTensor[dtype=DType.int32, rank=2, ...],
        bias: InputTensor[dtype=DType.float32, rank=1, ...],
        stop: InputTensor[dtype=DType.int32, rank=1, ...],
    ) raises:
        var matrix = matrix_of[2](values, scales, sums, bias)
        var source = floats_of(x)
        var embedding = floats_of(table)
        var target = dst.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin]()
        var width = x.dim_size(2) // 2
        var n_in = 2 * x.dim_size(1)
        var n_out = n_in // stride

        def row(r: Int, room: Floats) {imm} -> Floats:
            # The three taps' frames side by side, (3 * width,), with zeros outside of the window.
            var window = source.unsafe_offset((r // n_out) * n_in * width)
            var centre = (r % n_out) * stride
            for tap in range(3):
                var frame = centre + tap - 1
                var is_outside = frame < 0 or frame >= n_in
                for i in range(0, width, LANES):
                    var value = FloatVector(0)
                    if not is_outside:
                        value = window.unsafe_load[width=LANES](frame * width + i)
                    room.unsafe_store(tap * width + i, value)
            for i in range(3 * width, matrix.k, LANES):
                room.unsafe_store(i, FloatVector(0))
            return room

        def finish(r: Int, column: Int, y: FloatVector) {imm}:
            var result = gelu(y)
            comptime if stride == 2:
                result += embedding.unsafe_load[width=LANES]((r % n_out) * matrix.n + column)
            target.unsafe_store(r * matrix.n + column, result)

        var pool = Pool()
        multiply(row, matrix, finish, x.dim_size(0) * n_out, flag_of(stop), pool)


@extensibility.register("int8_logits")
struct Int8Logits:
    """Layer norm and the output head for the tokens in ``rows``, without the fill columns."""

    @staticmethod
    def execute(
        dst: OutputTensor[dtype=DType.float32, rank=3, ...],
        x: InputTensor[dtype=DType.float32, rank=3, ...],
        rows: InputTensor[dtype=DType.int64, rank=1, ...],
        norm_weight: InputTensor[dtype=DType.float32, rank=1, ...],
        norm_bias: InputTensor[dtype=DType.float32, rank=1, ...],
        values: InputTensor[dtype=DType.int8, rank=1, ...],
        scales: InputTensor[dtype=DType.float32, rank=2, ...],
        sums: InputTensor[dtype=DType.int32, rank=2, ...],
        bias: InputTensor[dtype=DType.float32, rank=1, ...],
        stop: InputTensor[dtype=DType.int32, rank=1, ...],
    ) raises:
        var matrix = matrix_of[2](values, scales, sums, bias)
        var source = floats_of(x)
        var weight = floats_of(norm_weight)
        var shift = floats_of(norm_bias)
        var target = dst.unsafe_ptr().unsafe_origin_cast[MutUntrackedOrigin]()
        var wanted = rows.unsafe_ptr()
        var n_rows = rows.dim_size(0)
        var n_tokens = x.dim_size(1)
        var n_vocab = dst.dim_size(2)

        def row(r: Int, room: Floats) {imm} -> Floats:
            var token = (r // n_rows) * n_tokens + Int(wanted.unsafe_load(r % n_rows))
            normalise(source.unsafe_offset(token * matrix.k), weight, shift, room, matrix.k)
            return room

        def finish(r: Int, column: Int, y: FloatVector) {imm}:
            if column + LANES <= n_vocab:
                target.unsafe_store(r * n_vocab + column, y)
            else:
                for i in range(n_vocab - column):
                    target.unsafe_store(r * n_vocab + column + i, y[i])

        var pool = Pool()
        multiply(row, matrix, finish, x.dim_size(0) * n_rows, flag_of(stop), pool)


@extensibility.register("int8_embedding")
struct Int8Embedding:
    """Token plus positional embeddings; tokens are columns of the output head, which is tied."""

    @staticmethod
    def execute(
        dst: OutputTensor[dtype=DType.float32, rank=3, ...],
        tokens: InputTensor[dtype=DType.int64, rank=2, ...],
        offset: InputTensor[dtype=DType.int64, rank=1, ...],
        table: InputTensor[dtype=DType.float32, rank=2, ...],
        values: InputTensor[dtype=DType.int8, rank=1, ...],
        scales: InputTensor[dtype=DType.float32, rank=2, ...],
        sums: InputTensor[dtype=DType.int32, rank=2, ...],
        bias: InputTensor[dtype=DType.float32, rank=1, ...],
    ) raises:
        var matrix = matrix_of[2](values, scales, sums, bias)
        var n_tokens = tokens.dim_size(1)
        var embedding = floats_of(table)
        var first = Int(offset.unsafe_ptr().unsafe_load(0))
        for r in range(tokens.dim_size(0) * n_tokens):
            var token = Int(tokens.unsafe_ptr().unsafe_load(r))
            var position = first + r % n_tokens
            for i in range(matrix.k):
                var sum = matrix.element(i, token) + embedding.unsafe_load(position * matrix.k + i)
                dst.unsafe_ptr().unsafe_store(r * matrix.k + i, sum)
