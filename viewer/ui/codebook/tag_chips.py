"""A passage's tags as chips, and the chip that adds one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QToolButton, QWidget
from typing_extensions import override

from viewer.services.types import PassageTag
from viewer.ui.theme import current_theme, sans
from viewer.ui.widgets.height_for_width import follow_width

_HEIGHT = 21
_PADDING = 9
_CROSS = 16
_GAP = 5


class TagChip(QAbstractButton):
    """A tag's name on its colour. `clicked` tells of its cross: by mouse, Space or Delete."""

    def __init__(self, tag: PassageTag, parent: QWidget) -> None:
        super().__init__(parent)
        self.tag = tag
        self.setFont(sans(12))
        self.setText(tag.name)
        self.setToolTip(f"{tag.path}\nThe cross takes the tag off")
        self.setAccessibleName(f"Take the tag {tag.path} off")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)

    @override
    def sizeHint(self) -> QSize:
        name = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(name + _PADDING + 3 + _CROSS, _HEIGHT)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos) and pos.x() >= self.width() - _CROSS - 3

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        on_cross = self.hitButton(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if on_cross else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        super().mouseMoveEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        ground, words = current_theme().tag_chip(self.tag.colour)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QColor(current_theme().accent)
        painter.setPen(QPen(ring, 1) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        shape = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)
        painter.setPen(words)
        room = self.rect().adjusted(_PADDING, 0, -_CROSS - 3, -1)
        name = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width() + 1
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QPen(words, 1.2))
        middle = QPointF(self.width() - _CROSS / 2 - 3, self.height() / 2)
        arm = QPointF(2.8, 2.8)
        painter.drawLine(middle - arm, middle + arm)
        arm = QPointF(2.8, -2.8)
        painter.drawLine(middle - arm, middle + arm)
        painter.end()


class TagChips(QWidget):
    """Chips in as many lines as they need. Signals: `removed(TagId)`, `add_requested()`."""

    removed = Signal(int)
    add_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags: tuple[PassageTag, ...] = ()
        self.chips: list[TagChip] = []
        self.add = QToolButton(self)
        self.add.setText("+ tag")
        self.add.setProperty("role", "chip")
        self.add.setProperty("ghost", True)
        self.add.setAccessibleName("Add a tag")
        self.add.setToolTip("Add a tag")
        self.add.clicked.connect(self.add_requested)
        follow_width(self)

    def show_tags(self, tags: Sequence[PassageTag]) -> None:
        """Show these tags; nothing happens to the chips if they are the same."""
        if tuple(tags) == self._tags:
            return
        self._tags = tuple(tags)
        had_focus = any(chip.hasFocus() for chip in self.chips)
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(tag) for tag in tags]
        if had_focus:
            (self.chips[0] if self.chips else self.add).setFocus()
        self._place(self.width())
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, _HEIGHT)

    @override
    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width())

    def _chip(self, tag: PassageTag) -> TagChip:
        chip = TagChip(tag, self)
        chip.clicked.connect(lambda: self.removed.emit(tag.id))
        chip.setVisible(True)
        return chip

    def _place(self, width: int, *, move: bool = True) -> int:
        """Lay the chips out in lines of `width` pixels; returns the height that they take."""
        x = y = 0
        for chip in (*self.chips, self.add):
            wide = min(chip.sizeHint().width(), width)
            if x and x + wide > width:
                x, y = 0, y + _HEIGHT + _GAP
            if move:
                chip.setGeometry(x, y, wide, _HEIGHT)
            x += wide + _GAP
        return y + _HEIGHT
