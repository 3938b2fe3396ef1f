"""Whole transcriptions by the real network, against openai-whisper's of the same sound."""

import csv
import difflib
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from engine.audio.file import read_audio_file
from engine.audio.waveform import SAMPLE_RATE, Waveform, duration_s
from engine.errors import OptionError
from engine.options import (
    DecodingOptions,
    Padding,
    Task,
    TranscribeOptions,
    for_files,
)
from engine.transcription.transcriber import Transcriber

Load = Callable[[str], Transcriber]

pytestmark = [pytest.mark.compiles, pytest.mark.timeout(2400)]


def _silence(seconds: float) -> Waveform:
    return np.zeros(round(seconds * SAMPLE_RATE), np.float32)


def _beams(n: int) -> TranscribeOptions:
    return TranscribeOptions(decoding=DecodingOptions(beam_size=n))


def test_the_reference_s_own_tokens_come_out(
    name: str, sample: Waveform, exact_transcriber: Load, golden: dict[str, np.ndarray]
) -> None:
    transcript = exact_transcriber(name).transcribe(
        sample, TranscribeOptions(padding=Padding.LOG_MEL)
    )
    tokens = [token for segment in transcript.segments for token in segment.tokens]
    assert tokens == golden["tokens"].tolist()
    (first, *_) = transcript.segments
    assert first.avg_logprob == pytest.approx(float(golden["avg_logprob"]), abs=1e-3)
    assert first.no_speech_prob == pytest.approx(float(golden["no_speech_prob"]), abs=1e-4)
    assert first.compression_ratio == pytest.approx(float(golden["compression_ratio"]))


def test_the_other_padding_gives_the_tokens_the_reference_decodes_with_it(
    name: str, sample: Waveform, exact_transcriber: Load, golden: dict[str, np.ndarray]
) -> None:
    options = TranscribeOptions(padding=Padding.SILENCE)
    transcript = exact_transcriber(name).transcribe(sample, options)
    tokens = [token for segment in transcript.segments for token in segment.tokens]
    assert tokens == golden["tokens_of_silence_padding"].tolist()


def test_five_beams_find_the_text_that_the_reference_s_find(
    name: str, sample: Waveform, exact_transcriber: Load, golden: dict[str, np.ndarray]
) -> None:
    transcript = exact_transcriber(name).transcribe(sample, _beams(5))
    tokens = [token for segment in transcript.segments for token in segment.tokens]
    assert tokens == golden["tokens_of_five_beams"].tolist()
    expected = float(golden["avg_logprob_of_five_beams"])
    assert transcript.segments[0].avg_logprob == pytest.approx(expected, abs=1e-3)


def test_beams_serve_all_windows_of_a_long_recording(
    sample: Waveform, transcriber: Load
) -> None:
    recording = np.concatenate([sample, _silence(1.5)] * 4)
    transcript = transcriber("tiny.en").transcribe(recording, _beams(3))
    assert transcript.text.count("this machine") == 4


def test_a_long_recording_comes_out_whole(sample: Waveform, transcriber: Load) -> None:
    recording = np.concatenate([sample, _silence(1.5)] * 8)
    assert duration_s(recording) > 80
    done: list[float] = []
    transcript = transcriber("tiny.en").transcribe(recording, report=done.append)
    assert transcript.text.count("this machine") == 8
    assert done == sorted(done)
    assert done[-1] == pytest.approx(transcript.duration_s, abs=0.02)
    starts = [segment.start for segment in transcript.segments]
    assert starts == sorted(starts)
    assert transcript.segments[-1].end <= transcript.duration_s


def test_text_before_is_given_to_the_next_window_where_that_is_wanted(
    sample: Waveform, transcriber: Load
) -> None:
    recording = np.concatenate([sample, _silence(1.5)] * 4)
    options = TranscribeOptions(condition_on_previous_text=True)
    transcript = transcriber("tiny.en").transcribe(recording, options)
    assert transcript.text.count("this machine") == 4


def test_a_prompt_teaches_a_spelling(sample: Waveform, transcriber: Load) -> None:
    plain = transcriber("base").transcribe(sample)
    prompted = transcriber("base").transcribe(
        sample,
        TranscribeOptions(prompt="hold the key speak and let go the words stand in the window"),
    )
    assert "." in plain.text
    assert "window" in prompted.text
    assert prompted.text != plain.text


def test_silence_gives_no_text(name: str, transcriber: Load) -> None:
    transcript = transcriber(name).transcribe(_silence(4))
    assert transcript.text == ""
    assert transcript.segments == ()


def test_nothing_at_all_gives_no_text(transcriber: Load) -> None:
    transcript = transcriber("tiny.en").transcribe(_silence(0))
    assert transcript.text == ""
    assert transcript.n_tokens == 0


def test_an_exception_of_the_report_cancels_the_work(
    sample: Waveform, transcriber: Load
) -> None:
    calls = 0

    def cancel(done_s: float) -> None:
        nonlocal calls
        calls += 1
        if calls == 5:  # in the midst of the first window
            assert done_s == 0.0
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        transcriber("tiny.en").transcribe(np.concatenate([sample] * 8), report=cancel)
    assert calls == 5


