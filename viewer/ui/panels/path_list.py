"""The files and folders chosen for an import."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListWidget, QStackedWidget, QWidget

NOTHING_CHOSEN = "Drop files or a folder here, or choose them above."


class PathList(QStackedWidget):
    """Each path once, in the order chosen. Delete takes rows out. Signal: `changed()`."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paths: list[Path] = []
        empty, self._list = QLabel(NOTHING_CHOSEN), QListWidget()
        empty.setProperty("role", "chip")
        empty.setProperty("ghost", True)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._list.setAccessibleName("Files and folders to import")
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.addWidget(empty)
        self.addWidget(self._list)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self._list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._take_out)

    @property
    def paths(self) -> list[Path]:
        """What is chosen."""
        return list(self._paths)

    def set_paths(self, paths: Sequence[Path]) -> None:
        """Choose these and no others."""
        self._paths = list(dict.fromkeys(paths))
        self._list.clear()
        for path in self._paths:
            self._list.addItem(str(path))
            self._list.item(self._list.count() - 1).setToolTip(str(path))
        self.setCurrentIndex(1 if self._paths else 0)
        self.changed.emit()

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Choose these too."""
        self.set_paths([*self._paths, *paths])

    def _take_out(self) -> None:
        gone = {index.row() for index in self._list.selectedIndexes()}
        self.set_paths([path for row, path in enumerate(self._paths) if row not in gone])
