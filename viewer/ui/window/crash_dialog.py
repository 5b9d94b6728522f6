"""What is shown when the program met a bug of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

HAPPENED = "Something went wrong inside the program."
KEPT = (
    "Every change that was made before is safe in the archive. You can go on working; "
    "if it happens again, copy this report and send it to whoever looks after the program."
)


class CrashDialog(QDialog):
    """Says what happened, shows the traceback `text`, and stops nothing."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setWindowTitle("Something went wrong")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(520, 320)
        self.resize(660, 400)
        self._build()
        self._copy.clicked.connect(self._copy_report)
        self._close.clicked.connect(self.close)

    def _build(self) -> None:
        title, kept = QLabel(HAPPENED), QLabel(KEPT)
        title.setProperty("role", "title")
        kept.setWordWrap(True)
        report = QPlainTextEdit(self._text)
        report.setProperty("role", "field")
        report.setReadOnly(True)
        report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        report.setAccessibleName("Report")
        report.setTabChangesFocus(True)
        self._copy, self._close = QPushButton("Copy report"), QPushButton("Close")
        self._copy.setAccessibleName("Copy the report")
        self._close.setAccessibleName("Close")
        self._close.setProperty("role", "primary")
        self._close.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        for widget in (title, kept):
            column.addWidget(widget)
        column.addWidget(report, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._copy)
        row.addWidget(self._close)
        column.addLayout(row)
        self._close.setFocus()

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self._copy.setText("Copied")
