"""The engine's public face: a waveform in, its transcript out."""

from collections.abc import Callable
from typing import TypeAlias

from engine.alignment.aligner import WordAligner
from engine.audio.waveform import Waveform
from engine.errors import OptionError
from engine.options import NON_SPEECH, Task, TranscribeOptions
from engine.padding.cache import PaddingCache
from engine.runtime.memory import memory_mb
from engine.runtime.network import Network
from engine.runtime.stop_flag import StopFlag
from engine.sentence import Sentence
from engine.tokenizer.tokenizer import Tokenizer
from engine.transcript import Transcript
from engine.transcription.earlier_passes import EarlierPasses
from engine.transcription.transcription import LoadedModel, Transcription

ReportProgress: TypeAlias = Callable[[float], None]
"""Given the seconds of the recording that are done, before each decoder call and after each window.

An exception it raises cancels the work.
"""


def _ignore(_: float) -> None:
    """Report to nobody."""


class Transcriber:
    """One loaded model. Not for several threads at once."""

    def __init__(
        self,
        name: str,
        network: Network,
        tokenizer: Tokenizer,
        padding: PaddingCache | None = None,
        aligner: WordAligner | None = None,
    ) -> None:
        """Put a transcriber together; see ``LoadedModel``."""
        device_name = network.chosen.model_name
        self._model = LoadedModel(name, network, tokenizer, padding, device_name, aligner)

    @property
    def name(self) -> str:
        """The model's."""
        return self._model.name

    @property
    def network(self) -> Network:
        """The model's."""
        return self._model.network

    @property
    def stop(self) -> StopFlag | None:
        """See ``Network``."""
        return self.network.stop

    @property
    def tokenizer(self) -> Tokenizer:
        """With the model's vocabulary."""
        return self._model.tokenizer

    @property
    def padding(self) -> PaddingCache | None:
        """What is cached of the model's padding."""
        return self._model.padding

    @property
    def aligner(self) -> WordAligner | None:
        """What finds the times of words with the model."""
        return self._model.aligner

    @property
    def device(self) -> str:
        """Where it computes: ``cpu``, or a GPU's architecture."""
        return self.network.chosen.name

    @property
    def device_reason(self) -> Sentence:
        """Why there, as a sentence for the user."""
        return self.network.chosen.reason

    @property
    def memory_mb(self) -> int:
        """Memory in use, in megabytes; see ``engine.runtime.memory``."""
        return memory_mb(self.network.chosen.device)

    def transcribe(
        self,
        waveform: Waveform,
        options: TranscribeOptions | None = None,
        report: ReportProgress = _ignore,
    ) -> Transcript:
        """Return what is said in ``waveform``, however long it is.

        Raises:
            OptionError: The model does not know the language or cannot translate.
            DeviceError: The GPU fails; this process can use it no more.
        """
        transcription = self.begin(waveform, options or TranscribeOptions())
        while (transcript := transcription.advance()) is None:
            report(transcription.done_s)
        return transcript

    def begin(self, waveform: Waveform, options: TranscribeOptions) -> Transcription:
        """Return a transcription that has still to be worked on, step by step.

        Any number of them may be under way, each going on when it is its turn.

        Raises:
            OptionError: The model does not know the language or cannot translate.
        """
        return self.begin_again(waveform, options, None)

    def begin_again(
        self, waveform: Waveform, options: TranscribeOptions, earlier: EarlierPasses | None
    ) -> Transcription:
        """Return a transcription that is the same, done sooner after earlier passes.

        Args:
            waveform: The recording, as far as it goes.
            options: The same in each pass.
            earlier: What passes over shorter parts of the recording left; added to.

        Raises:
            OptionError: See ``begin``.
        """
        self._refuse_what_is_unknown(options)
        return Transcription(self._model, waveform, options, earlier)

    def _refuse_what_is_unknown(self, options: TranscribeOptions) -> None:
        last = self.tokenizer.n_vocab - 1
        suppressed = options.decoding.suppress_tokens
        if unknown_tokens := [one for one in suppressed if not NON_SPEECH <= one <= last]:
            raise OptionError(
                Sentence(
                    "{model} does not know the token {token}; it knows 0 to {last}",
                    model=self.name,
                    token=unknown_tokens[0],
                    last=last,
                )
            )
        languages = self.tokenizer.languages
        if not self.tokenizer.is_multilingual:
            if options.language not in {None, "en"} or options.task is Task.TRANSLATE:
                raise OptionError(
                    Sentence(
                        "{model} knows English only; choose a model for many languages, such as base",
                        model=self.name,
                    )
                )
            return
        asked = {options.language} if options.language else set(options.candidates)
        if unknown := sorted(asked - languages.keys()):
            raise OptionError(
                Sentence(
                    "{model} does not know the language “{language}”; it knows {languages}",
                    model=self.name,
                    language=unknown[0],
                    languages=", ".join(sorted(languages)),
                )
            )
