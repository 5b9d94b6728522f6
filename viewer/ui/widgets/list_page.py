"""How a list in the drawer is laid out: a title with controls, and a table or why it is empty."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTableView, QVBoxLayout, QWidget


def list_title() -> QLabel:
    """A label for what the list holds."""
    title = QLabel()
    title.setProperty("role", "strong")
    return title


def empty_note(words: str) -> QLabel:
    """A label that takes the table's place while there are no rows."""
    note = QLabel(words)
    note.setProperty("role", "soft")
    note.setAlignment(Qt.AlignmentFlag.AlignTop)
    note.setContentsMargins(16, 6, 16, 6)
    return note


def lay_out_list(
    panel: QWidget, title: QLabel, controls: Iterable[QWidget], empty: QLabel, table: QTableView
) -> None:
    """Fill `panel`: `title` and `controls` in one line, below it `empty` and `table`."""
    head = QHBoxLayout()
    head.setContentsMargins(16, 5, 12, 3)
    head.setSpacing(6)
    head.addWidget(title, 1)
    for control in controls:
        head.addWidget(control)
    column = QVBoxLayout(panel)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(head)
    column.addWidget(empty, 1)
    inset = QHBoxLayout()
    inset.setContentsMargins(10, 0, 0, 0)
    inset.addWidget(table)
    column.addLayout(inset, 1)
