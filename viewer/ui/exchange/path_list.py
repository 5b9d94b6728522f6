"""The files and folders chosen for an import."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListWidget, QStackedWidget, QWidget

from viewer.base.file_names import shown_path

NOTHING_CHOSEN = "Drop files or a folder here, or choose them above."
#: One row and its frame, in pixels.
_LEAST_HEIGHT = 40


class PathList(QStackedWidget):
    """Each path once, in the order chosen. Delete takes the selected ones out.

    Signals: `changed()`, `selection_changed(bool)` whether any is selected.
    """

    changed = Signal()
    selection_changed = Signal(bool)

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
        # A list asks for three rows at least, which a low screen does not have.
        self.setMinimumHeight(_LEAST_HEIGHT)
        for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            delete = QShortcut(QKeySequence(key), self._list)
            delete.setContext(Qt.ShortcutContext.WidgetShortcut)
            delete.activated.connect(self.take_out_selected)
        self._list.itemSelectionChanged.connect(
            lambda: self.selection_changed.emit(bool(self._list.selectedItems()))
        )

    @property
    def paths(self) -> list[Path]:
        """What is chosen."""
        return list(self._paths)

    def set_paths(self, paths: Sequence[Path]) -> None:
        """Choose these and no others."""
        self._paths = list(dict.fromkeys(paths))
        self._list.clear()
        for path in self._paths:
            self._list.addItem(shown_path(path))
            self._list.item(self._list.count() - 1).setToolTip(shown_path(path))
        self.setCurrentIndex(1 if self._paths else 0)
        self.selection_changed.emit(False)
        self.changed.emit()

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Choose these too."""
        self.set_paths([*self._paths, *paths])

    def take_out_selected(self) -> None:
        """Take the selected paths out; the one behind them is selected next."""
        gone = {index.row() for index in self._list.selectedIndexes()}
        if not gone:
            return
        self.set_paths([path for row, path in enumerate(self._paths) if row not in gone])
        if self._paths:
            self._list.setCurrentRow(min(*gone, len(self._paths) - 1))
