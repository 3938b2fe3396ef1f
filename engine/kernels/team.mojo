"""How parts of work are shared out among threads.

Until a thread of MAX's joins in takes 10 to 40 µs, as long as a decoder's smaller products take. So a decoder's
layer calls its threads together once. Each of them goes through all of the layer's phases: it takes parts of a
phase while there are any, then waits for those that others have taken. Nobody waits for a thread that has not
begun, and one that comes late finds nothing left to do.
"""

from max.algorithm.functional import sync_parallelize
from std.atomic import Atomic, Ordering
from std.ffi import external_call
from std.memory import alloc
from std.runtime import parallelism_level

from kernels.vectors import Ints, pause

comptime _LINE = 16
"""Counters of four bytes in a line of the cache, which one counter has for itself."""
comptime _SPINS = 4096
"""Looks at a counter, which take 50 to 200 µs, after which a waiting thread lets others run."""


trait Threads:
    """What does the parts of a phase, of which each must be done before the next one begins."""

    comptime STARTS_AT_ONCE: Bool
    """Whether it takes well under a microsecond until a phase has begun."""

    def share_out[PartType: def(Int) -> None, //](mut self, part: PartType, n: Int):
        """Do ``part(0)`` to ``part(n - 1)``, in any order."""
        ...


@fieldwise_init
struct Pool(Threads):
    """MAX's threads, called for each phase."""

    comptime STARTS_AT_ONCE = False

    @always_inline
    def share_out[PartType: def(Int) -> None, //](mut self, part: PartType, n: Int):
        sync_parallelize(part, n)


struct Member(Threads):
    """One of the threads that go through the same phases together."""

    comptime STARTS_AT_ONCE = True

    var _counters: Ints
    """For each phase how many parts are taken, and how many are done."""
    var _phase: Int

    def __init__(out self, counters: Ints):
        self._counters = counters
        self._phase = 0

    @always_inline
    def share_out[PartType: def(Int) -> None, //](mut self, part: PartType, n: Int):
        var taken = self._counters.unsafe_offset(2 * self._phase * _LINE)
        var done = taken.unsafe_offset(_LINE)
        self._phase += 1
        while True:
            var i = Int(Atomic[Int32].fetch_add[ordering=Ordering.RELAXED](taken, Int32(1)))
            if i >= n:
                break
            part(i)
            _ = Atomic[Int32].fetch_add[ordering=Ordering.RELEASE](done, Int32(1))
        var n_looks = 0
        while Int(Atomic[Int32].load[ordering=Ordering.ACQUIRE](done)) < n:
            n_looks += 1
            if n_looks < _SPINS:
                pause()
            else:
                _ = external_call["sched_yield", Int32]()


def together[WorkType: def(Ints) -> None, //](work: WorkType, n_phases: Int):
    """Let all threads do ``work``, each as a ``Member`` with the counters it is given.

    Args:
        work: All of the phases, the same for each thread.
        n_phases: How many there are at most.
    """
    var counters = alloc[Int32](2 * n_phases * _LINE)
    for i in range(2 * n_phases * _LINE):
        counters.unsafe_store(i, 0)

    def task(i: Int) {imm}:
        work(counters)

    sync_parallelize(task, parallelism_level())
    counters.unsafe_free()
