"""Commands as the palette lists them, ranked by how well they fit what is typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex

#: The least likeness of a misspelt word, one slip in four letters, and the shortest word that may
#: be misspelt: shorter ones are too easily alike.
_FLOOR, _SHORTEST = 0.75, 4
#: Words of a whole sentence typed, which no command need hold.
_FILLERS = frozenset({"a", "an", "the", "of", "to", "this", "these", "my", "all", "with", "for"})

SHORTCUT_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class PaletteEntry:
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
        self._all: tuple[PaletteEntry, ...] = ()
        self._shown: list[PaletteEntry] = []

    def set_commands(self, commands: Sequence[PaletteEntry]) -> None:
        """Offer these."""
        self._all = tuple(commands)
        self.rank("")

    def rank(self, typed: str) -> None:
        """Keep what fits `typed`."""
        self.beginResetModel()
        wanted = " ".join(typed.casefold().split())
        self._shown = _fitting(self._all, wanted) if wanted else list(self._all)
        self.endResetModel()

    def command(self, row: int) -> PaletteEntry | None:
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


def _fitting(commands: Sequence[PaletteEntry], typed: str) -> list[PaletteEntry]:
    """The commands that every word typed fits, best first; near spellings only where no word as
    it was typed leads anywhere, for a guess next to a match would only be noise."""
    words = _words(typed) or [typed]
    meant = [word for word in words if word not in _FILLERS] or words
    for ranks in (
        [_rank(command, typed, words) for command in commands],
        [_rank(command, typed, meant) for command in commands],
        [_near_rank(command, meant) for command in commands],
    ):
        ranked = [(rank, at) for at, rank in enumerate(ranks) if rank is not None]
        if ranked:
            return [commands[at] for _, at in sorted(ranked)]
    return []


def _rank(command: PaletteEntry, typed: str, words: Sequence[str]) -> int | None:
    """0 where the title begins with what is typed, or its key is that; 1 where words of the title
    do, 2 for their initials, 3 where further words are needed; None where one fits nothing."""
    title = command.title.casefold()
    title_words, keys = _words(title), _words(command.shortcut.casefold())
    if title.startswith(typed) or words == keys:
        return 0
    if all(_begins_one(word, title_words) for word in words):
        return 1
    letters = "".join(words)
    if len(letters) > 1 and "".join(word[0] for word in title_words).startswith(letters):
        return 2
    further = [*title_words, *_words(command.words.casefold())]
    if all(_begins_one(word, further) or word in keys for word in words):
        return 3
    return None


def _near_rank(command: PaletteEntry, words: Sequence[str]) -> int | None:
    """0 where every word is a near spelling of what begins a word of the title, 1 where further
    words are needed; None where one is near to nothing."""
    title_words = _words(command.title.casefold())
    if all(_near_one(word, title_words) for word in words):
        return 0
    further = [*title_words, *_words(command.words.casefold())]
    return 1 if all(_near_one(word, further) for word in words) else None


def _begins_one(typed: str, words: Iterable[str]) -> bool:
    return any(word.startswith(typed) for word in words)


def _near_one(typed: str, words: Iterable[str]) -> bool:
    """Whether `typed` begins one of the words, or does so but for a slip of the fingers."""
    return any(word.startswith(typed) or _is_near(typed, word) for word in words)


def _is_near(typed: str, word: str) -> bool:
    if len(typed) < _SHORTEST:
        return False
    # Imported when something is misspelt: it takes a hundredth of a second.
    from rapidfuzz.distance import OSA

    # A slip may have lost a letter or doubled one: the beginning meant is longer or shorter.
    lengths = range(len(typed) - 1, len(typed) + 2)
    return any(
        OSA.normalized_similarity(typed, word[:length], score_cutoff=_FLOOR) > 0
        for length in lengths
        if length <= len(word)
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
