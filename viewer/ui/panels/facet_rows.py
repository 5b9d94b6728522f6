"""Rows of a facet: a square, a name, a count; a click lets only that value through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.ui.theme import current_theme, sans, serif

_HEIGHT, _SIDE, _SQUARE = 25, 15, 9


@dataclass(frozen=True, slots=True)
class FacetRow:
    """What one row shows. `colour` None draws no square."""

    key: str
    label: str
    other_label: str
    count: int
    colour: QColor | None


class FacetRows(QWidget):
    """Signals: `chosen_changed(frozenset of keys)`. Rows keep their state when counts change."""

    chosen_changed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._chosen: set[str] = set()
        self._buttons: list[_RowButton] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    @property
    def chosen(self) -> frozenset[str]:
        """The keys that are let through; empty for all."""
        return frozenset(self._chosen)

    def set_rows(self, rows: Sequence[FacetRow]) -> None:
        """Show these rows; a chosen key without a row stays chosen with count 0."""
        known = {row.key for row in rows}
        self._chosen &= known
        while len(self._buttons) < len(rows):
            button = _RowButton()
            button.toggled.connect(lambda on, button=button: self._on_toggled(button.row.key, on))
            self._buttons.append(button)
            self._layout.addWidget(button)
        while len(self._buttons) > len(rows):
            spare = self._buttons.pop()
            self._layout.removeWidget(spare)
            spare.deleteLater()
        for button, row in zip(self._buttons, rows, strict=True):
            button.show_row(row, chosen=row.key in self._chosen, any_chosen=bool(self._chosen))

    def first_row(self) -> QWidget:
        """The first row's button. Raises `IndexError` without rows."""
        return self._buttons[0]

    def clear(self) -> None:
        """Let everything through, without telling anyone."""
        self._chosen.clear()
        for button in self._buttons:
            button.show_row(button.row, chosen=False, any_chosen=False)

    def _on_toggled(self, key: str, on: bool) -> None:
        (self._chosen.add if on else self._chosen.discard)(key)
        self.chosen_changed.emit(self.chosen)


class _RowButton(QAbstractButton):
    def __init__(self) -> None:
        super().__init__()
        self.row = FacetRow("", "", "", 0, None)
        self._any_chosen = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_row(self, row: FacetRow, *, chosen: bool, any_chosen: bool) -> None:
        self.row, self._any_chosen = row, any_chosen
        self.blockSignals(True)
        self.setChecked(chosen)
        self.blockSignals(False)
        state = ", only this" if chosen else ""
        self.setAccessibleName(f"{row.label}, {row.count:,} hits{state}")
        self.setToolTip(f"{row.label} {row.other_label}".strip())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.fillRect(self.rect(), QColor(theme.selection))
        elif self.underMouse():
            painter.fillRect(self.rect(), QColor(theme.hover))
        dimmed = self._any_chosen and not self.isChecked()
        ink = QColor(theme.soft_ink if dimmed or not self.row.count else theme.ink)
        left = float(_SIDE)
        if self.row.colour is not None:
            left = self._paint_square(painter, left, hollow=dimmed)
        count = f"{self.row.count:,}"
        painter.setFont(sans(13))
        right = self.width() - _SIDE - QFontMetricsF(painter.font()).horizontalAdvance(count)
        self._paint_words(painter, QRectF(left, 0, right - left - 8, _HEIGHT), ink)
        painter.setFont(sans(13))
        painter.setPen(QColor(theme.soft_ink))
        end = QRectF(right, 0, self.width() - _SIDE - right, _HEIGHT)
        painter.drawText(end, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        if self.hasFocus():
            painter.setPen(QColor(theme.accent))
            painter.drawRect(QRectF(0.5, 0.5, self.width() - 1.0, self.height() - 1.0))

    def _paint_square(self, painter: QPainter, left: float, *, hollow: bool) -> float:
        assert self.row.colour is not None
        box = QRectF(left, (_HEIGHT - _SQUARE) / 2, _SQUARE, _SQUARE)
        painter.setPen(self.row.colour)
        painter.setBrush(Qt.BrushStyle.NoBrush if hollow else self.row.colour)
        painter.drawRoundedRect(box, 2, 2)
        return box.right() + 9

    def _paint_words(self, painter: QPainter, room: QRectF, ink: QColor) -> None:
        painter.setFont(sans(14, semibold=self.isChecked()))
        metrics = QFontMetricsF(painter.font())
        label = metrics.elidedText(self.row.label, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(ink)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, label)
        room.setLeft(room.left() + metrics.horizontalAdvance(label) + 8)
        if self.row.other_label and room.width() > 40:
            painter.setFont(serif(14))
            painter.setPen(QColor(current_theme().soft_ink))
            other = QFontMetricsF(painter.font()).elidedText(
                self.row.other_label, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, other)
