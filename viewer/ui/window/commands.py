"""A command of the window: its name, its key, what it does; for the palette and the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Command:
    """A command: `key` in Qt's portable notation or empty; several are parted by "; "."""

    id: str
    title: str
    run: Callable[[], object]
    key: str = ""


def add_actions(window: QWidget, commands: Sequence[Command]) -> dict[str, QAction]:
    """Make each command an action of the window, so that its key works wherever the focus is."""
    actions = {}
    for command in commands:
        action = QAction(command.title, window)
        if command.key:
            action.setShortcuts(QKeySequence.listFromString(command.key))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _checked=False, run=command.run: run())
        window.addAction(action)
        actions[command.id] = action
    return actions
