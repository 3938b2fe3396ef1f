"""The engine's errors; each message is a sentence that a user can act on."""


class EngineError(Exception):
    """The engine failed; the message says at what, and what to do."""


class AudioFileError(EngineError):
    """A file has no audio that can be read."""


class CheckpointError(EngineError):
    """A model is missing, incomplete, damaged or of an unknown kind."""


class DownloadError(CheckpointError):
    """A model could not be downloaded."""


class CompileError(EngineError):
    """A graph could not be compiled, or its artefact could not be loaded."""


class DeviceError(EngineError):
    """The requested device is absent or does not work."""

    @property
    def reason_for_cpu(self) -> str:
        """Why the CPU is used instead, as a sentence for the user."""
        return f"{self}, so the CPU is used."


class DamagedModelError(EngineError):
    """The model's results cannot be right: its files or the memory are damaged."""


class OptionError(EngineError):
    """The loaded model does not support a requested option."""
