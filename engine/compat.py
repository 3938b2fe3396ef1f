"""faster-whisper's classes over this engine, so that programs written for it run unchanged.

``from engine.compat import WhisperModel`` in the place of ``from faster_whisper import WhisperModel``.
Arguments, results and defaults are faster-whisper's 1.2. What is different:

- ``compute_type="float32"`` is float32; every other one is the engine's own, int8 on a CPU.
- ``vad_filter`` uses the engine's detection, whose ``vad_parameters`` are fixed: given ones are told in the
  result and do nothing else.
- Segments come when all of a recording is decoded, since some are decoded once more at the end.
- ``seek`` is a segment's own first frame. ``hallucination_silence_threshold`` does nothing: text without
  speech is held against the detection. Punctuation joins words as by default. ``length_penalty`` other than 1 is openai-whisper's.
- ``max_new_tokens``, ``chunk_length``, ``features`` and ``files`` raise an ``OptionError``.

Options are read by name, so that their values are ``Any`` here; unknown names are refused.
"""

import shutil
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np

from engine.alignment.words import CLOSING, OPENING
from engine.audio.file import read_audio_file
from engine.audio.mel import FRAMES_PER_S
from engine.audio.waveform import SAMPLE_RATE, Waveform, duration_s
from engine.errors import OptionError
from engine.loading import load_transcriber
from engine.options import (
    FALLBACK_TEMPERATURES,
    MAX_BATCH_SIZE,
    DecodingOptions,
    DeviceWish,
    Precision,
    Task,
    TranscribeOptions,
    VadMode,
)
from engine.transcript import Segment as EngineSegment
from engine.transcript import Transcript
from engine.transcript import Word as EngineWord
from engine.transcription.transcription import Transcription

_DEVICES: Final[Mapping[str, DeviceWish]] = {"auto": "auto", "cpu": "cpu", "cuda": "gpu"}

Audio = str | Path | BinaryIO | Waveform
"""A file, by its name or open for reading, or 16 kHz mono samples."""


@dataclass
class Word:
    """A word and its time, in seconds."""

    start: float
    end: float
    word: str
    probability: float


@dataclass
class Segment:
    """See ``engine.transcript.Segment``."""

    id: int
    seek: int
    start: float
    end: float
    text: str
    tokens: list[int]
    avg_logprob: float
    compression_ratio: float
    no_speech_prob: float
    words: list[Word] | None
    temperature: float | None


@dataclass
class VadOptions:
    """What may be asked of faster-whisper's detection; of no effect here."""

    threshold: float = 0.5
    neg_threshold: float | None = None
    min_speech_duration_ms: int = 0
    max_speech_duration_s: float = float("inf")
    min_silence_duration_ms: int = 2000
    speech_pad_ms: int = 400


@dataclass
class TranscriptionOptions:
    """The options of a transcription, with ``transcribe``'s names and defaults."""

    beam_size: int = 5
    best_of: int = 5
    patience: float = 1.0
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    log_prob_threshold: float | None = -1.0
    no_speech_threshold: float | None = 0.6
    compression_ratio_threshold: float | None = 2.4
    condition_on_previous_text: bool = True
    prompt_reset_on_temperature: float = 0.5
    temperatures: Sequence[float] = FALLBACK_TEMPERATURES
    initial_prompt: str | Iterable[int] | None = None
    prefix: str | None = None
    suppress_blank: bool = True
    suppress_tokens: Sequence[int] | None = (-1,)
    without_timestamps: bool = False
    max_initial_timestamp: float = 1.0
    word_timestamps: bool = False
    prepend_punctuations: str = OPENING
    append_punctuations: str = CLOSING
    multilingual: bool = False
    max_new_tokens: int | None = None
    clip_timestamps: str | Sequence[float] | Sequence[Mapping[str, float]] = "0"
    hallucination_silence_threshold: float | None = None
    hotwords: str | None = None


@dataclass
class TranscriptionInfo:
    """What is known of a recording before its segments."""

    language: str
    language_probability: float
    duration: float
    duration_after_vad: float
    all_language_probs: list[tuple[str, float]] | None
    transcription_options: TranscriptionOptions
    vad_options: VadOptions | None


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for beside the ``TranscriptionOptions``, with faster-whisper's names and defaults."""

    language: str | None = None
    task: str = "transcribe"
    vad_filter: bool = False
    vad_parameters: Mapping[str, float] | VadOptions | None = None
    chunk_length: int | None = None
    language_detection_threshold: float | None = 0.5
    language_detection_segments: int = 1
    batch_size: int = 1

    @property
    def vad_options(self) -> VadOptions:
        """The parameters as they are told."""
        given = self.vad_parameters
        return given if isinstance(given, VadOptions) else VadOptions(**(given or {}))  # type: ignore[arg-type]


