"""The commands of a window: from one list come its keys, its menu, the palette and the help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from viewer.ui.window.commands_model import PaletteEntry


@dataclass(frozen=True, slots=True)
class Command:
    """A command.

    `key` is in Qt's portable notation or empty; several are parted by "; ". `words` are further
    words to find it by.
    """

    id: str
    title: str
    run: Callable[[], object]
    key: str = ""
    words: str = ""
    #: The group of the archive's menu that it is in; 0: not in the menu.
    menu: int = 0
    #: What it does, in the help's list of keys. Commands that have the same there share a line.
    help: str = ""
    #: The key to name in the help, where it is one of a panel and not the window's.
    panel_key: str = ""
    #: Whether the palette offers it.
    in_palette: bool = True


class CommandRegistry:
    """The commands of one window, each an action of it: its key works wherever the focus is."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}

    @property
    def commands(self) -> tuple[Command, ...]:
        """Every command, in the order of the palette."""
        return tuple(self._commands.values())

    def add(self, commands: Sequence[Command]) -> None:
        """Register these commands. Raises `ValueError` for an id that there is."""
        for command in commands:
            if command.id in self._commands:
                raise ValueError(f"two commands are called {command.id}")
            self._commands[command.id] = command
            self._actions[command.id] = self._action(command)

    def run(self, command_id: str) -> None:
        """Do a command. Raises `KeyError` for an id that is none."""
        self._actions[command_id].trigger()

    def menu_groups(self) -> list[list[QAction]]:
        """The archive's menu, in groups."""
        numbers = sorted({command.menu for command in self.commands} - {0})
        return [
            [self._actions[each.id] for each in self.commands if each.menu == number]
            for number in numbers
        ]

    def palette_entries(self) -> list[PaletteEntry]:
        """What the palette offers."""
        return [
            PaletteEntry(each.id, each.title, _shown_key(each.key), each.words)
            for each in self.commands
            if each.in_palette
        ]

    def help_keys(self) -> list[tuple[str, str]]:
        """The help's list of keys: keys, what they do."""
        keys: dict[str, list[str]] = {}
        for command in self.commands:
            if command.help:
                name = command.panel_key or command.key.split("; ")[0]
                keys.setdefault(command.help, []).append(name)
        return [(", ".join(names), words) for words, names in keys.items()]

    def _action(self, command: Command) -> QAction:
        action = QAction(command.title, self._window)
        if command.key:
            action.setShortcuts(QKeySequence.listFromString(command.key))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _checked=False: command.run())
        self._window.addAction(action)
        return action


def _shown_key(key: str) -> str:
    keys = QKeySequence.listFromString(key)
    return keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
