"""A table in the window's quiet look: whole rows, no grid, one column taking the spare width."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView


class QuietTable(QTableView):
    """`widths` are pixels by section; the section `wide` is stretched over what is left."""

    def __init__(
        self, model: QAbstractItemModel, name: str, widths: Mapping[int, int], wide: int, row: int
    ) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for section, width in widths.items():
            header.resizeSection(section, width)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