class WhisperModel:
    """A loaded model; see faster-whisper's class of this name."""

    def __init__(  # noqa: PLR0917
        self,
        model_size_or_path: str,
        device: str = "auto",
        device_index: int | list[int] = 0,
        compute_type: str = "default",
        cpu_threads: int = 0,
        num_workers: int = 1,
        download_root: str | None = None,
        local_files_only: bool = False,  # noqa: FBT001, FBT002
        files: Mapping[str, object] | None = None,
        revision: str | None = None,
        use_auth_token: bool | str | None = None,  # noqa: FBT001
        **model_kwargs: object,
    ) -> None:
        """Load an installed model; nothing is downloaded. Only the first two and ``compute_type`` count.

        Raises:
            EngineError: The model is missing, or the device does not work.
        """
        if files is not None:
            raise OptionError("files is not supported; give the folder of the model")
        if device not in _DEVICES:
            raise OptionError(f"there is no device '{device}'; choose auto, cpu or cuda")
        precision = Precision.EXACT if compute_type == "float32" else Precision.FAST
        self._transcriber = load_transcriber(
            model_size_or_path, _DEVICES[device], lambda _: None, precision
        )
        self._turn = threading.Lock()  # The network does one call at a time.

    @property
    def supported_languages(self) -> list[str]:
        """The languages that the model knows."""
        tokenizer = self._transcriber.tokenizer
        return list(tokenizer.languages) if tokenizer.is_multilingual else ["en"]

    def transcribe(
        self,
        audio: Audio,
        language: str | None = None,
        task: str = "transcribe",
        log_progress: bool = False,  # noqa: FBT001, FBT002
        **options: Any,  # noqa: ANN401 - read by name
    ) -> tuple[Iterable[Segment], TranscriptionInfo]:
        """Return the segments, decoded when they are asked for, and what is known before.

        Args:
            audio: The recording.
            language: A code; None to detect it.
            task: ``transcribe`` or ``translate``.
            log_progress: Of no effect.
            options: By name, all others of faster-whisper: those of ``TranscriptionOptions``, with
                ``temperature`` in the place of ``temperatures``, and those of ``Request``.

        Raises:
            EngineError: The audio cannot be read, or an option is not supported.
            TypeError: There is no such option.
        """
        return self.begin(audio, *_read(options, Request(language, task)))

    def detect_language(
        self,
        audio: Waveform | None = None,
        features: object = None,
        **options: Any,  # noqa: ANN401 - read by name
    ) -> tuple[str, float, list[tuple[str, float]]]:
        """Return the language, its probability, and those of all languages, the likeliest first.

        Args:
            audio: 16 kHz mono samples.
            features: Not supported.
            options: Those of ``Request``, by name.
        """
        if features is not None or audio is None:
            raise OptionError("features is not supported; give the audio")
        _, info = self.begin(audio, *_read({"beam_size": 1, **options}, Request()))
        return info.language, info.language_probability, info.all_language_probs or []

    def begin(
        self,
        audio: Audio,
        options: TranscriptionOptions,
        request: Request,
    ) -> tuple[Iterable[Segment], TranscriptionInfo]:
        """Begin a transcription, and go on until its language is known."""
        waveform = _waveform(audio)
        wanted = self._engine_options(options, request)
        transcription = self._transcriber.begin(waveform, wanted)
        transcript = self._step(transcription)
        while transcript is None and transcription.language is None:
            transcript = self._step(transcription)
        probabilities = sorted(
            transcription.language_probabilities.items(), key=lambda one: -one[1]
        )
        info = TranscriptionInfo(
            language=transcription.language or "en",
            language_probability=probabilities[0][1] if probabilities else 1.0,
            duration=duration_s(waveform),
            duration_after_vad=transcription.length_s,
            all_language_probs=probabilities or None,
            transcription_options=options,
            vad_options=request.vad_options if request.vad_filter else None,
        )
        return self._segments(transcription, transcript), info

    def _step(self, transcription: Transcription) -> Transcript | None:
        with self._turn:
            return transcription.advance()

    def _segments(
        self, transcription: Transcription, transcript: Transcript | None
    ) -> Iterator[Segment]:
        while transcript is None:
            transcript = self._step(transcription)
        worded = [one for one in transcript.segments if one.text]
        for number, segment in enumerate(worded, start=1):
            yield _segment(number, segment)

    def _engine_options(
        self, options: TranscriptionOptions, request: Request
    ) -> TranscribeOptions:
        if options.max_new_tokens is not None or request.chunk_length is not None:
            raise OptionError("max_new_tokens and chunk_length are not supported")
        prompt = options.initial_prompt or ""
        if not isinstance(prompt, str):
            prompt = self._transcriber.tokenizer.decode(prompt)
        return TranscribeOptions(
            language=request.language,
            multilingual=options.multilingual,
            language_detection_segments=request.language_detection_segments,
            language_detection_threshold=request.language_detection_threshold or 0.0,
            task=Task(request.task),
            with_timestamps=not options.without_timestamps,
            prompt=prompt,
            hotwords_prompt=options.hotwords or "",
            prefix=options.prefix or "",
            condition_on_previous_text=options.condition_on_previous_text,
            prompt_reset_on_temperature=options.prompt_reset_on_temperature,
            clip_timestamps=_clips(options.clip_timestamps),
            batch_size=request.batch_size,
            decoding=DecodingOptions(
                beam_size=options.beam_size,
                patience=options.patience,
                best_of=options.best_of,
                length_penalty=None if options.length_penalty == 1 else options.length_penalty,
                suppress_tokens=tuple(options.suppress_tokens or ()),
                suppress_blank=options.suppress_blank,
                repetition_penalty=options.repetition_penalty,
                no_repeat_ngram_size=options.no_repeat_ngram_size,
                max_initial_timestamp=options.max_initial_timestamp,
            ),
            word_timestamps=options.word_timestamps,
            vad=VadMode.AUTO if request.vad_filter else VadMode.OFF,
            temperatures=tuple(options.temperatures),
            compression_ratio_threshold=options.compression_ratio_threshold,
            logprob_threshold=options.log_prob_threshold,
            no_speech_threshold=options.no_speech_threshold,
        )


