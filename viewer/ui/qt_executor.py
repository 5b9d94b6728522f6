"""The executor of a window: its outcomes come through Qt's event loop."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable

import shiboken6
from psygnal import EmitLoopError
from PySide6.QtCore import QObject, Qt, Signal, Slot

from viewer.workspace.executor import Executor

logger = logging.getLogger(__name__)


def qt_executor() -> Executor:
    """An executor whose owner is the thread that this is called on."""
    return Executor(QtPost(), is_alive=_is_alive)


class QtPost(QObject):
    """Carries calls from any thread to the one that made it, through its event loop."""

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        # Queued also where the thread is the same: an outcome never comes before its job's token.
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def __call__(self, call: Callable[[], None]) -> None:
        """Have `call` called on the thread of the application."""
        self._posted.emit(call)

    @Slot(object)
    def _call(self, call: Callable[[], None]) -> None:
        try:
            call()
        except (RuntimeError, EmitLoopError) as error:
            if not _is_of_a_deleted_widget(error):
                raise
            logger.debug("An outcome came too late: %s", error)


def _is_alive(receiver: Callable[..., object]) -> bool:
    """Whether what a function is bound to is not a widget that was deleted."""
    bound = receiver
    while isinstance(bound, functools.partial):
        bound = bound.func
    owner = getattr(bound, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


def _is_of_a_deleted_widget(error: BaseException) -> bool:
    """Whether it is Shiboken's complaint: a function may hold a widget whose C++ side is gone."""
    cause: BaseException | None = error
    while isinstance(cause, EmitLoopError):
        cause = cause.__cause__
    words = str(cause)
    return isinstance(cause, RuntimeError) and "C++ object" in words and "already deleted" in words
