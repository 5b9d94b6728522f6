"""Taking passages away: in which form, which of them, and where to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from viewer.base.messages import Message
from viewer.services.types import ExportReport, ExportScopes
from viewer.ui.exchange.export_scope_choice import ExportScopeChoice
from viewer.ui.exchange.file_dialogs import ask_where_to_write
from viewer.ui.reading.announcing import announce
from viewer.ui.theme import current_theme
from viewer.workspace.vocabulary import list_export_formats

_STEM = "passages"
_REPLACES = "This file is there already; exporting replaces it."
_MOST_PROBLEMS = 4


class ExportPanel(QWidget):
    """Signals: `export_requested(str format, str path, SearchRequest | None, str tag)`, with None
    and no tag for all passages; `closed()`."""

    export_requested = Signal(str, str, object, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = list_export_formats()
        self.setAccessibleName("Export")
        self._build()
        self._connect()
        self._tint()
        self.set_folder(Path.home())

    def forget_scopes(self) -> None:
        """Offer nothing until it is counted."""
        self._scopes.forget()

    def set_scopes(self, scopes: ExportScopes) -> None:
        """Offer what was counted."""
        self._scopes.set_scopes(scopes)

    def set_folder(self, folder: Path) -> None:
        """Propose a file in this folder."""
        self._path.setText(str(folder / f"{_STEM}{self._suffix}"))

    def show_report(self, report: ExportReport) -> None:
        """Say what was written, and what was left out and why."""
        lines = [f"{report.what} written to {report.path}", *_problems(report.problems)]
        self._say("\n".join(lines), trouble=False)
        self._existing.clear()

    def show_trouble(self, sentence: str) -> None:
        """Say why nothing was written."""
        self._say(sentence, trouble=True)

    def show_cancelled(self) -> None:
        """Say that nothing was written, because it was cancelled."""
        self._say("Cancelled. No file was written.", trouble=False)

    def focus_first(self) -> None:
        """Put the focus on the format that is chosen."""
        checked = self._formats.checkedButton()
        if checked is not None:
            checked.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._tint()

    @property
    def _suffix(self) -> str:
        return self._choices[self._formats.checkedId()].suffix

    def _build(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(32)
        columns.addLayout(self._build_formats())
        columns.addLayout(self._build_scopes(), 1)
        self._outcome = QLabel()
        self._outcome.setWordWrap(True)
        self._outcome.setTextFormat(Qt.TextFormat.PlainText)
        self._outcome.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._outcome.setAccessibleName("What was exported")
        self._outcome.hide()
        self._existing = _soft("")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 10)
        column.setSpacing(8)
        column.addLayout(columns)
        column.addSpacing(8)
        column.addLayout(self._build_target())
        column.addWidget(self._existing)
        column.addWidget(self._outcome)
        column.addStretch(1)

    def _build_formats(self) -> QVBoxLayout:
        self._formats = QButtonGroup(self)
        column = _column("Format")
        for number, each in enumerate(self._choices):
            button = QRadioButton(each.label)
            button.setAccessibleName(each.label)
            button.setAccessibleDescription(each.use)
            button.setMinimumWidth(220)
            self._formats.addButton(button, number)
            line = QHBoxLayout()
            line.setSpacing(10)
            line.addWidget(button)
            line.addWidget(_soft(each.use))
            line.addStretch(1)
            column.addLayout(line)
        column.addStretch(1)
        self._formats.button(0).setChecked(True)
        return column

    def _build_scopes(self) -> QVBoxLayout:
        self._scopes = ExportScopeChoice()
        column = _column("Which passages")
        column.addWidget(self._scopes)
        column.addStretch(1)
        return column

    def _build_target(self) -> QHBoxLayout:
        self._path = QLineEdit()
        self._path.setAccessibleName("File to write")
        self._path.setPlaceholderText("File to write")
        self._path.setMaximumWidth(620)
        self._choose, self._export = QPushButton("Choose…"), QPushButton("Export")
        self._close = QPushButton("Close")
        for button, role, name in (
            (self._choose, "quiet", "Choose the file to write"),
            (self._export, "primary", "Export"),
            (self._close, "quiet", "Close the export"),
        ):
            button.setProperty("role", role)
            button.setAccessibleName(name)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._path, 1)
        for button in (self._choose, self._export, self._close):
            row.addWidget(button)
        row.addStretch(0)
        return row

    def _connect(self) -> None:
        self._formats.idToggled.connect(self._follow_format)
        self._scopes.changed.connect(self._show_readiness)
        self._path.textChanged.connect(self._show_readiness)
        self._path.editingFinished.connect(self._show_existing)
        self._path.returnPressed.connect(self._export.click)
        self._choose.clicked.connect(self._ask_where)
        self._export.clicked.connect(self._request)
        self._close.clicked.connect(self.closed)

    def _tint(self) -> None:
        theme = current_theme()
        sheet = (
            "QRadioButton::indicator { width: 12px; height: 12px; border-radius: 7px;"
            f" border: 1px solid {theme.soft_ink}; background: {theme.field}; }}"
            "QRadioButton::indicator:checked { width: 6px; height: 6px;"
            f" border: 4px solid {theme.accent}; background: {theme.field}; }}"
            f"QRadioButton:focus {{ color: {theme.accent}; }}"
            f"QRadioButton:disabled {{ color: {theme.soft_ink}; }}"
            f"QRadioButton::indicator:disabled {{ border-color: {theme.line}; }}"
        )
        # Setting a sheet changes the palette: without the comparison this would never end.
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)

    def _follow_format(self, _number: int, checked: bool) -> None:
        """Change the file's suffix, if it is that of another format."""
        path = self._path.text().strip()
        suffixes = {each.suffix for each in self._choices}
        if checked and path and Path(path).suffix in suffixes:
            self._path.setText(str(Path(path).with_suffix(self._suffix)))
            self._show_existing()

    def _ask_where(self) -> None:
        proposed = Path(self._path.text().strip() or f"{_STEM}{self._suffix}")
        ask_where_to_write(self, proposed, lambda paths: self._path.setText(str(paths[0])))

    def _show_readiness(self) -> None:
        self._export.setEnabled(self._scopes.passages > 0 and bool(self._path.text().strip()))
        self._show_existing()

    def _show_existing(self) -> None:
        path = self._path.text().strip()
        self._existing.setText(_REPLACES if path and Path(path).is_file() else "")

    def _request(self) -> None:
        path = Path(self._path.text().strip())
        if not path.suffix:
            path = path.with_suffix(self._suffix)
            self._path.setText(str(path))
        name = self._choices[self._formats.checkedId()].name
        self._outcome.hide()
        self.export_requested.emit(name, str(path), self._scopes.request, self._scopes.tag)

    def _say(self, words: str, *, trouble: bool) -> None:
        self._outcome.setText(words)
        self._outcome.setProperty("role", "warning" if trouble else "plain")
        self._outcome.style().polish(self._outcome)
        self._outcome.show()
        announce(self._outcome, words)


def _problems(problems: Sequence[Message]) -> list[str]:
    """The first few problems, and how many more there are."""
    more = len(problems) - _MOST_PROBLEMS
    return [*map(str, problems[:_MOST_PROBLEMS]), *([f"and {more:,} more"] if more > 0 else [])]


def _column(title: str) -> QVBoxLayout:
    label = QLabel(title)
    label.setProperty("role", "sectionTitle")
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(label)
    return column


def _soft(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "soft")
    return label
