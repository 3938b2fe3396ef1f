"""What windows say while a model is prepared."""

import pytest

from engine.compilation.store import CompileProgress
from engine.dims import ModelDimensions
from engine.graphs.spec import GraphSpec
from maxwhisper_desktop.status.compile_words import compile_words

DIMS = ModelDimensions(80, 1500, 384, 6, 4, 51864, 448, 384, 6, 4)
SPEC = GraphSpec("encoder", DIMS, "float32", "cpu")


@pytest.mark.parametrize(
    ("progress", "part"),
    [
        (CompileProgress((SPEC,), 42.4, is_waiting=False), "takes minutes"),
        (CompileProgress((SPEC,), 42.4, is_waiting=True), "Another MaxWhisper"),
        (CompileProgress((), 42.4, is_waiting=False), "once per model"),
    ],
    ids=["compiling", "waiting", "filling the cache"],
)
def test_whoever_waits_learns_for_what_and_how_long(
    progress: CompileProgress, part: str
) -> None:
    words = compile_words(progress)
    assert part in words
    assert ": 42 s" in words
    assert "encoder" not in words
