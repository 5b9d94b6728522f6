"""Expected trouble: one sentence a user can act on. Anything else that is raised is a bug."""

from __future__ import annotations

from viewer.base.messages import Message


class ViewerError(Exception):
    """Trouble that a user can meet and mend.

    It carries a message, an id with arguments; `str(error)` words it as one or two sentences: what
    is the matter, and the way out. The window shows it, the command line prints it on stderr and
    exits 1. Subclasses carry the data.
    """

    def __init__(self, message: Message | str, /, **arguments: object) -> None:
        """A message, or the id of one with its arguments (see `Message.of`)."""
        if isinstance(message, str):
            message = Message.of(message, **arguments)
        self.message = message
        super().__init__(message)

    def __str__(self) -> str:
        return str(self.message)


class ArchiveError(ViewerError):
    """The catalogue file cannot be opened, read or written as asked."""


class ReadOnlyError(ArchiveError):
    """A change was asked of an archive that is open read-only."""


class BusyError(ArchiveError):
    """Another program holds the archive's write lock."""


class ConflictError(ViewerError):
    """A step cannot be undone or redone because what it changed has changed since."""


class NotFoundError(ViewerError):
    """Something named (an excerpt, a tag, a step, a file) does not exist."""


class InputError(ViewerError):
    """What the user gave (a date, a tag name, a file) cannot be used; nothing was changed."""


class FaultError(ViewerError):
    """A job ended in a bug, which was reported with its traceback already."""


class Cancelled(Exception):  # noqa: N818  (it is a request granted, not an error)
    """Raised inside a job when its `CancelToken` was set; the job's transaction is rolled back."""
