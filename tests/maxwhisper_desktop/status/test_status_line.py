"""The progress line of a long job."""

import io

from fakes.fake_terminal import Clock, Terminal

from engine.compilation.store import CompileProgress
from engine.dims import ModelDimensions
from engine.graphs.spec import GraphSpec
from maxwhisper_desktop.status.compile_progress import compile_text
from maxwhisper_desktop.status.status_line import StatusLine

DIMS = ModelDimensions(80, 1500, 384, 6, 4, 51864, 448, 384, 6, 4)


def test_on_a_terminal_the_line_is_redrawn_and_erased() -> None:
    terminal, clock = Terminal(), Clock()
    line = StatusLine(terminal, clock)
    line.show("one")
    clock.now = 1.0
    line.show("two")
    line.erase()
    assert terminal.getvalue() == "\rone\x1b[K\rtwo\x1b[K\r\x1b[K"


def test_on_a_terminal_a_line_that_is_too_long_is_cut_and_wide_letters_count_twice() -> None:
    terminal = Terminal()
    StatusLine(terminal, Clock()).show("日本" * 30)
    assert terminal.getvalue() == f"\r{'日本' * 19}日\x1b[K"


def test_elsewhere_a_line_is_written_now_and_then() -> None:
    file, clock = io.StringIO(), Clock()
    line = StatusLine(file, clock)
    for clock.now in (0.0, 5.0, 9.9, 10.0):
        line.show(f"after {clock.now:.0f} s")
    line.show("done", is_last=True)
    line.erase()
    assert file.getvalue() == "after 0 s\nafter 10 s\ndone\n"


def test_a_compile_says_what_for_which_target_and_that_it_happens_once() -> None:
    specs = (
        GraphSpec("encoder", DIMS, "float16", "sm_89"),
        GraphSpec("decoder", DIMS, "float16", "sm_89"),
    )
    text = compile_text(CompileProgress(specs, 42.4, is_waiting=False))
    assert text.startswith("Compiling the encoder and decoder for sm_89: 42 s")
    assert "once" in text


def test_work_on_a_model_without_a_compile_says_that_it_happens_once() -> None:
    text = compile_text(CompileProgress((), 3.0, is_waiting=False))
    assert text == "Preparing the model: 3 s (once per model)"


def test_waiting_for_another_process_has_its_own_text() -> None:
    spec = GraphSpec("encoder", DIMS, "float32", "cpu")
    text = compile_text(CompileProgress((spec,), 3.0, is_waiting=True))
    assert text == "Waiting for another MaxWhisper to compile the encoder: 3 s"
