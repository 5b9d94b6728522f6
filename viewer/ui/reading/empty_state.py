"""What a pane without a text shows: what to do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.ui.theme import serif
from viewer.ui.theme.icons import icon

TITLE = "Open a hit here"
HINT = "Press Enter on a hit, or drag one here."
_ICON = 36
#: Below this height there is room for the words only, which may take two lines each.
_ROOM_FOR_ICON = 200


class EmptyState(QWidget):
    """An icon, a title and a hint, in the middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture, title, hint = QLabel(), QLabel(TITLE), QLabel(HINT)
        title.setFont(serif(19, semibold=True))
        title.setProperty("role", "emptyTitle")
        hint.setProperty("role", "emptyHint")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(6)
        column.addStretch(2)
        for label in (self._picture, title, hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(label is not self._picture)
            column.addWidget(label)
        column.addStretch(3)
        self._tint()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._tint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._picture.setVisible(event.size().height() >= _ROOM_FOR_ICON)

    def _tint(self) -> None:
        self._picture.setPixmap(icon("newspaper").pixmap(QSize(_ICON, _ICON)))
