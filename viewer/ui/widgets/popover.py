"""A sheet that opens below a button, inside the window, and closes when one goes elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

_GAP = 3
_MARGIN = 8


class Popover(QFrame):
    """Holds one widget. A child of the window, so that it is part of its pictures and its focus.

    Esc closes it and gives the focus back to the button; so does the focus going elsewhere, or a
    press of the mouse outside.
    """

    def __init__(self, inside: QWidget, name: str, width: int, most_height: int = 420) -> None:
        super().__init__()
        self._inside = inside
        self._width, self._most_height = width, most_height
        self._button: QWidget | None = None
        self.setProperty("role", "popup")
        self.setAccessibleName(name)
        self._scrolled = QScrollArea()
        self._scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scrolled.setObjectName("popoverInside")
        self._scrolled.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 6, 1, 6)
        column.addWidget(self._scrolled)
        self.hide()

    def open_below(self, button: QWidget) -> None:
        """Open below `button`, as far left as the window has room, with the focus inside."""
        self._button = button
        self.setParent(button.window())
        self.fit()
        self.show()
        self.raise_()
        self._focus_first()
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def fit(self) -> None:
        """Take the height that the content needs now."""
        button, window = self._button, self.parentWidget()
        if button is None or window is None:
            return
        corner = button.mapTo(window, QPoint(0, button.height() + _GAP))
        width = min(self._width, window.width() - 2 * _MARGIN)
        needed = self._inside.heightForWidth(width - 2)
        if needed < 0:
            needed = self._inside.sizeHint().height()
        room = window.height() - corner.y() - _MARGIN
        height = min(needed + 14, self._most_height, max(room, 60))
        left = max(_MARGIN, min(corner.x(), window.width() - width - _MARGIN))
        self.setGeometry(left, corner.y(), width, height)

    def close_up(self, *, go_back: bool = False) -> None:
        """Close; the focus goes back to the button if asked for."""
        if self.isHidden():
            return
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        within = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        if self._button is not None and (go_back or within):
            self._button.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            if watched is self._button or self._is_outside(watched):
                self.close_up()
                # The press on the button itself has closed what it would open again.
                return watched is self._button
        elif (
            kind is QEvent.Type.FocusIn
            and isinstance(watched, QWidget)
            and watched is not self._button
            and self._is_outside(watched)
        ):
            self.close_up()
        return False

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        # Passed on it would be a press on the window behind.
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up(go_back=True)
            return
        super().keyPressEvent(event)

    def _is_outside(self, widget: QWidget) -> bool:
        is_here = widget is self or self.isAncestorOf(widget)
        return not is_here and widget.window() is self.window()

    def _focus_first(self) -> None:
        for widget in self._inside.findChildren(QWidget):
            takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and widget.isVisibleTo(self._inside) and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.PopupFocusReason)
                return
        self.setFocus(Qt.FocusReason.PopupFocusReason)
