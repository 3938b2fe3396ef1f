"""What can go wrong in the engine, each as a sentence a user can act on."""


class EngineError(Exception):
    """Something the engine could not do; the message says what, and the way out."""


class AudioFileError(EngineError):
    """A file holds no sound that can be read."""


class CheckpointError(EngineError):
    """A model is missing, incomplete, damaged or of an unknown kind."""


class DownloadError(CheckpointError):
    """A model could not be fetched."""


class CompileError(EngineError):
    """A graph could not be compiled or its artefact could not be used."""


class DeviceError(EngineError):
    """The asked device is absent or does not work."""

    @property
    def reason_for_cpu(self) -> str:
        """Why the CPU computes instead, as a sentence for the user."""
        return f"{self}, so the CPU is used."


class OptionError(EngineError):
    """A wish the model at hand cannot fulfil."""
