"""The rail at the right edge: a name for each part of the side panel, written downwards."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from viewer.ui.theme import current_theme, sans
from viewer.ui.theme.icons import icon

WIDTH = 32
_PADDING = 10
_PX = 13


class Rail(QFrame):
    """Signals: `part_toggled(str name)` after a press on a name, `place_toggled()` when the panel
    is to open over the papers instead of beside them, or the other way round."""

    part_toggled = Signal(str)
    place_toggled = Signal()

    def __init__(self, parts: Mapping[str, str], parent: QWidget | None = None) -> None:
        """`parts` are the parts' titles by their names."""
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Side panel")
        self.setFixedWidth(WIDTH)
        self._names = {name: _RailButton(title) for name, title in parts.items()}
        self._place = QToolButton()
        self._place.setIconSize(QSize(16, 16))
        self._place.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._place.clicked.connect(self.place_toggled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(2)
        for name, button in self._names.items():
            button.clicked.connect(lambda _=False, name=name: self.part_toggled.emit(name))
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(self._place, 0, Qt.AlignmentFlag.AlignHCenter)

    def button(self, name: str) -> QAbstractButton:
        """The button of a part."""
        return self._names[name]

    def show_open(self, names: Collection[str]) -> None:
        """Mark the parts that are shown."""
        for name, button in self._names.items():
            button.show_state(name in names)

    def show_count(self, name: str, count: int) -> None:
        """Say how many things a part has; nothing for none."""
        self._names[name].show_count(count)

    def show_place(self, *, over: bool) -> None:
        """Offer the other place for the panel than the one that it has."""
        words = (
            "Show the side panel beside the papers"
            if over
            else ("Show the side panel over the papers")
        )
        self._place.setIcon(icon("pin" if over else "unpin"))
        self._place.setAccessibleName(words)
        self._place.setToolTip(words)


class _RailButton(QAbstractButton):
    """A name written from above to below; on while its part is shown."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._count = 0
        self.setCheckable(True)
        self.setFont(sans(_PX))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(False)

    def show_state(self, shown: bool) -> None:
        self.setChecked(shown)
        self._say()

    def show_count(self, count: int) -> None:
        if count != self._count:
            self._count = count
            self._say()
            self.updateGeometry()
            self.update()

    def _say(self) -> None:
        self.setAccessibleName(f"{self._words}, {'shown' if self.isChecked() else 'folded'}")
        self.setToolTip(f"{'Fold' if self.isChecked() else 'Show'}: {self._words} (F9)")

    @property
    def _words(self) -> str:
        return f"{self._title} {self._count:,}" if self._count else self._title

    @override
    def sizeHint(self) -> QSize:
        bold = QFontMetricsF(sans(_PX, semibold=True))
        return QSize(WIDTH, round(bold.horizontalAdvance(self._words)) + 2 * _PADDING)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, shown = current_theme(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if shown or self.underMouse():
            painter.fillRect(self.rect(), QColor(theme.selection if shown else theme.hover))
        if shown:
            painter.fillRect(QRectF(self.width() - 3, 0, 3, self.height()), QColor(theme.accent))
        if self.hasFocus():
            painter.setPen(QColor(theme.accent))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setFont(sans(_PX, semibold=shown))
        painter.setPen(QColor(theme.ink if shown else theme.soft_ink))
        painter.translate(self.width(), 0)
        painter.rotate(90)
        line = QRectF(0, 0, self.height(), self.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, self._words)
        painter.end()
