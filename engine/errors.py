"""The engine's errors; each carries a sentence that a user can act on."""

import errno
from typing import ClassVar

from engine.sentence import Sentence


class SaidError(Exception):
    """Something failed.

    Attributes:
        sentence: What to tell the user: what failed, and what they can do.
    """

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class EngineError(Exception):
    """The engine failed; the sentence says at what, and what to do."""

    unsaid: ClassVar = Sentence("The engine failed; the log says why")
    """What the user is told where the code knows no better."""

    @property
    def sentence(self) -> Sentence:
        """What to tell the user."""
        said = self.args[0] if self.args else None
        return said if isinstance(said, Sentence) else self.unsaid

    @property
    def reported(self) -> str | None:
        """What MAX or a child process said of it, in one line; None if they said nothing."""
        if not isinstance(self.__cause__, RuntimeError | ValueError | ChildProcessError):
            return None
        lines = str(self.__cause__).strip().splitlines()
        return lines[-1] if lines else None


class AudioFileError(EngineError):
    """A file has no audio that can be read."""


class CheckpointError(EngineError):
    """A model is missing, incomplete, damaged or of an unknown kind."""

    unsaid = Sentence("The model is damaged or incomplete; download it again")


class DownloadError(CheckpointError):
    """A model could not be downloaded."""


class CompileError(EngineError):
    """A graph could not be compiled, or its artefact could not be loaded."""


class DeviceError(EngineError):
    """The requested device is absent or does not work."""

    @property
    def reason_for_cpu(self) -> Sentence:
        """Why the CPU is used instead, as a sentence for the user."""
        return Sentence("{problem}, so the processor is used.", problem=self.sentence)


class DamagedModelError(EngineError):
    """The model's results cannot be right: its files or the memory are damaged."""


class OptionError(EngineError):
    """The loaded model does not support a requested option."""


def os_reason(error: OSError) -> Sentence:
    """Return why the system refused something, as the end of a sentence.

    The system's own words follow no setting of the app, and some say nothing to a user.
    """
    return _OS_REASONS.get(error.errno or 0, Sentence("the system reports an error"))


def reason_of(error: EngineError | SaidError | OSError) -> Sentence:
    """Return what to tell the user of an error."""
    return os_reason(error) if isinstance(error, OSError) else error.sentence


def in_full(error: BaseException) -> str:
    """Return an error and what caused it, for the log."""
    causes, cause = [repr(error)], error.__cause__
    while cause is not None:
        causes.append(repr(cause))
        cause = cause.__cause__
    return ", from ".join(causes)


_OS_REASONS = {
    errno.ENOENT: Sentence("there is no such file or folder"),
    errno.ENOTDIR: Sentence("there is no such file or folder"),
    errno.EISDIR: Sentence("it is a folder"),
    errno.EEXIST: Sentence("there is already one of that name"),
    errno.EACCES: Sentence("you do not have permission"),
    errno.EPERM: Sentence("you do not have permission"),
    errno.EROFS: Sentence("the disk is write-protected"),
    errno.ENOSPC: Sentence("the disk is full"),
    errno.EDQUOT: Sentence("the disk is full"),
    errno.EIO: Sentence("the disk reports an error"),
    errno.ENAMETOOLONG: Sentence("its name is too long"),
    errno.ENOMEM: Sentence("there is not enough memory"),
    errno.EMFILE: Sentence("too many files are open"),
    errno.ENFILE: Sentence("too many files are open"),
    errno.EPIPE: Sentence("nobody reads it any more"),
    errno.EBADF: Sentence("it is closed"),
}
"""Reasons by the system's number of the error."""
