"""Tagging by typing: a field and the tags that fit, beside the passage, never over the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from viewer.annotation.codebook import split_path
from viewer.base.errors import InputError
from viewer.services.types import TagInfo
from viewer.ui.codebook.tag_ranking import is_known, ranked
from viewer.ui.codebook.tag_row_delegate import PATH_ROLE, ROW, TAG_ROLE, TagRowDelegate
from viewer.ui.theme import current_theme

_WIDTH = 300
_MOST_ROWS = 8
_MARGIN = 6
_UNFINISHED = "A name stands before and after a slash."
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TagChooser(QFrame):
    """A child of the window that opens near a place in it. Enter takes the row that is marked.

    Signals: `tag_chosen(str path)`, of a tag that may be new; `dismissed()` when it closed without.
    """

    tag_chosen = Signal(str)
    dismissed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._tags: tuple[TagInfo, ...] = ()
        self._recent: tuple[str, ...] = ()
        self._near = QRect()
        self._asker: QWidget | None = None
        self._closing = False
        self._build()
        self._field.textChanged.connect(self._fill)
        self._list.clicked.connect(self._take)
        self._field.installEventFilter(self)
        self._tint()
        self.hide()

    def open_at(
        self,
        rect: QRect,
        tags: Sequence[TagInfo],
        recent: Sequence[str],
        title: str = "Tag the passage",
        note: str = "",
    ) -> None:
        """Open below `rect` (of the parent), or above where there is more room.

        `note` says more of what is tagged, below the title.
        """
        self._tags, self._recent, self._near = tuple(tags), tuple(recent), QRect(rect)
        if not self.isVisible():
            self._asker = QApplication.focusWidget()
        self._title.setText(title)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setAccessibleName(f"{title}. {note}" if note else title)
        self._field.clear()
        self._fill("")
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._key(event)
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible() and not self._closing:
            self._close(go_back=False)
            self.dismissed.emit()
        return False

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._tint()

    def _build(self) -> None:
        self.setObjectName("tagChooser")
        self._title, self._field, self._list = QLabel(), QLineEdit(), QListWidget()
        self._note = QLabel()
        self._title.setProperty("role", "sectionTitle")
        for label in (self._title, self._note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._field.setPlaceholderText("Type a tag, or a new one")
        self._field.setAccessibleName("Tag")
        self._list.setAccessibleName("Tags that fit")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setItemDelegate(TagRowDelegate(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 9, 10, 8)
        column.setSpacing(6)
        for widget in (self._title, self._note, self._field, self._list):
            column.addWidget(widget)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(22)
        shadow.setOffset(0, 4)
        self.setGraphicsEffect(shadow)

    def _tint(self) -> None:
        theme = current_theme()
        sheet = (
            f"#tagChooser {{ background: {theme.chrome}; border: 1px solid {theme.line};"
            " border-radius: 8px; }"
        )
        # Setting a sheet changes the palette: without the comparison this would never end.
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)

    def _fill(self, typed: str) -> None:
        self._list.clear()
        for tag in ranked(typed, self._tags, self._recent):
            item = QListWidgetItem(tag.path)
            item.setData(PATH_ROLE, tag.path)
            item.setData(TAG_ROLE, tag)
            self._list.addItem(item)
        if typed.strip() and not is_known(typed, self._tags):
            self._list.addItem(_new_row(typed.strip()))
        if self._list.count():
            self._list.setCurrentRow(0)
        self._fit()

    def _fit(self) -> None:
        """Take the room that the rows need, inside the parent."""
        rows = min(self._list.count(), _MOST_ROWS)
        self._list.setVisible(rows > 0)
        self._list.setFixedHeight(rows * ROW + 2)
        around = self._parent.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        column = self.layout()
        assert column is not None
        column.activate()
        width = min(_WIDTH, around.width())
        self.resize(width, min(column.totalHeightForWidth(width), around.height()))
        self.move(_placed(self.rect(), self._near, around))

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._close(go_back=True)
            self.dismissed.emit()
        elif key in _ENTER:
            self._take(self._list.currentIndex())
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._list.count():
            step = 1 if key == Qt.Key.Key_Down else -1
            self._list.setCurrentRow((self._list.currentRow() + step) % self._list.count())
            self._field.setAccessibleDescription(self._list.currentItem().text())
        else:
            return False
        return True

    def _take(self, index: QModelIndex) -> None:
        path = index.data(PATH_ROLE) if index.isValid() else ""
        if path:
            self._close(go_back=True)
            self.tag_chosen.emit(path)

    def _close(self, *, go_back: bool) -> None:
        asker, self._asker = self._asker, None
        self._closing = True
        # Before it hides: Qt would give the focus to the next widget, and a pane that gets it, if
        # only for a moment, becomes the active one.
        if go_back and asker is not None:
            asker.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.blockSignals(True)
        self.hide()
        self._field.blockSignals(False)
        self._closing = False


def _new_row(typed: str) -> QListWidgetItem:
    """The row that makes a tag, or says why there can be none."""
    try:
        path = "/".join(split_path(typed))
    except InputError as error:
        row = QListWidgetItem(_UNFINISHED)
        row.setFlags(Qt.ItemFlag.NoItemFlags)
        row.setToolTip(str(error))
        return row
    row = QListWidgetItem(f"Create “{path}”")
    row.setData(PATH_ROLE, path)
    return row


def _placed(own: QRect, near: QRect, around: QRect) -> QPoint:
    """Where `own` goes: below `near`, or above if it fits only there; always inside `around`."""
    below, above = near.bottom() + 5, near.top() - own.height() - 4
    fits_below = below + own.height() <= around.bottom() + 1
    y = below if fits_below or above < around.top() else above
    return QPoint(
        max(around.left(), min(near.left(), around.right() + 1 - own.width())),
        max(around.top(), min(y, around.bottom() + 1 - own.height())),
    )