def test_a_language_the_model_lacks_is_refused(sample: Waveform, transcriber: Load) -> None:
    with pytest.raises(OptionError, match="does not know the language “xx”"):
        transcriber("base").transcribe(sample, TranscribeOptions(language="xx"))


@pytest.mark.parametrize("token", [-2, 51_864])
def test_a_token_the_model_lacks_cannot_be_suppressed(
    token: int, sample: Waveform, transcriber: Load
) -> None:
    options = TranscribeOptions(decoding=DecodingOptions(suppress_tokens=(1, token)))
    with pytest.raises(OptionError, match=f"does not know the token {token}"):
        transcriber("tiny.en").transcribe(sample, options)


@pytest.mark.parametrize(
    "options", [TranscribeOptions(language="de"), TranscribeOptions(task=Task.TRANSLATE)]
)
def test_an_english_model_refuses_other_languages(
    options: TranscribeOptions, sample: Waveform, transcriber: Load
) -> None:
    with pytest.raises(OptionError, match="knows English only"):
        transcriber("tiny.en").transcribe(sample, options)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def _share_found(reference: list[str], found: list[str]) -> float:
    """Return how many of the reference's words are there, in their order."""
    matcher = difflib.SequenceMatcher(None, reference, found, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(reference)


ANY_FILE = for_files(TranscribeOptions())


def _clicks() -> Waveform:
    sound = np.zeros(12 * SAMPLE_RATE, np.float32)
    sound[:: round(0.7 * SAMPLE_RATE)] = 0.9
    return sound


def _noise(length_s: float, level: float) -> Waveform:
    samples = np.random.default_rng(0).standard_normal(round(length_s * SAMPLE_RATE))
    return (level * samples).astype(np.float32)


def test_in_a_file_without_speech_no_words_are_found(transcriber: Load) -> None:
    seconds = np.arange(20 * SAMPLE_RATE) / SAMPLE_RATE
    chord = sum(0.1 * np.sin(2 * np.pi * hz * seconds) for hz in (220.0, 277.2, 329.6))
    recordings = {
        "silence": _silence(29.0),
        "clicks": _clicks(),
        "chord": np.asarray(chord, np.float32),
        "noise": _noise(12.0, 0.1),
        "faint noise": _noise(35.0, 1e-3),
    }
    found = {
        kind: transcriber("tiny.en").transcribe(sound, ANY_FILE).text
        for kind, sound in recordings.items()
    }
    assert found == dict.fromkeys(recordings, "")


@pytest.mark.parametrize("gap", [_silence(35.0), _noise(26.0, 3e-3)])
def test_a_sentence_beside_silence_or_noise_is_found_whole_and_in_its_place(
    gap: Waveform, sample: Waveform, transcriber: Load
) -> None:
    alone = transcriber("base").transcribe(sample, ANY_FILE)
    recording = np.concatenate([gap, sample, gap, sample])
    transcript = transcriber("base").transcribe(recording, ANY_FILE)
    # Its first word may become another one: how a window begins decides between near ties.
    assert _share_found(2 * _words(alone.text), _words(transcript.text)) > 0.9
    assert len(_words(transcript.text)) == 2 * len(_words(alone.text))
    first_s, second_s = duration_s(gap), 2 * duration_s(gap) + duration_s(sample)
    starts = [segment.start for segment in transcript.segments]
    assert starts[0] == pytest.approx(first_s, abs=1.0)
    assert any(start == pytest.approx(second_s, abs=1.0) for start in starts)


def test_without_timestamps_the_text_is_one_segment(
    sample: Waveform, transcriber: Load
) -> None:
    options = TranscribeOptions(with_timestamps=False)
    transcript = transcriber("base").transcribe(sample, options)
    (segment,) = transcript.segments
    assert transcript.text.endswith("ever leaves this machine.")
    assert segment.start == 0.0
    assert segment.end == pytest.approx(transcript.duration_s, abs=0.02)


def test_every_stage_is_timed_and_the_stages_make_up_the_total(
    sample: Waveform, transcriber: Load
) -> None:
    timings = transcriber("tiny.en").transcribe(sample).timings_ms
    stages = (timings.mel, timings.encode, timings.prefill, timings.decode)
    assert min(stages) > 0
    assert sum(stages) <= timings.total


@pytest.mark.recordings
def test_a_recording_of_minutes_is_complete_to_the_end(
    recordings: Path, transcriber: Load
) -> None:
    file = "dictation-long/ground_truth_sample_v1.mp3"
    with (recordings / "manifest.tsv").open(encoding="utf-8") as manifest:
        rows = csv.DictReader(manifest, delimiter="\t", quoting=csv.QUOTE_NONE)
        reference = _words(next(row["reference"] for row in rows if row["path"] == file))
    text = transcriber("tiny.en").transcribe(read_audio_file(recordings / file).waveform).text
    assert _share_found(reference, _words(text)) > 0.9
    assert _words(text)[-2:] == reference[-2:]
