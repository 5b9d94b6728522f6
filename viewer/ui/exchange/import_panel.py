"""Bringing texts in: what to import, what to apply to it, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from viewer.services.types import EncodingCheck, ImportOptions, ImportReport
from viewer.ui.exchange.encoding_choice import EncodingChoice
from viewer.ui.exchange.file_dialogs import ask_for_folder, ask_for_texts
from viewer.ui.exchange.import_outcome import ImportOutcome
from viewer.ui.exchange.path_list import PathList
from viewer.workspace.vocabulary import list_import_formats

#: What the format field says where each file's suffix tells its format.
BY_FILE_NAME = "By file name"
#: The least and most that the choices take; the report has the rest.
_LEAST_LEFT, _LEFT = 390, 470


class ImportPanel(QWidget):
    """Signals: `import_requested(list[Path], ImportOptions)`, `cancel_requested()`, `closed()`;
    `check_requested(list[Path], ImportOptions)` when other files are to be looked at for their
    encodings, none where none are chosen.
    """

    import_requested = Signal(list, object)
    check_requested = Signal(list, object)
    cancel_requested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._running = False
        self.setAccessibleName("Import")
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        self.set_running(False)

    @property
    def options(self) -> ImportOptions:
        """What the fields say."""
        return ImportOptions(
            format=self._format.currentData(),
            publication=self._publication.text().strip(),
            issue_date=self._date.text().strip(),
            language=self._language.text().strip(),
            dry_run=self._dry_run.isChecked(),
            encodings=self._encodings.encodings,
            guessed_as=self._encodings.guessed_as,
        )

    @property
    def said(self) -> str:
        """The sentence that is shown of the import."""
        return self._outcome.sentence

    def set_paths(self, paths: Sequence[Path]) -> None:
        """Choose these files and folders."""
        self._paths.set_paths(paths)

    def show_encodings(self, check: EncodingCheck) -> None:
        """Offer other encodings for the files whose encoding would be guessed."""
        self._encodings.show_check(check)

    def set_publications(self, titles: Sequence[str]) -> None:
        """Offer these while a publication is typed."""
        completer = QCompleter(list(titles), self._publication)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._publication.setCompleter(completer)

    def set_running(self, running: bool) -> None:
        """Show that an import is under way, or over."""
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        if running:
            self._outcome.show_progress(0, 0)
            if had_focus:
                self._outcome.focus_cancel()
        elif self._running:
            if had_focus:
                # Cancel goes away with the focus on it; Close is what comes next.
                self._close.setFocus()
            self._outcome.hide_progress()
        self._running = running
        for field in self._fields:
            field.setEnabled(not running)
        self._show_readiness()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the import is; `total` 0 for not known."""
        self._outcome.show_progress(done, total)

    def show_report(self, report: ImportReport) -> None:
        """Show what came of it; what came in is no longer chosen."""
        self.set_running(False)
        if report.imported and not report.dry_run:
            self.set_paths([])
        self._outcome.show_report(report)

    def show_trouble(self, sentence: str) -> None:
        """Show why nothing came of it."""
        self.set_running(False)
        self._outcome.show_sentence(sentence, trouble=True)

    def show_cancelled(self) -> None:
        """Show that it was cancelled."""
        self.set_running(False)
        self._outcome.show_sentence("Cancelled. Nothing was changed.")

    def focus_first(self) -> None:
        """Put the focus on the first control."""
        self._files.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._running and event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths and not self._running:
            self._paths.add_paths(paths)
            event.acceptProposedAction()

    def _build(self) -> None:
        self._paths = PathList()
        self._outcome = ImportOutcome()
        self._encodings = EncodingChoice()
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addLayout(self._build_choosing())
        left.addWidget(self._paths, 1)
        left.addLayout(self._build_fields())
        left.addLayout(self._build_start())
        side = QWidget()
        side.setMinimumWidth(_LEAST_LEFT)
        side.setMaximumWidth(_LEFT)
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self._encodings)
        right.addWidget(self._outcome, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 10)
        row.setSpacing(24)
        row.addWidget(side, 1)
        row.addLayout(right, 2)
        self._fields = (
            self._files,
            self._folder,
            self._paths,
            self._publication,
            self._date,
            self._language,
            self._format,
            self._dry_run,
            self._encodings,
        )

    def _build_choosing(self) -> QHBoxLayout:
        title = QLabel("Texts to import")
        title.setProperty("role", "strong")
        self._files, self._folder = QPushButton("Files…"), QPushButton("Folder…")
        self._take_out = QPushButton("Take out")
        self._take_out.setAccessibleName("Take the selected out of the list")
        self._take_out.setToolTip("Take the selected files and folders out of the list (Delete)")
        self._take_out.setEnabled(False)
        self._files.setAccessibleName("Choose files to import")
        self._folder.setAccessibleName("Choose a folder to import")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(title, 1)
        for button in (self._take_out, self._files, self._folder):
            button.setProperty("role", "quiet")
            row.addWidget(button)
        return row

    def _build_fields(self) -> QGridLayout:
        self._publication, self._date, self._language = QLineEdit(), QLineEdit(), QLineEdit()
        self._format = QComboBox()
        self._format.addItem(BY_FILE_NAME, "")
        for each in list_import_formats():
            self._format.addItem(each.label, each.name)
        self._publication.setPlaceholderText("if not stated")
        self._date.setPlaceholderText("1945-08-09")
        self._language.setPlaceholderText("Russian, or ru")
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        fields: tuple[tuple[str, QWidget], ...] = (
            ("Newspaper", self._publication),
            ("Date", self._date),
            ("Language", self._language),
            ("Format", self._format),
        )
        for number, (name, field) in enumerate(fields):
            label = QLabel(name)
            label.setProperty("role", "soft")
            label.setBuddy(field)
            field.setAccessibleName(name)
            line, column = divmod(number, 2)
            grid.addWidget(label, line, 2 * column)
            grid.addWidget(field, line, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
        return grid

    def _build_start(self) -> QHBoxLayout:
        self._dry_run = QCheckBox("Dry run: look, and change nothing")
        self._dry_run.setAccessibleName("Dry run")
        self._start = QPushButton("Import")
        self._start.setProperty("role", "primary")
        self._start.setAccessibleName("Import")
        self._close = QPushButton("Close")
        self._close.setProperty("role", "quiet")
        self._close.setAccessibleName("Close the import")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._dry_run, 1)
        row.addWidget(self._close)
        row.addWidget(self._start)
        return row

    def _connect(self) -> None:
        self._files.clicked.connect(lambda: ask_for_texts(self, self._paths.add_paths))
        self._folder.clicked.connect(lambda: ask_for_folder(self, self._paths.add_paths))
        self._paths.changed.connect(self._show_readiness)
        self._paths.changed.connect(self._request_check)
        self._format.currentIndexChanged.connect(self._request_check)
        self._language.editingFinished.connect(self._request_check)
        self._paths.selection_changed.connect(self._take_out.setEnabled)
        self._take_out.clicked.connect(self._take_selected_out)
        self._start.clicked.connect(self._request)
        self._close.clicked.connect(self.closed)
        self._outcome.cancel_requested.connect(self.cancel_requested)

    def _show_readiness(self) -> None:
        self._start.setEnabled(not self._running and bool(self._paths.paths))

    def _take_selected_out(self) -> None:
        self._paths.take_out_selected()
        if not self._paths.paths:
            # The button cannot be pressed any more, and a list that is empty takes no focus.
            self._files.setFocus(Qt.FocusReason.OtherFocusReason)

    def _request_check(self) -> None:
        self.check_requested.emit(self._paths.paths, self.options)

    def _request(self) -> None:
        self.import_requested.emit(self._paths.paths, self.options)
