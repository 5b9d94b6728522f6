"""Commands as the palette lists them, ranked by how well they fit what is typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from rapidfuzz import fuzz
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex

#: Below this score out of 100 a misspelt word does not fit; shorter ones are too easily alike.
_FLOOR, _SHORTEST = 75.0, 4

SHORTCUT_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Command:
    """What the palette offers. `words` are further words to find it by; one that is not `enabled`
    is shown but cannot be chosen now."""

    id: str
    title: str
    shortcut: str = ""
    words: str = ""
    enabled: bool = True


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
            fitting = [(score, command) for score, command in scored if score > 0]
            self._shown = [c for _s, c in sorted(fitting, key=lambda each: -each[0])]
        else:
            self._shown = list(self._all)
        self.endResetModel()

    def command(self, row: int) -> Command | None:
        """The command of a row, None outside."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def enabled_row(self, row: int, step: int) -> int:
        """The row `step` away from `row`, or the nearest that can be chosen: first further on,
        then on the way back; -1 where there is none."""
        last = len(self._shown) - 1
        wanted = max(0, min(last, row + step))
        onward = range(wanted, last + 1) if step > 0 else range(wanted, -1, -1)
        back = range(wanted, -1, -1) if step > 0 else range(wanted, last + 1)
        return next((n for n in (*onward, *back) if n <= last and self._shown[n].enabled), -1)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        command = self.command(index.row()) if index.isValid() else None
        if command is not None and not command.enabled:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

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
            spoken = f"{command.title}, {command.shortcut}" if command.shortcut else command.title
            return spoken if command.enabled else f"{spoken}, not available now"
        return None


def _score(wanted: str, command: Command) -> float:
    """How well a command fits what is typed; 0 for not at all.

    Best is the title's beginning, then beginnings of words, the words' initials, letters in their
    order ("tgm"), and last a word that is nearly the one typed.
    """
    title = command.title.casefold()
    words = _words(f"{title} {command.words.casefold()}")
    typed = _words(wanted) or [wanted]
    if title.startswith(wanted):
        return 200.0
    if all(any(word.startswith(part) for word in words) for part in typed):
        return 150.0
    letters = "".join(typed)
    initials = "".join(word[0] for word in _words(title))
    if len(letters) > 1 and initials.startswith(letters):
        return 140.0
    if wanted in title:
        return 130.0
    if len(letters) > 1 and _in_order(letters, initials):
        return 120.0
    if (spread := _spread(letters, title)) is not None:
        return 110.0 - min(spread, 100) / 10
    alike = fuzz.partial_ratio(wanted, " ".join(words)) if len(wanted) >= _SHORTEST else 0.0
    return alike if alike >= _FLOOR else 0.0


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def _spread(letters: str, text: str) -> int | None:
    """How many characters lie between the `letters`, found in order from the beginning of a word;
    None where they are not in `text`."""
    spreads = []
    for start in (found.start() for found in re.finditer(r"\b\w", text)):
        if not text.startswith(letters[:1], start):
            continue
        at = start
        for letter in letters[1:]:
            at = text.find(letter, at + 1)
            if at < 0:
                break
        else:
            spreads.append(at - start + 1 - len(letters))
    return min(spreads, default=None)