class BatchedInferencePipeline:
    """Decodes several chunks of a recording at once; see faster-whisper's class of this name.

    With several beams, or texts to choose from, the engine decodes one chunk after the other.
    """

    def __init__(self, model: WhisperModel) -> None:
        """Decode with a loaded model."""
        self.model = model

    def transcribe(
        self,
        audio: Audio,
        language: str | None = None,
        task: str = "transcribe",
        log_progress: bool = False,  # noqa: FBT001, FBT002
        *,
        batch_size: int = 8,
        **options: Any,  # noqa: ANN401 - read by name
    ) -> tuple[Iterable[Segment], TranscriptionInfo]:
        """Return the segments and what is known before; see ``WhisperModel.transcribe``."""
        defaults = {"without_timestamps": True, "vad_filter": True}
        # As in faster-whisper: chunks that are decoded at once know nothing of each other.
        told = {**defaults, **options, "condition_on_previous_text": False}
        request = Request(language, task, batch_size=min(batch_size, MAX_BATCH_SIZE))
        return self.model.begin(audio, *_read(told, request))


def decode_audio(
    input_file: str | Path | BinaryIO,
    sampling_rate: int = SAMPLE_RATE,
    split_stereo: bool = False,  # noqa: FBT001, FBT002
) -> Waveform:
    """Return a file's sound, mixed to mono, at 16 kHz.

    Raises:
        EngineError: It cannot be read, or another rate or its channels are asked for.
    """
    if sampling_rate != SAMPLE_RATE or split_stereo:
        raise OptionError("only mono sound at 16 kHz is supported")
    return _waveform(input_file)


def _read(options: Mapping[str, Any], request: Request) -> tuple[TranscriptionOptions, Request]:
    """Split options by name, and check their names."""
    ours = {one.name for one in fields(Request)} - {"batch_size"}
    mine = {name: value for name, value in options.items() if name in ours}
    rest = {name: value for name, value in options.items() if name not in ours}
    if "temperature" in rest:
        given = rest.pop("temperature")
        rest["temperatures"] = given if isinstance(given, (list, tuple)) else [given]
    return TranscriptionOptions(**rest), replace(request, **mine)


def _waveform(audio: Audio) -> Waveform:
    if isinstance(audio, np.ndarray):
        return np.asarray(audio, np.float32)
    if isinstance(audio, (str, Path)):
        return read_audio_file(Path(audio)).waveform
    with tempfile.NamedTemporaryFile() as copy:  # The decoder reads files.
        shutil.copyfileobj(audio, copy)
        copy.flush()
        return read_audio_file(Path(copy.name)).waveform


def _clips(
    clip_timestamps: str | Sequence[float] | Sequence[Mapping[str, float]],
) -> tuple[float, ...]:
    if isinstance(clip_timestamps, str):
        points = [float(point) for point in clip_timestamps.split(",")]
        return () if points == [0.0] else tuple(points)
    found: list[float] = []
    for clip in clip_timestamps:
        found += (clip["start"], clip["end"]) if isinstance(clip, Mapping) else (clip,)
    return tuple(found)


def _word(word: EngineWord) -> Word:
    return Word(word.start, word.end, word.word, word.probability)


def _segment(number: int, segment: EngineSegment) -> Segment:
    return Segment(
        id=number,
        seek=round(segment.start * FRAMES_PER_S),
        start=segment.start,
        end=segment.end,
        text=segment.text,
        tokens=list(segment.tokens),
        avg_logprob=segment.avg_logprob,
        compression_ratio=segment.compression_ratio,
        no_speech_prob=segment.no_speech_prob,
        words=None if segment.words is None else [_word(one) for one in segment.words],
        temperature=segment.temperature,
    )
