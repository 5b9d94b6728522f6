"""The list of hits: how many, in what order, and opening them in panes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from viewer.base.ids import ExcerptId
from viewer.services.types import (
    Filters,
    HitInfo,
    SearchAnswer,
    SearchRequest,
    SortOrder,
    Suggestion,
)
from viewer.ui.search.hit_delegate import HitDelegate
from viewer.ui.search.hits_model import HitsModel
from viewer.ui.search.suggestion_buttons import INDENT, SuggestionColumn
from viewer.ui.theme.icons import icon
from viewer.ui.widgets.elided_label import ElidedLabel

_ORDERS = (
    (SortOrder.RELEVANCE, "Best first"),
    (SortOrder.DATE, "By date"),
    (SortOrder.NEWSPAPER, "By newspaper"),
)

#: Pixels left of the words, as in the rows below.
_SIDE = 12
NOTHING_YET = (
    "This archive is empty.\n\nImport a folder of texts or a CSV table with Ctrl+I, "
    "or drop files on the window."
)
NO_HITS = "Nothing was found."
TRY_OTHERS = "Nothing was found. These searches find something:"
WAY_OUT = "Try fewer words or a beginning such as manchur*. F1 shows what a query can say."
WAY_OUT_NARROWED = f"Clear what narrows the search above. {WAY_OUT}"


class HitsPanel(QWidget):
    """Signals: `open_here_requested(ExcerptId)` (Enter, double click),
    `open_beside_requested(ExcerptId)` (Ctrl+Enter), `sort_chosen(SortOrder)`,
    `more_requested(int offset)`, `import_requested()`, `suggestion_chosen(Suggestion)`,
    `tag_all_requested()` and `export_requested()` for all hits that are listed."""

    open_here_requested = Signal(int)
    open_beside_requested = Signal(int)
    sort_chosen = Signal(object)
    more_requested = Signal(int)
    import_requested = Signal()
    suggestion_chosen = Signal(object)
    tag_all_requested = Signal()
    export_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = HitsModel(self)
        self._shown: SearchRequest | None = None
        self._archive_is_empty = False
        self._counts = 0, 0
        self._build()
        self._connect()

    def _build(self) -> None:
        head = self._build_head()
        self.view = _HitList()
        self.view.setModel(self.model)
        self.view.setItemDelegate(HitDelegate(self.view))
        self._pages = QStackedLayout()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._build_empty())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(self._pages, 1)

    def _build_head(self) -> QHBoxLayout:
        self._title = ElidedLabel("Hits")
        self._title.setProperty("role", "sectionTitle")
        self._sort = QToolButton()
        self._sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._sort.setToolTip("Order of hits")
        orders = QMenu(self._sort)
        for order, words in _ORDERS:
            orders.addAction(words, partial(self._choose_order, order, words))
        self._sort.setMenu(orders)
        self._say_order(_ORDERS[0][1])
        self._tag_all, self._export = QToolButton(), QToolButton()
        self._tag_all.setText("tag all…")
        self._tag_all.setAccessibleName("Tag every match of the query")
        self._tag_all.setToolTip("Tag every match of the query in these hits")
        self._export.setIconSize(QSize(15, 15))
        self._export.setAccessibleName("Export the passages in these hits")
        self._export.setToolTip("Export the passages in these hits (Ctrl+E)")
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 1, 4, 1)
        head.setSpacing(2)
        head.addWidget(self._title, 1)
        for button in (self._sort, self._tag_all, self._export):
            button.setProperty("role", "soft")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            head.addWidget(button)
        self._set_icons()
        return head

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._set_icons()

    def _set_icons(self) -> None:
        self._export.setIcon(icon("export"))

    def _build_empty(self) -> QWidget:
        self._empty, self._way_out = _soft_label(NO_HITS), _soft_label(WAY_OUT)
        self.suggestions = SuggestionColumn()
        self.suggestions.hide()
        self._import = QPushButton("Import…")
        self._import.setProperty("role", "primary")
        page = QWidget()
        # An indented label is indented above its words too.
        column = QVBoxLayout(page)
        column.setContentsMargins(_SIDE - INDENT, 6, _SIDE, 12)
        column.setSpacing(8)
        column.addWidget(self._empty)
        column.addWidget(self.suggestions)
        column.addWidget(self._way_out)
        row = QHBoxLayout()
        row.setContentsMargins(INDENT, 0, 0, 0)
        row.addWidget(self._import)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        scrolled = QScrollArea()
        scrolled.setFrameShape(QScrollArea.Shape.NoFrame)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setWidgetResizable(True)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setObjectName("sidePanel")
        scrolled.setWidget(page)
        return scrolled

    def _connect(self) -> None:
        self._import.clicked.connect(self.import_requested)
        self._tag_all.clicked.connect(self.tag_all_requested)
        self._export.clicked.connect(self.export_requested)
        self.suggestions.suggestion_chosen.connect(self.suggestion_chosen)
        self.model.more_requested.connect(self.more_requested)
        self.view.opened_here.connect(self._open_here)
        self.view.opened_beside.connect(self._open_beside)
        self.view.doubleClicked.connect(self._open_here)
        self.view.customContextMenuRequested.connect(self._show_menu)

    def show_answer(self, answer: SearchAnswer, *, archive_is_empty: bool = False) -> None:
        """Show an answer's hits; the same search once more keeps the current hit and the place."""
        same = self._shown is not None and self._shown == answer.request
        current, scrolled = self.current_hit(), self.view.verticalScrollBar().value()
        self._shown = answer.request
        self.model.show(answer)
        self._counts = answer.total, answer.total_some
        self._fit_title()
        self._tag_all.setEnabled(bool(answer.total and answer.request.query.strip()))
        self._export.setEnabled(bool(answer.total))
        self._archive_is_empty = archive_is_empty
        self._say_why_empty()
        self._pages.setCurrentIndex(0 if answer.hits else 1)
        if same and current is not None and self.model.row_of(current.id) >= 0:
            self.select(current.id)
            self.view.verticalScrollBar().setValue(scrolled)
        elif answer.hits:
            self.view.setCurrentIndex(self.model.index(0))
            self.view.scrollToTop()

    def show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Offer these searches where nothing was found."""
        self.suggestions.show_suggestions(suggestions)
        self._say_why_empty()

    def _choose_order(self, order: SortOrder, words: str) -> None:
        self._say_order(words)
        self.sort_chosen.emit(order)

    def _say_order(self, words: str) -> None:
        self._sort.setText(f"{words[0].lower()}{words[1:]} ▾")
        self._sort.setAccessibleName(f"Order of hits: {words}")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title()

    def _fit_title(self) -> None:
        """Say both counts where they have room, else how many hold all the words; never half."""
        total, some = self._counts
        layout = self.layout()
        assert layout is not None
        layout.activate()
        both = counted(total, some, brief=True)
        for words in (both, counted(total, 0), f"{total:,}"):
            self._title.setText(words)
            if self._title.shown_text == words:
                break
        if self._title.text() != both:
            self._title.setToolTip(both)
        self._title.setAccessibleName(counted(total, some))

    def _say_why_empty(self) -> None:
        empty = self._archive_is_empty
        others = TRY_OTHERS if self.suggestions.buttons else NO_HITS
        self._empty.setText(NOTHING_YET if empty else others)
        narrowed = self._shown is not None and self._shown.filters != Filters()
        self._way_out.setText(WAY_OUT_NARROWED if narrowed else WAY_OUT)
        self._way_out.setVisible(not empty)
        self._import.setVisible(empty)

    def append(self, answer: SearchAnswer) -> None:
        """Add the next page of the same answer."""
        self.model.append(answer.hits)

    def current_hit(self) -> HitInfo | None:
        """The hit that Enter would open."""
        return self.model.hit(self.view.currentIndex().row())

    def step(self, by: int) -> None:
        """Make the next (1) or previous (-1) hit the current one."""
        row = self.view.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(row))

    def select_row(self, row: int) -> None:
        """Make the hit of `row` the current one."""
        self.view.setCurrentIndex(self.model.index(row))

    def focus_first(self) -> None:
        """Give the list the focus, on its current or first hit."""
        self.view.setFocus()
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))

    def _open_here(self, index: QModelIndex) -> None:
        if hit := self.model.hit(index.row()):
            self.open_here_requested.emit(hit.id)

    def _open_beside(self, index: QModelIndex) -> None:
        if hit := self.model.hit(index.row()):
            self.open_beside_requested.emit(hit.id)

    def _show_menu(self, at: QPoint) -> None:
        index = self.view.indexAt(at)
        hit = self.model.hit(index.row())
        if hit is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Open here\tEnter", lambda: self.open_here_requested.emit(hit.id))
        menu.addAction("Open beside\tCtrl+Enter", lambda: self.open_beside_requested.emit(hit.id))
        menu.popup(self.view.viewport().mapToGlobal(at))

    def select(self, excerpt_id: ExcerptId) -> None:
        """Make the hit of this excerpt the current one, where it is among those fetched."""
        row = self.model.row_of(excerpt_id)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))


def _soft_label(text: str) -> QLabel:
    label = QLabel(text)
    label.setIndent(INDENT)
    label.setProperty("role", "soft")
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label


def counted(total: int, some: int, *, brief: bool = False) -> str:
    """ "31 hits", "1 hit · 12 with some of the words", "No hits".

    `brief` is for a line above hits of which those are named by a rule: "1 hit · 12 in part".
    """
    words = f"{total:,} hit{'' if total == 1 else 's'}" if total else "No hits"
    if some:
        words += f" · {some:,} {'in part' if brief else 'with some of the words'}"
    return words


class _HitList(QListView):
    """Signals: `opened_here(QModelIndex)`, `opened_beside(QModelIndex)`."""

    opened_here = Signal(QModelIndex)
    opened_beside = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Hits")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragEnabled(True)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            beside = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.opened_beside if beside else self.opened_here).emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
