"""How the panes of a desk are arranged: in a row, or in two columns where a row is too narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from viewer.ui.reading.margin.columns import columns

#: Characters to a line that a pane in a row has at least; with fewer, panes go below each other.
_LEAST_CHARACTERS = 33
#: A pane below another needs this height, masthead and some lines.
_LEAST_HEIGHT = 230
#: Pixels between panes below each other.
_BETWEEN = 8
#: The frame of a pane, left and right.
_FRAMES = 4

Arrangement = tuple[tuple[int, ...], ...]


def arrangement(count: int, width: int, height: int, gutter: int, character: float) -> Arrangement:
    """Columns of panes, each the panes' numbers from above to below.

    `character` is the width of one on average. There are never more than two columns of stacked
    panes, so that one gutter between them has all ribbons.
    """
    in_a_row: Arrangement = tuple((number,) for number in range(count))
    if count < 3 or height < 2 * _LEAST_HEIGHT + _BETWEEN:
        return in_a_row
    room = (width - gutter * (count - 1)) // count - _FRAMES
    if columns(max(room, 1), character).text >= _LEAST_CHARACTERS * character:
        return in_a_row
    return ((0,), (1, 2)) if count == 3 else ((0, 2), (1, 3))


class PaneGrid(QSplitter):
    """Panes in columns, with movable gutters. Signals: `moved()` when one was moved."""

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("paneSplitter")
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self.moved)
        self._arranged: list[list[QWidget]] = []

    def arrange(self, panes: Sequence[QWidget], wanted: Arrangement) -> bool:
        """Put `panes` into columns; whether any of them is elsewhere than before.

        Where none is, the widths that the user gave them stay.
        """
        into = [[panes[number] for number in column] for column in wanted]
        if into == self._arranged:
            return False
        focus = QApplication.focusWidget()
        while self.count() < len(into):
            self.addWidget(self._column())
        for number, column in enumerate(into):
            holder = self.widget(number)
            assert isinstance(holder, QSplitter)
            for at, pane in enumerate(column):
                if holder.widget(at) is not pane:
                    holder.insertWidget(at, pane)
                    pane.show()
            holder.setSizes([1000] * len(column))
        while self.count() > len(into):
            spare = self.widget(self.count() - 1)
            assert spare is not None
            spare.setParent(None)
            spare.deleteLater()
        self.setSizes([1000] * len(into))
        self._arranged = into
        if focus is not None and self.isAncestorOf(focus):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _column(self) -> QSplitter:
        column = QSplitter(Qt.Orientation.Vertical)
        column.setObjectName("paneSplitter")
        column.setChildrenCollapsible(False)
        column.setHandleWidth(_BETWEEN)
        column.splitterMoved.connect(self.moved)
        return column
