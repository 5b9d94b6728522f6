"""Moving the focus later, on behalf of somebody who may have gone on meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication


def unless_moved(act: Callable[..., object]) -> Callable[..., None]:
    """`act`, as long as the focus is where it is now: who went on is not moved later."""
    before = QApplication.focusWidget()

    def act_unless_moved(*given: object) -> None:
        if QApplication.focusWidget() is before:
            act(*given)

    return act_unless_moved
