"""Passages in a table: those of a tag, or all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPushButton, QWidget

from viewer.services.types import PassageInfo
from viewer.ui.passages.passage_row_delegate import ROW, PassageRowDelegate
from viewer.ui.passages.passages_model import (
    DATE,
    ID_ROLE,
    KIND,
    NEWSPAPER,
    NOTE,
    QUOTE,
    TAGS,
    PassagesModel,
)
from viewer.ui.widgets.list_page import empty_note, lay_out_list, list_title
from viewer.ui.widgets.quiet_table import QuietTable

#: The title that stands for every passage of the archive.
ALL_PASSAGES = "All passages"
NO_PASSAGES = "No passages here yet. Select words in a pane and press T to tag them."
NONE_FITS = "No passage here holds all of these words. Clear the filter to see them again."

#: After so many milliseconds without a key a filter is asked for.
_TYPING = 150

_WIDTHS = {NEWSPAPER: 176, DATE: 96, KIND: 88, TAGS: 200, NOTE: 200}


class PassagesPanel(QWidget):
    """Signals: `passage_requested(AnnotationId)` by double click or Enter,
    `passage_selected(AnnotationId)` when the user goes to another row,
    `deletion_requested(list[AnnotationId])` by Delete, `deletion_of_all_requested()` where all of a
    list is selected that is not read to its end, `export_requested()`, `all_requested()`;
    `filter_requested(str)`, `sort_requested(PassageColumn | None, bool descending)`,
    `more_requested()`."""

    passage_requested = Signal(int)
    passage_selected = Signal(int)
    deletion_requested = Signal(list)
    deletion_of_all_requested = Signal()
    export_requested = Signal()
    all_requested = Signal()
    filter_requested = Signal(str)
    sort_requested = Signal(object, bool)
    more_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = PassagesModel(self)
        self._title_words = ALL_PASSAGES
        self._unfiltered = 0
        self._filling = False
        #: Whether all of the list is selected, also what is not read yet.
        self._whole_chosen = False
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._build()
        self._connect()
        self.set_totals(0, 0, ALL_PASSAGES)

    @property
    def count(self) -> int:
        """How many passages there are, whatever the filter hides."""
        return self._unfiltered

    def set_passages(self, passages: Sequence[PassageInfo]) -> None:
        """Show the beginning of another list; the current row and what is selected stay, where
        they are in it."""
        chosen, current = self.selected_ids(), self._current_id()
        self._filling = True
        self._model.set_rows(passages)
        self._select(chosen, current)
        self._filling = False
        self._table.scrollToTop()

    def replace_rows(self, at: int, removed: int, inserted: tuple[PassageInfo, ...]) -> None:
        """Put some passages in the place of others; what is in sight stays there."""
        chosen, current, top = self.selected_ids(), self._current_id(), self._top_id()
        self._filling = True
        self._model.replace_rows(at, removed, inserted)
        if removed:
            self._select(chosen, current)
        self._filling = False
        if (here := self._place(top)).isValid():
            self._table.scrollTo(here, QAbstractItemView.ScrollHint.PositionAtTop)
        if self._whole_chosen:
            self._choose_whole()

    def change_row(self, at: int, passage: PassageInfo) -> None:
        """Show the same passage as it is now."""
        self._model.change_row(at, passage)

    def set_totals(self, total: int, unfiltered: int, title: str) -> None:
        """Say under `title` how many passages are in the list, of which the rows are the first.

        The filter stays under the same title.
        """
        if title != self._title_words:
            self._typing.stop()
            with QSignalBlocker(self._filter):
                self._filter.clear()
        self._title_words = title
        self._unfiltered = unfiltered
        self._model.total = total
        self._all.setEnabled(title != ALL_PASSAGES)
        self._export.setEnabled(unfiltered > 0)
        self._tell()

    def selected_ids(self) -> list[int]:
        """The ids of the selected rows, from top to bottom."""
        rows = sorted(index.row() for index in self._table.selectionModel().selectedRows())
        return [int(self._model.passage(row).id) for row in rows]

    def focus_first(self) -> None:
        """Put the focus on the current row, or the first."""
        if not self._model.rowCount():
            self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        if not self._table.currentIndex().isValid():
            self._table.setCurrentIndex(self._model.index(0, 0))
        self._table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self) -> None:
        self.setAccessibleName("Passages")
        self._title = list_title()
        self._filter = QLineEdit()
        self._filter.setPlaceholderText("Filter")
        self._filter.setAccessibleName("Filter the passages")
        self._filter.setClearButtonEnabled(True)
        self._filter.setFixedWidth(220)
        self._export = _quiet("Export…", "Export passages")
        self._all = _quiet("All", "Show all passages")
        self._empty = empty_note(NO_PASSAGES)
        self._table = self._build_table()
        controls = (self._filter, self._all, self._export)
        lay_out_list(self, self._title, controls, self._empty, self._table)

    def _build_table(self) -> QuietTable:
        table = QuietTable(self._model, "Passages", _WIDTHS, QUOTE, ROW)
        table.setItemDelegate(PassageRowDelegate(table))
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = table.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        table.setSortingEnabled(True)
        return table

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(lambda: self.filter_requested.emit(self._filter.text()))
        self._model.sort_requested.connect(self.sort_requested)
        self._model.more_requested.connect(self.more_requested)
        self._export.clicked.connect(self.export_requested)
        self._all.clicked.connect(self.all_requested)
        self._table.doubleClicked.connect(self._request)
        self._table.selectionModel().currentRowChanged.connect(self._row_changed)
        self._table.selectionModel().selectionChanged.connect(self._on_selected)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._shortcut(key).activated.connect(lambda: self._request(self._table.currentIndex()))
        self._shortcut(Qt.Key.Key_Delete).activated.connect(self._delete)
        self._shortcut(QKeySequence.StandardKey.SelectAll).activated.connect(self._choose_whole)

    def _shortcut(self, key: Qt.Key | QKeySequence.StandardKey) -> QShortcut:
        made = QShortcut(QKeySequence(key), self._table)
        made.setContext(Qt.ShortcutContext.WidgetShortcut)
        return made

    def _choose_whole(self) -> None:
        """Select all rows, and with them what is not read yet."""
        self._filling, filling = True, self._filling
        self._table.selectAll()
        self._filling = filling
        self._whole_chosen = True
        self._tell()

    def _on_selected(self) -> None:
        if self._whole_chosen and not self._filling:
            self._whole_chosen = False
            self._tell()

    def _tell(self) -> None:
        shown, there = self._model.total, self._unfiltered
        of = f"{there:,}" if shown == there else f"{shown:,} of {there:,}"
        chosen = ", all selected" if self._whole_chosen else ""
        self._title.setText(f"{self._title_words} — {of}{chosen}")
        self._empty.setText(NONE_FITS if there else NO_PASSAGES)
        self._empty.setVisible(not shown)
        self._table.setVisible(shown > 0)

    def _select(self, chosen: Sequence[int], current: int | None) -> None:
        """Select and make current again what was before, where it is still there."""
        model = self._table.selectionModel()
        flags = model.SelectionFlag
        here = self._place(current)
        if here.isValid():
            model.setCurrentIndex(here, flags.NoUpdate)
        for passage_id in chosen:
            model.select(self._place(passage_id), flags.Select | flags.Rows)

    def _place(self, passage_id: int | None) -> QModelIndex:
        row = -1 if passage_id is None else self._model.row_of(passage_id)
        return self._model.index(row, 0) if row >= 0 else QModelIndex()

    def _top_id(self) -> int | None:
        """The passage that is in sight at the top, where the list was scrolled."""
        row = self._table.rowAt(0)
        return self._model.passage(row).id if row > 0 else None

    def _current_id(self) -> int | None:
        index = self._table.currentIndex()
        return int(index.data(ID_ROLE)) if index.isValid() else None

    def _row_changed(self, current: QModelIndex) -> None:
        if current.isValid() and not self._filling:
            self.passage_selected.emit(current.data(ID_ROLE))

    def _request(self, index: QModelIndex) -> None:
        if index.isValid():
            self.passage_requested.emit(index.data(ID_ROLE))

    def _delete(self) -> None:
        if self._whole_chosen and self._model.rowCount() < self._model.total:
            self.deletion_of_all_requested.emit()
        elif chosen := self.selected_ids():
            self.deletion_requested.emit(chosen)


def _quiet(words: str, name: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("role", "quiet")
    button.setAccessibleName(name)
    return button
