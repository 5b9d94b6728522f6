"""The journal: every change of the archive, and the two buttons that take it back and forth."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QWidget
from typing_extensions import override

from viewer.services.types import StepInfo, UndoState
from viewer.text.counting import counted
from viewer.ui.journal.journal_model import ROWS, WHAT, WHEN, WHO, JournalModel
from viewer.ui.theme.icons import icon
from viewer.ui.widgets.list_page import empty_note, lay_out_list, list_title
from viewer.ui.widgets.quiet_table import QuietTable

NO_STEPS = "Nothing has been changed in this archive yet."

_WIDTHS = {WHEN: 160, WHO: 140, ROWS: 80}
_ROW = 25
#: A step's name longer than this is cut on a button; its tip has it whole.
_LONGEST = 60


class JournalPanel(QWidget):
    """Signals: `undo_requested()`, `redo_requested()`, `more_requested()` for earlier steps."""

    undo_requested = Signal()
    redo_requested = Signal()
    more_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = JournalModel(self)
        self._build()
        self._undo.clicked.connect(self.undo_requested)
        self._redo.clicked.connect(self.redo_requested)
        self._model.more_requested.connect(self.more_requested)
        self._tint()
        self.set_total(0)
        self.set_undo_state(UndoState(None, None))

    def replace_rows(self, at: int, removed: int, inserted: tuple[StepInfo, ...]) -> None:
        """Put some steps in the place of others; they are given newest first."""
        self._model.replace_rows(at, removed, inserted)

    def set_total(self, total: int) -> None:
        """Say how many steps there are, of which the rows are the newest."""
        self._model.total = total
        self._title.setText(counted(total, "step") if total else "Journal")
        self._empty.setVisible(not total)
        self._table.setVisible(total > 0)

    def set_undo_state(self, state: UndoState) -> None:
        """Say on the buttons what they would do now."""
        _name(self._undo, "Undo", state.undo_what)
        _name(self._redo, "Redo", state.redo_what)

    def focus_first(self) -> None:
        """Put the focus on the newest step, or on what there is."""
        if self._model.rowCount():
            self._table.setCurrentIndex(self._model.index(0, 0))
            self._table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._tint()

    def _build(self) -> None:
        self.setAccessibleName("Journal")
        self._title = list_title()
        self._undo, self._redo = QPushButton(), QPushButton()
        for button in (self._undo, self._redo):
            button.setProperty("role", "quiet")
        self._empty = empty_note(NO_STEPS)
        self._table = self._build_table()
        lay_out_list(self, self._title, (self._undo, self._redo), self._empty, self._table)

    def _build_table(self) -> QuietTable:
        table = QuietTable(self._model, "Steps, newest first", _WIDTHS, WHAT, _ROW)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.horizontalHeader().setSectionsClickable(False)
        return table

    def _tint(self) -> None:
        self._undo.setIcon(icon("undo"))
        self._redo.setIcon(icon("redo"))


def _name(button: QPushButton, verb: str, what: str) -> None:
    said = f"{verb}: {what}" if what else f"Nothing to {verb.lower()}"
    cut = said if len(said) <= _LONGEST else said[: _LONGEST - 1].rstrip() + "…"
    button.setText(cut.replace("&", "&&"))
    button.setToolTip(said)
    button.setAccessibleName(said)
    button.setEnabled(bool(what))
