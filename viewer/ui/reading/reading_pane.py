"""One pane of the desk: a card with masthead, text and lanes, or word of what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QMenu, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.base.ids import ExcerptId, VersionId
from viewer.services.types import ExcerptReading, PassageInfo
from viewer.text.spans import Span
from viewer.ui.reading import masthead_words
from viewer.ui.reading.empty_state import HINT, EmptyState
from viewer.ui.reading.excerpt_drop import dropped_excerpt
from viewer.ui.reading.find_in_pane import FindInPane
from viewer.ui.reading.margin.columns import Columns
from viewer.ui.reading.margin.lane_area import LaneArea
from viewer.ui.reading.masthead import Masthead
from viewer.ui.reading.pane_menu import pane_menu
from viewer.ui.reading.text.headline import Headline
from viewer.ui.reading.text.text_view import ReadingTextView
from viewer.ui.theme import current_theme
from viewer.workspace.placed_passages import Passages, PlacedPassage

_BORDER = 2
_RADIUS = 4.0
_LEAST_WIDTH = 150


class ReadingPane(QFrame):
    """A place for one excerpt. Spans are code points of its current version's text. `finder` finds
    words in it.

    Facts: `activated()`; `selection_changed(Span | None)`; `passage_activated(annotation id)`;
    `excerpt_dropped(excerpt id)`; `shortcut_pressed(str)`, a letter or digit while words are
    selected; `scrolled()`, whenever passages are elsewhere than before; `text_shown()`, another
    text or none.
    Wishes: `tag_requested(Span | None)`, None when there is nothing to tag;
    `note_requested(annotation id)`; `citation_requested(annotation id | None)` of what is selected,
    else of that passage, else of the text; `close_requested()`; `zoom_requested(int steps)`.
    """

    activated = Signal()
    selection_changed = Signal(object)
    passage_activated = Signal(int)
    excerpt_dropped = Signal(int)
    shortcut_pressed = Signal(str)
    scrolled = Signal()
    text_shown = Signal()
    tag_requested = Signal(object)
    note_requested = Signal(int)
    citation_requested = Signal(object)
    close_requested = Signal()
    zoom_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading: ExcerptReading | None = None
        self._is_active = False
        self._is_drop_target = False
        self._text = ReadingTextView()
        self._lanes = LaneArea(self._text)
        self._headline = Headline()
        self._masthead = Masthead()
        self.finder = FindInPane(self._text)
        self._empty = EmptyState()
        self._stack = QStackedLayout(self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setObjectName("readingPane")
        self.setAcceptDrops(True)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._text.set_head(self._headline)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._masthead)
        column.addWidget(self.finder.bar)
        column.addWidget(self._text, 1)
        self.setContentsMargins(_BORDER, _BORDER, _BORDER, _BORDER)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(page)
        self.clear()

    def _connect(self) -> None:
        self._text.installEventFilter(self)
        self._text.words_selected.connect(self.selection_changed)
        self._text.passage_activated.connect(self._tell_passage)
        self._text.tag_requested.connect(self._ask_for_tag)
        self._text.shortcut_pressed.connect(self.shortcut_pressed)
        self._text.scrolled.connect(self.scrolled)
        self._text.marks_changed.connect(self.scrolled)
        self._text.marks_changed.connect(self._show_match_count)
        self._text.columns_changed.connect(self._take_columns)
        self._text.zoom_requested.connect(self.zoom_requested)
        self._headline.fold_changed.connect(self._text.fit_head)
        self._lanes.passage_activated.connect(self._tell_passage)
        self._masthead.citation_requested.connect(self.ask_for_citation)
        self._masthead.close_requested.connect(self.close_requested)

    # What is shown

    @property
    def reading(self) -> ExcerptReading | None:
        """What the pane shows; None while it is empty."""
        return self._reading

    @property
    def excerpt_id(self) -> ExcerptId | None:
        """The excerpt shown."""
        return self._reading.id if self._reading else None

    @property
    def version_id(self) -> VersionId | None:
        """The version of its text."""
        return self._reading.version_id if self._reading else None

    @property
    def is_active(self) -> bool:
        """Whether the pane is the one that commands go to."""
        return self._is_active

    @property
    def text_view(self) -> ReadingTextView:
        """The text, for what asks the place of a word."""
        return self._text

    def show_excerpt(
        self, reading: ExcerptReading, passages: Passages, matches: Sequence[Span]
    ) -> None:
        """Show an excerpt from its start."""
        self._reading = reading
        self._masthead.show_reading(reading)
        self._headline.show_reading(reading)
        self._text.set_text(reading.text)
        self._text.set_passages(passages)
        self._text.set_matches(matches)
        title, _ = masthead_words.newspaper(reading)
        name = f"{masthead_words.headline(reading)}, {title}, {masthead_words.issue(reading)}"
        self.setAccessibleName(name)
        self.setAccessibleDescription("")
        self._text.setAccessibleName(f"Text of {name}")
        self.finder.look_again()
        self._stack.setCurrentIndex(1)
        had_focus = self.hasFocus()
        self.setFocusProxy(self._text)
        if had_focus:
            self._text.setFocus()
        self.text_shown.emit()

    def clear(self) -> None:
        """Show nothing, and say what to do."""
        had_focus = self._text.hasFocus()
        self._reading = None
        self._text.set_text("")
        self.setAccessibleName("Empty pane")
        self.setAccessibleDescription(f"Open a hit here: {HINT}")
        self._stack.setCurrentIndex(0)
        self.setFocusProxy(None)  # type: ignore[arg-type]
        if had_focus:
            self.setFocus()
        self.text_shown.emit()

    def set_passages(self, passages: Passages) -> None:
        """Mark other passages; text, caret and scroll position stay."""
        self._text.set_passages(passages)

    def set_matches(self, matches: Sequence[Span], headline: Sequence[Span] = ()) -> None:
        """Mark other matches in text and headline; none is current."""
        self._text.set_matches(matches)
        self._headline.set_matches(headline)

    def set_zoom(self, percent: int) -> None:
        """Set text and headline in `percent` of their usual size."""
        self._headline.set_zoom(percent)
        self._text.set_zoom(percent)

    def set_active(self, active: bool) -> None:
        """Outline the pane as the one that commands go to, or not."""
        if active != self._is_active:
            self._is_active = active
            self.update()

    # Places

    def selected_span(self) -> Span | None:
        """The selected words, without the white space at both ends; None for none."""
        return self._text.selected_span()

    def select_span(self, span: Span) -> None:
        """Select words and bring them into view."""
        self._text.select_span(span)

    def go_to(self, span: Span) -> None:
        """Put the caret at the start of `span` and bring it into view."""
        self._text.go_to(span)

    def go_to_match(self, span: Span) -> bool:
        """Go to the match that begins at the start of `span`; False if there is none.

        Then the place is gone to all the same.
        """
        return self._text.go_to_match(span)

    @property
    def headline_matches(self) -> Sequence[Span]:
        """What is marked in the headline: code points of it."""
        return self._headline.matches

    @property
    def match_count(self) -> int:
        """How many matches are marked."""
        return len(self._text.marked.matches)

    def next_match(self) -> bool:
        """Go to the next match; False, and none is current, when there is none further on."""
        return self._text.step_match(True)

    def previous_match(self) -> bool:
        """Go to the match before; False, and none is current, when there is none."""
        return self._text.step_match(False)

    def enter_matches(self, forward: bool) -> bool:
        """Go to the first match, or the last when walking backward; False if there is none."""
        return self._text.step_match(forward, from_edge=True)

    @property
    def current_match(self) -> int | None:
        """Which match is current, from 0."""
        return self._text.marked.current_match

    def passage(self, annotation_id: int) -> PassageInfo | None:
        """A passage that is marked here, by its id."""
        placed = self._text.marked.passage(annotation_id)
        return placed.info if placed else None

    def focus_passage(self, annotation_id: int | None) -> None:
        """Emphasise one passage, or none."""
        self._text.focus_passage(annotation_id)

    def passage_at_hand(self) -> int | None:
        """The passage that a command for one means: the emphasised one, else one at the caret.

        Where the caret is in others, these come before one that is emphasised elsewhere.
        """
        held: list[int] = [placed.id for placed in self._text.passages_at_caret()]
        focused = self._text.focused_passage
        return focused if focused in held or not held else held[0]

    @Slot()
    def ask_for_citation(self, placed: PlacedPassage | None = None) -> None:
        """Wish for the selected words with their citation, else those of `placed` or at hand."""
        self.citation_requested.emit(placed.id if placed else self.passage_at_hand())

    def visible_passage_rects(self, annotation_ids: Iterable[int]) -> dict[int, QRect]:
        """The bands that passages take up in this pane, from edge to edge; those that are not in
        view are missing."""
        if self._reading is None or not self.isVisible():
            return {}
        offset = self._text.viewport().mapTo(self, QPointF(0, 0)).y()
        return {
            each: QRectF(0, offset + top, self.width(), bottom - top).toRect()
            for each, (top, bottom) in self._text.visible_extents(annotation_ids).items()
        }

    # Qt

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        strong = self._is_active or self._is_drop_target
        pen = QPen(QColor(theme.accent if strong else theme.line), 2.0 if strong else 1.0)
        if self._is_drop_target or (self._reading is None and not strong):
            pen.setStyle(Qt.PenStyle.DashLine)
        inset = pen.widthF() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(QColor(theme.paper if self._reading else theme.chrome))
        card = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(card, _RADIUS, _RADIUS)
        painter.end()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and watched is self._text:
            self.activated.emit()
        return super().eventFilter(watched, event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.activated.emit()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.activated.emit()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._reading is not None:
            self._text.setFocus(Qt.FocusReason.PopupFocusReason)
            self.make_menu(self._passage_at(event)).popup(event.globalPos())

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_excerpt(event.mimeData()) is not None:
            event.acceptProposedAction()
            self._set_drop_target(True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_drop_target(False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._set_drop_target(False)
        excerpt_id = dropped_excerpt(event.mimeData())
        if excerpt_id is not None:
            event.acceptProposedAction()
            self.excerpt_dropped.emit(excerpt_id)

    # Private

    def make_menu(self, placed: PlacedPassage | None) -> QMenu:
        """The context menu for a click in `placed`, or outside of every passage."""
        has_words = self.selected_span() is not None
        menu = pane_menu(
            self,
            tag=partial(self._ask_for_tag, placed) if has_words or placed else None,
            note=(lambda: self.note_requested.emit(placed.id)) if placed else None,
            cite=partial(self.ask_for_citation, placed) if has_words or placed else None,
            copy=self._text.copy if has_words else None,
            close=self.close_requested.emit,
        )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _passage_at(self, event: QContextMenuEvent) -> PlacedPassage | None:
        held = self._text.passages_at_caret()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            point = self._text.viewport().mapFromGlobal(QPointF(event.globalPos()))
            held = self._text.passages_at_point(point)
        return held[0] if held else None

    @Slot()
    def _ask_for_tag(self, placed: PlacedPassage | None = None) -> None:
        """Ask for a tag on the selected words, else on `placed`, else on the one at the caret."""
        span = self.selected_span()
        if span is None:
            held = [placed] if placed else self._text.passages_at_caret()
            span = held[0].info.span if held else None
        self.tag_requested.emit(span)

    @Slot(int)
    def _tell_passage(self, annotation_id: int) -> None:
        self._text.focus_passage(annotation_id)
        self.passage_activated.emit(annotation_id)

    @Slot()
    def _show_match_count(self) -> None:
        self._masthead.show_match(self.current_match, self.match_count)

    @Slot(object)
    def _take_columns(self, shared: Columns) -> None:
        right = self._text.width() - shared.left - shared.text - shared.lanes
        self._masthead.set_margins(shared.left, right)

    def _set_drop_target(self, is_target: bool) -> None:
        self._is_drop_target = is_target
        self.update()
