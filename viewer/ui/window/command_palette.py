"""The command palette: every command by typing a few letters of it."""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from viewer.ui.reading.announcing import announce
from viewer.ui.theme import current_theme, sans
from viewer.ui.theme.colour import mixed
from viewer.ui.widgets.elided_label import ElidedLabel
from viewer.ui.window.commands_model import SHORTCUT_ROLE, CommandsModel, PaletteEntry

_WIDTH, _ROWS, _ROW = 520, 11, 30


class CommandPalette(QFrame):
    """Signals: `command_chosen(str id)`. An overlay; Esc or a click beside closes it."""

    command_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("commandPalette")
        self.setProperty("role", "popup")
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(22)
        shadow.setOffset(0, 4)
        self.setGraphicsEffect(shadow)
        self.setAccessibleName("Commands")
        self._model = CommandsModel(self)
        self._inside = parent
        self._before: QWidget | None = None
        self._field = QLineEdit()
        self._field.setPlaceholderText("Type a few letters of a command")
        self._field.setAccessibleName("PaletteEntry")
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(_CommandDelegate(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = ElidedLabel()
        self._none.setProperty("role", "soft")
        self._none.setFixedHeight(_ROW)
        self._none.setContentsMargins(8, 0, 8, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self._field)
        layout.addWidget(self._list)
        layout.addWidget(self._none)
        self._field.textChanged.connect(self._rank)
        self._field.installEventFilter(self)
        self._list.clicked.connect(lambda index: self._choose(index.row()))
        self.hide()

    def open(self, commands: Sequence[PaletteEntry]) -> None:
        """Show the palette with these commands."""
        self._before = self.window().focusWidget()
        self._model.set_commands(commands)
        self._field.clear()
        self._rank("")
        self._fit()
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fit(self) -> None:
        inside, rows = self._inside, min(_ROWS, max(1, self._model.rowCount()))
        width = min(_WIDTH, inside.width() - 40)
        height = min(rows * _ROW + 66, inside.height() - 120)
        self.setGeometry(QRect((inside.width() - width) // 2, 56, width, height))

    def dismiss(self) -> None:
        """Close without choosing; the focus goes back to where it was."""
        before, self._before = self._before, None
        self.hide()
        # The pane or row that had the focus may have been closed meanwhile.
        if before is not None and shiboken6.isValid(before):
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        row = self._list.currentIndex().row()
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 8,
            Qt.Key.Key_PageUp: -8,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self._list.setCurrentIndex(self._model.index(self._model.enabled_row(row, steps[key])))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(row)
        elif key == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            return False
        return True

    def _rank(self, typed: str) -> None:
        self._model.rank(typed)
        nothing = not self._model.rowCount()
        self._list.setHidden(nothing)
        self._none.setVisible(nothing)
        sentence = f"No command fits “{typed.strip()}”." if nothing else ""
        self._none.setText(sentence)
        announce(self._none, sentence)
        self._fit()
        self._list.setCurrentIndex(self._model.index(self._model.enabled_row(-1, 1)))

    def _choose(self, row: int) -> None:
        command = self._model.command(row)
        if command is not None and command.enabled:
            self.dismiss()
            self.command_chosen.emit(command.id)


class _CommandDelegate(QStyledItemDelegate):
    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            option.palette.setColor(QPalette.ColorRole.Text, _dim())

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        size.setHeight(_ROW)
        return size

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        shortcut = index.data(SHORTCUT_ROLE)
        if shortcut:
            painter.save()
            painter.setFont(sans(12))
            enabled = index.flags() & Qt.ItemFlag.ItemIsEnabled
            painter.setPen(QColor(current_theme().soft_ink) if enabled else _dim())
            room = option.rect.adjusted(0, 0, -10, 0)
            painter.drawText(
                room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shortcut
            )
            painter.restore()


def _dim() -> QColor:
    """Ink for what cannot be chosen now."""
    theme = current_theme()
    return QColor(mixed(theme.chrome, theme.soft_ink, 0.6))
