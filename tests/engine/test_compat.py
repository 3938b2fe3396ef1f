"""Programs written for faster-whisper run over this engine."""

from pathlib import Path

import numpy as np
import pytest
from project_files import SAMPLE

from engine.audio.waveform import Waveform
from engine.compat import (
    BatchedInferencePipeline,
    Segment,
    VadOptions,
    WhisperModel,
    decode_audio,
)
from engine.errors import OptionError

pytestmark = [pytest.mark.compiles, pytest.mark.timeout(2400)]


@pytest.fixture(scope="module")
def model() -> WhisperModel:
    return WhisperModel("tiny.en", device="cpu", compute_type="int8")


def _text(segments: list[Segment]) -> str:
    return "".join(segment.text for segment in segments)


def test_a_file_is_transcribed_to_numbered_segments(model: WhisperModel) -> None:
    segments, info = model.transcribe(str(SAMPLE), beam_size=1)
    found = list(segments)
    assert "this machine" in _text(found)
    assert [segment.id for segment in found] == list(range(1, len(found) + 1))
    assert all(0 <= one.start < one.end <= info.duration for one in found)
    assert all(one.tokens for one in found)
    assert found[0].words is None
    assert info.language == "en"
    assert info.transcription_options.beam_size == 1
    assert info.transcription_options.condition_on_previous_text
    assert info.vad_options is None


def test_segments_are_decoded_when_they_are_asked_for(model: WhisperModel) -> None:
    first, _ = model.transcribe(str(SAMPLE), beam_size=1)
    second, _ = model.transcribe(str(SAMPLE), beam_size=1)
    assert next(iter(second)).text == next(iter(first)).text


def test_words_make_up_their_segments(model: WhisperModel) -> None:
    segments, _ = model.transcribe(str(SAMPLE), beam_size=1, word_timestamps=True)
    for segment in segments:
        assert segment.words
        assert "".join(word.word for word in segment.words) == segment.text
        assert segment.start == segment.words[0].start
        assert segment.end == segment.words[-1].end


def test_open_files_and_samples_are_taken_too(model: WhisperModel, sample: Waveform) -> None:
    with SAMPLE.open("rb") as file:
        read, _ = model.transcribe(file, beam_size=1)
    given, _ = model.transcribe(sample, beam_size=1)
    assert _text(list(read)) == _text(list(given))
    assert np.array_equal(decode_audio(SAMPLE), sample)


def test_of_no_audio_there_are_no_segments(model: WhisperModel) -> None:
    segments, info = model.transcribe(np.zeros(0, np.float32))
    assert list(segments) == []
    assert info.duration == 0.0
    pipeline = BatchedInferencePipeline(model)
    assert list(pipeline.transcribe(np.zeros(0, np.float32))[0]) == []


def test_silence_is_left_out_with_the_detection(model: WhisperModel, sample: Waveform) -> None:
    recording = np.concatenate((sample, np.zeros(16_000 * 20, np.float32)))
    segments, info = model.transcribe(
        recording, vad_filter=True, vad_parameters={"speech_pad_ms": 200}
    )
    assert list(segments)[-1].end < info.duration_after_vad + 0.1
    assert info.duration_after_vad < info.duration - 10
    assert info.vad_options == VadOptions(speech_pad_ms=200)


def test_clips_of_a_pipeline_are_decoded_on_their_own(
    model: WhisperModel, sample: Waveform
) -> None:
    length_s = sample.size / 16_000
    clips = [{"start": 0.0, "end": length_s}, {"start": length_s, "end": 2 * length_s}]
    segments, _ = BatchedInferencePipeline(model).transcribe(
        np.concatenate((sample, sample)), clip_timestamps=clips, beam_size=1, batch_size=2
    )
    first, second = segments
    for segment in (first, second):
        assert segment.text.startswith(" Hold a key")
        assert segment.text.endswith("this machine.")
    assert second.start == pytest.approx(length_s, abs=0.01)


def test_the_language_and_those_of_all_others_are_told() -> None:
    model = WhisperModel("base", device="cpu")
    language, probability, others = model.detect_language(decode_audio(SAMPLE))
    assert language == "en"
    assert others[0] == (language, probability)
    assert len(others) == len(model.supported_languages)
    segments, info = model.transcribe(str(SAMPLE), beam_size=1)
    assert (info.language, info.language_probability) == (language, probability)
    assert info.all_language_probs == others
    assert "this machine" in _text(list(segments))


@pytest.mark.parametrize("option", [{"max_new_tokens": 5}, {"chunk_length": 20}])
def test_what_is_not_supported_is_refused(model: WhisperModel, option: dict[str, int]) -> None:
    with pytest.raises(OptionError, match=next(iter(option))):
        model.transcribe(str(SAMPLE), "en", "transcribe", log_progress=False, **option)


def test_an_unknown_option_is_refused_by_its_name(model: WhisperModel) -> None:
    with pytest.raises(TypeError, match="beam_sise"):
        model.transcribe(str(SAMPLE), beam_sise=5)


def test_a_missing_model_and_device_are_told(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="quantum"):
        WhisperModel("tiny.en", device="quantum")
    with pytest.raises(OptionError, match="files"):
        WhisperModel("tiny.en", files={})
