"""The side panel: the parts that the rail names, those that are open one below the other."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from viewer.ui.window.arrangement import splitter

_GRIP = 5


class SidePanel(QFrame):
    """Signals: `dragged(int pixels)` while its left edge is drawn to the left (positive), which
    only works over the papers: beside them the splitter's handle does it."""

    dragged = Signal(int)

    def __init__(self, parts: Mapping[str, QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Codebook and passage")
        self._parts = dict(parts)
        self._split = splitter(Qt.Orientation.Vertical, list(parts.values()), stretched=-1)
        for number in range(len(self._parts)):
            self._split.setStretchFactor(number, 1)
        self._split.setSizes([1000] * len(self._parts))
        self._grip = _Grip(self)
        self._grip.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._grip)
        row.addWidget(self._split, 1)

    def show_parts(self, names: Collection[str]) -> None:
        """Show these parts only."""
        for name, widget in self._parts.items():
            widget.setVisible(name in names)

    def set_over(self, over: bool) -> None:
        """Look like a sheet over the papers, or like a side of the window."""
        self._grip.setVisible(over)
        self.setProperty("over", over)
        self.style().unpolish(self)
        self.style().polish(self)


class _Grip(QWidget):
    """The left edge of the panel, to draw it wider."""

    def __init__(self, panel: SidePanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._from = 0.0
        self.setFixedWidth(_GRIP)
        self.setCursor(Qt.CursorShape.SplitHCursor)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = event.globalPosition().x()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pixels = round(self._from - event.globalPosition().x())
        self._from = event.globalPosition().x()
        self._panel.dragged.emit(pixels)
