"""What the user's settings ask of a transcription."""

from engine.options import TranscribeOptions
from maxwhisper_desktop.settings.settings import Settings


def options_for(settings: Settings) -> TranscribeOptions:
    """Return the options of every recognition.

    One language is not detected but taken for granted; of several the spoken one is detected. The
    vocabulary follows the prompt, where the model reads it as something said before.
    """
    wanted = settings.recognition
    is_one = len(wanted.languages) == 1
    vocabulary = ", ".join(settings.text.vocabulary)
    return TranscribeOptions(
        language=wanted.languages[0] if is_one else None,
        candidates=() if is_one else wanted.languages,
        task=wanted.task,
        beam_size=wanted.beam_size,
        prompt=" ".join(part for part in (wanted.prompt.strip(), vocabulary) if part),
    )
