"""Where nobody speaks, files have no text."""

from collections.abc import Callable
from itertools import cycle

import pytest
from samples.no_speech import clips_without_speech

from engine.options import TranscribeOptions, for_files
from engine.transcription.transcriber import Transcriber

Load = Callable[[str], Transcriber]

pytestmark = [pytest.mark.compiles, pytest.mark.timeout(2400)]

CLIPS = dict(clips_without_speech())
NAMES = [*zip(CLIPS, cycle(["tiny.en", "base"]), strict=False)]
"""Each clip, and the model that hears it."""


def test_there_are_forty_clips() -> None:
    assert len(CLIPS) == 40


@pytest.mark.parametrize(("clip", "name"), NAMES)
def test_a_file_in_which_nobody_speaks_has_no_text(
    clip: str, name: str, transcriber: Load
) -> None:
    transcript = transcriber(name).transcribe(CLIPS[clip], for_files(TranscribeOptions()))
    assert transcript.text == ""
    assert transcript.warning == ""
