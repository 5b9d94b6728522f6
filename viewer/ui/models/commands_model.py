"""Commands as the palette lists them, ranked by how well they fit what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from rapidfuzz import fuzz
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex

#: Below this score out of 100 a command does not fit.
_FLOOR = 60.0

SHORTCUT_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Command:
    """What the palette offers. `words` are further words to find it by."""

    id: str
    title: str
    shortcut: str = ""
    words: str = ""


class CommandsModel(QAbstractListModel):
    """The commands that fit, best first; all in their own order while nothing is typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Command, ...] = ()
        self._shown: list[Command] = []

    def set_commands(self, commands: Sequence[Command]) -> None:
        """Offer these."""
        self._all = tuple(commands)
        self.rank("")

    def rank(self, typed: str) -> None:
        """Keep what fits `typed`."""
        self.beginResetModel()
        wanted = typed.strip().casefold()
        if wanted:
            scored = [(_score(wanted, command), command) for command in self._all]
            fitting = [(score, command) for score, command in scored if score >= _FLOOR]
            self._shown = [c for _s, c in sorted(fitting, key=lambda each: -each[0])]
        else:
            self._shown = list(self._all)
        self.endResetModel()

    def command(self, row: int) -> Command | None:
        """The command of a row, None outside."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        command = self.command(index.row()) if index.isValid() else None
        if command is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return command.title
        if role == SHORTCUT_ROLE:
            return command.shortcut
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{command.title}, {command.shortcut}" if command.shortcut else command.title
        return None


def _score(wanted: str, command: Command) -> float:
    title = command.title.casefold()
    if title.startswith(wanted):
        return 200.0
    if any(word.startswith(wanted) for word in f"{title} {command.words.casefold()}".split()):
        return 150.0
    return fuzz.partial_ratio(wanted, f"{title} {command.words.casefold()}")
