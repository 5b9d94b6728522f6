"""The top bar: the archive and its menu, the search field, how many panes, the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from viewer.text.counting import counted
from viewer.text.directions import runs_from_right
from viewer.ui.theme.icons import icon

#: How long typing must rest before the query is run, in milliseconds.
REST = 150
#: The widest that the field becomes, and what its clear button takes, in pixels.
_WIDEST, _CLEAR = 640, 30


class SearchBar(QWidget):
    """Signals: `query_changed(str)` as one types (`typing` is true then) and at once on Enter,
    which means the words as they are; `entered()` on Enter and the down key, `typed()` at each
    change of the field, `left()` when it loses the focus,
    `pane_count_requested(int)`, `theme_requested()`, `palette_requested()`."""

    query_changed = Signal(str)
    entered = Signal()
    typed = Signal()
    left = Signal()
    pane_count_requested = Signal(int)
    theme_requested = Signal()
    palette_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sent = ""
        #: Whether what was sent last was still being typed.
        self.typing = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._build_archive()
        self._build_field()
        self._build_buttons()
        self._lay_out()
        self._connect()

    def _build_archive(self) -> None:
        self.menu = QMenu(self)
        self._archive = QToolButton()
        self._archive.setProperty("role", "title")
        self._archive.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._archive.setMenu(self.menu)
        self._archive.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._archive.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._archive.setAccessibleName("Archive menu")
        self._count = QLabel()
        self._count.setProperty("role", "soft")

    def _build_field(self) -> None:
        self.field = _SearchField()
        self._hint = QToolButton(self.field)
        self._hint.setProperty("role", "soft")
        self._hint.setText("Ctrl K for commands")
        self._hint.setCursor(Qt.CursorShape.PointingHandCursor)
        self._hint.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QHBoxLayout(self.field)
        self._inside = inside
        inside.addStretch(1)
        inside.addWidget(self._hint)
        self._ring = QFrame()
        self._ring.setObjectName("searchRing")
        ring = QHBoxLayout(self._ring)
        ring.setContentsMargins(2, 2, 2, 2)
        self._ring.setMaximumWidth(_WIDEST + 4)
        ring.addWidget(self.field)

    def _build_buttons(self) -> None:
        self._panes = QButtonGroup(self)
        for count in range(1, 5):
            button = QToolButton()
            button.setText(str(count))
            button.setCheckable(True)
            button.setProperty("role", "segment")
            button.setProperty("place", {1: "first", 4: "last"}.get(count, "middle"))
            button.setToolTip(f"{count} pane{'s' if count > 1 else ''} (Alt+{count})")
            button.setAccessibleName(f"{count} pane{'s' if count > 1 else ''}")
            self._panes.addButton(button, count)
        self._theme = QToolButton()
        self._theme.setAccessibleName("Change the theme")
        self._theme.setToolTip("Light, sepia or dark (Ctrl+Shift+L)")
        self._theme.setIconSize(QSize(18, 18))
        self._set_icons()

    def _lay_out(self) -> None:
        left, right = QHBoxLayout(), QHBoxLayout()
        left.addWidget(self._archive)
        left.addWidget(self._count)
        left.addStretch(1)
        right.addStretch(1)
        right.setSpacing(0)
        for button in self._panes.buttons():
            right.addWidget(button)
        right.addSpacing(10)
        right.addWidget(self._theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 2, 8, 2)
        row.addLayout(left, 1)
        self._ring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(self._ring, 3)
        row.addLayout(right, 1)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_typed)
        self._rest.timeout.connect(self._on_rested)
        self.field.returnPressed.connect(self._on_entered)
        self.field.down_pressed.connect(self._on_down)
        self.field.focused.connect(self._on_focused)
        self.field.resized.connect(self._place_hint)
        self._hint.clicked.connect(self.palette_requested)
        self._panes.idClicked.connect(self.pane_count_requested)
        self._theme.clicked.connect(self.theme_requested)

    def set_archive(self, title: str, excerpts: int, *, read_only: bool) -> None:
        """Name the archive and say how many excerpts it holds."""
        self._archive.setText(title)
        self._archive.setToolTip("Open, import, export, check")
        words = counted(excerpts, "excerpt")
        self._count.setText(words + (" · read-only" if read_only else ""))

    def set_menu(self, groups: list[list[QAction]]) -> None:
        """What the archive's menu offers, in groups."""
        self.menu.clear()
        for number, group in enumerate(groups):
            if number:
                self.menu.addSeparator()
            self.menu.addActions(group)

    def set_pane_count(self, count: int) -> None:
        """Show how many panes there are."""
        button = self._panes.button(count)
        if button is not None:
            button.setChecked(True)

    def show_query(self, query: str) -> None:
        """Show a query that was asked for elsewhere, in place of what is typed."""
        self.field.setText(query)
        self._rest.stop()
        self._sent, self.typing = query, False

    @property
    def sent(self) -> str:
        """The query that was told last, or shown since."""
        return self._sent

    def focus_field(self) -> None:
        """Give the field the focus, with what is in it selected."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.field.takes_slash = True

    def focus_at_start(self) -> None:
        """Give the field the focus before anybody asked: a slash still means “to the field”."""
        self.focus_field()
        self.field.takes_slash = False

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._set_icons()

    def _set_icons(self) -> None:
        self._archive.setIcon(icon("next"))
        self._theme.setIcon(icon("theme"))

    def _on_focused(self, focused: bool) -> None:
        if not focused:
            self.left.emit()
        self._ring.setProperty("focused", focused)
        self._ring.style().unpolish(self._ring)
        self._ring.style().polish(self._ring)

    def _on_typed(self) -> None:
        self.typed.emit()
        self._place_hint()
        self._rest.start()

    def _place_hint(self) -> None:
        """Show the hint beside what is typed as long as both fit, left of the clear button.

        What is written from the right begins where the hint is.
        """
        text = self.field.text()
        self._inside.setContentsMargins(0, 0, _CLEAR if text else 8, 0)
        shown = text or self.field.placeholderText()
        words = self.field.fontMetrics().horizontalAdvance(shown) + 40
        needed = words + self._hint.sizeHint().width() + (_CLEAR if text else 8)
        fits = needed <= self.field.width() and not runs_from_right(shown)
        self._hint.setVisible(fits)

    def _on_rested(self) -> None:
        self._send(typing=True)

    def _on_entered(self) -> None:
        self._send()
        self.entered.emit()

    def _on_down(self) -> None:
        self._send(typing=self.typing or self._rest.isActive())
        self.entered.emit()

    def _send(self, *, typing: bool = False) -> None:
        self._rest.stop()
        query = self.field.text()
        if query != self._sent or (self.typing and not typing):
            self._sent, self.typing = query, typing
            self.query_changed.emit(query)


class _SearchField(QLineEdit):
    """Signals: `down_pressed()`, `focused(bool)`, `resized()`.

    `takes_slash` is False while the field has the focus without having been asked for: at the
    start, and after Esc. The first key is then taken for the one that goes to the field, if it is
    a slash. (A regular expression begins with one, so the next slash is typed.)
    """

    down_pressed = Signal()
    focused = Signal(bool)
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.takes_slash = True
        self.setObjectName("searchField")
        self.setPlaceholderText("Search words, “phrases”, newspaper:guardian date:1945-08 …")
        self.setAccessibleName("Search the archive")
        self.setClearButtonEnabled(True)
        self.setMaxLength(20_000)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
            return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.takes_slash = False
            return
        if event.text():
            takes_slash, self.takes_slash = self.takes_slash, True
            if event.text() == "/" and not takes_slash and not self.text():
                return
        super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.takes_slash = True
        super().mousePressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.focused.emit(event.type() == QEvent.Type.FocusIn)
        return super().event(event)
