"""What the decoder is given before a window's text: hotwords, the prompt, and what was said so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.options import TranscribeOptions
from engine.tokenizer.tokenizer import Tokenizer


@dataclass(frozen=True, slots=True)
class WindowPrompt:
    """The tokens around a window's start sequence.

    Attributes:
        before: Text that the window's follows on.
        prefix: What the window's text begins with.
    """

    before: tuple[int, ...] = ()
    prefix: tuple[int, ...] = ()


class Prompt:
    """The prompt of one window after the other; the reference's rules, with a budget for hotwords."""

    def __init__(
        self, tokenizer: Tokenizer, options: TranscribeOptions, n_text_ctx: int
    ) -> None:
        """Begin with a recording.

        Args:
            tokenizer: Of the model.
            options: Of the transcription.
            n_text_ctx: The decoder's positions, of which the prompt gets nearly half.
        """
        self._options = options
        self._room = n_text_ctx // 2 - 1
        hotwords = _tokens(options.hotwords_prompt, tokenizer)[: n_text_ctx // 4]
        self._prefix = _tokens(options.prefix, tokenizer)[: self._room]
        if self._prefix and options.with_timestamps:
            self._prefix = (tokenizer.timestamp_begin, *self._prefix)
        prompt = _tokens(options.prompt, tokenizer)
        if options.carry_initial_prompt:
            self._always = (*hotwords, *prompt[-(self._room - len(hotwords)) :])
            self._said: tuple[int, ...] = ()
        else:
            self._always = hotwords
            self._said = prompt
        if options.before is not None:
            self._said, self._prefix = options.before.said, ()

    @property
    def tokens(self) -> WindowPrompt:
        """What is given to the next window."""
        room = self._room - len(self._always)
        said = self._said[-room:] if room else ()
        return WindowPrompt((*self._always, *said), self._prefix)

    def add(self, said: Sequence[int], temperature: float, *, is_sound: bool = True) -> None:
        """Go on after a window.

        Args:
            said: The tokens of its segments.
            temperature: At which they were found.
            is_sound: Whether they were believed: others would spoil what follows.
        """
        options = self._options
        is_given = (
            is_sound
            and options.condition_on_previous_text
            and temperature <= options.prompt_reset_on_temperature
        )
        self._said = (*self._said, *said) if is_given else ()
        self._prefix = ()


def _tokens(text: str, tokenizer: Tokenizer) -> tuple[int, ...]:
    stripped = text.strip()
    return tuple(tokenizer.encode(" " + stripped)) if stripped else ()
