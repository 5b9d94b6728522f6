"""A text to read: a real caret, selection in code points, marks under the words.

The document shows canonical text and is never read back. What a position in the document is in the
text is asked of `MarkedText`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from viewer.text.find_words import find_all
from viewer.text.spans import Span
from viewer.ui.reading.announcing import announce
from viewer.ui.reading.keys import plain_key
from viewer.ui.reading.text.found_words import FoundWords
from viewer.ui.reading.text.marked_text import MarkedText
from viewer.ui.reading.text.text_geometry import extent, visible_lines
from viewer.ui.reading.text.text_marks import paint_found, paint_matches, paint_passages
from viewer.ui.reading.text.text_page import TextPage
from viewer.ui.theme import current_theme
from viewer.workspace.placed_passages import Passages, PlacedPassage, described, spoken

#: A press and a release closer than this are a click.
_CLICK_SLACK = 4
#: Less of a passage than this many pixels is not in view.
_LEAST_VISIBLE = 2
_STEP_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up)
_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReadingTextView(TextPage):
    """The text of one version, read-only.

    Signals, besides the page's own: `words_selected(Span | None)`; `passage_activated(annotation
    id)` after a click in a passage or Enter with the caret in it; `tag_requested()`;
    `shortcut_pressed(str)`, a letter or digit pressed while words are selected; `marks_changed()`.
    """

    words_selected = Signal(object)
    passage_activated = Signal(int)
    tag_requested = Signal()
    shortcut_pressed = Signal(str)
    marks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marked = MarkedText()
        self._found = FoundWords()
        self._focused: int | None = None
        self._selected: Span | None = None
        self._pressed_at: QPointF | None = None
        self.setAccessibleName("Text")
        self._connect()

    def _connect(self) -> None:
        self.selectionChanged.connect(self._tell_selection)
        self.cursorPositionChanged.connect(self._tell_passages_at_caret)

    # What is shown

    @property
    def marked(self) -> MarkedText:
        """The text with its marks."""
        return self._marked

    @property
    def focused_passage(self) -> int | None:
        """The id of the emphasised passage."""
        return self._focused

    def set_text(self, text: str) -> None:
        """Show another canonical text from its start, with nothing marked in it."""
        self._marked = MarkedText(text)
        self._found = FoundWords()
        self._focused = None
        was_blocked = self.blockSignals(True)
        self.fill(text)
        self.blockSignals(was_blocked)
        assert self.document().characterCount() - 1 == self._marked.units.length
        self._tell_selection()
        self._tell_passages_at_caret()
        self.marks_changed.emit()

    def set_passages(self, passages: Passages) -> None:
        """Mark `passages` in place of those marked before."""
        self._marked.set_passages(passages)
        if self._marked.passage(self._focused) is None:
            self._focused = None
        self._tell_passages_at_caret()
        self._show_marks()

    def set_matches(self, matches: Sequence[Span]) -> None:
        """Mark `matches` in place of those marked before; none is current."""
        self._marked.set_matches(matches)
        self._show_marks()

    def focus_passage(self, annotation_id: int | None) -> None:
        """Emphasise one passage, or none."""
        if annotation_id != self._focused:
            self._focused = annotation_id
            self._show_marks()

    def step_match(self, forward: bool, *, from_edge: bool = False) -> bool:
        """Go to the next or previous match; False when there is none further on."""
        position = self.textCursor().position()
        if from_edge:
            self._marked.current_match = None
            position = 0 if forward else self._marked.units.length
        found = self._marked.step_match(forward, position)
        if self._marked.current is not None:
            self.go_to_place(*self._marked.current)
        self._show_marks()
        return found

    def go_to_match(self, span: Span) -> bool:
        """Make the match at the start of `span` current if there is one, and go to `span`."""
        found = self._marked.enter_match(self._marked.stretch(span)[0])
        self.go_to(span)
        self._show_marks()
        return found

    # Find

    @property
    def found(self) -> FoundWords:
        """What find-in-pane has found."""
        return self._found

    def find_words(self, wanted: str) -> None:
        """Mark the places of `wanted`, and go to the first from the caret on."""
        spans = find_all(self._marked.text, wanted)
        self._found = FoundWords([self._marked.stretch(span) for span in spans])
        self._found.begin_at(self.textCursor().selectionStart())
        self._go_to_found()

    def step_found(self, forward: bool) -> None:
        """Go to the next place found, or the one before."""
        self._found.step(forward)
        self._go_to_found()

    def _go_to_found(self) -> None:
        if self._found.current_stretch is not None:
            self.go_to_place(*self._found.current_stretch)
        self.viewport().update()

    # Places

    def selected_span(self) -> Span | None:
        """The selected words: code points, without the white space at both ends."""
        start, end = self.chosen
        return self._marked.words(start, end) if start < end else None

    def select_span(self, span: Span) -> None:
        """Select the words of `span` and bring them into view."""
        self.select_place(*self._marked.stretch(span))

    def go_to(self, span: Span) -> None:
        """Put the caret at the start of `span` and bring it into view."""
        self.go_to_place(*self._marked.stretch(span))

    def passages_at_caret(self) -> list[PlacedPassage]:
        """The passages that the caret is in, the shortest first."""
        return self._marked.passages_at(self.textCursor().position())

    def passages_at_point(self, point: QPointF) -> list[PlacedPassage]:
        """The passages under a point of the viewport, the shortest first."""
        at = QPointF(point.x(), point.y() + self.top_of_view)
        for line in visible_lines(self.document(), at.y(), at.y()):
            held = [
                placed
                for placed in self._marked.passages_touching(line.start, line.end)
                if any(ground.contains(at) for ground in line.grounds(placed.start, placed.end))
            ]
            if held:
                return sorted(held, key=lambda placed: placed.end - placed.start)
        return []

    def visible_extents(self, annotation_ids: Iterable[int]) -> dict[int, tuple[float, float]]:
        """Top and bottom (pixels of the viewport) of what is in view, for passages that are."""
        wanted = (self._marked.passage(each) for each in annotation_ids)
        here = [placed for placed in wanted if placed is not None]
        lines = self.lines_in_view() if here else []
        low, high = 0.0, float(self.viewport().height())
        found = {}
        for placed in here:
            held = extent(lines, placed.start, placed.end)
            if held is not None:
                top, bottom = (min(max(y - self.top_of_view, low), high) for y in held)
                if bottom - top > _LEAST_VISIBLE:
                    found[int(placed.id)] = (top, bottom)
        return found

    # Qt

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint_marks(event.rect())
        super().paintEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() is Qt.MouseButton.LeftButton
        self._pressed_at = event.position() if is_left else None
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed_at = self._pressed_at, None
        if pressed is None or self.textCursor().hasSelection():
            return
        if (event.position() - pressed).manhattanLength() <= _CLICK_SLACK:
            self._activate(self.passages_at_point(event.position()))

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            held = self.passages_at_point(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "\n\n".join(map(described, held[:4])), self)
            return True
        return super().viewportEvent(event)

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        span = self._marked.span(*self.chosen)
        carried = QMimeData()
        carried.setText(span.of(self._marked.text))
        return carried

    # Slots

    @Slot()
    def _tell_selection(self) -> None:
        selected = self.selected_span()
        if selected != self._selected:
            self._selected = selected
            self.words_selected.emit(selected)

    @Slot()
    def _tell_passages_at_caret(self) -> None:
        said = spoken(self.passages_at_caret())
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
            announce(self, said)

    # Private

    def _show_marks(self) -> None:
        self.viewport().update()
        self.marks_changed.emit()

    def _paint_marks(self, band: QRect) -> None:
        if not (self._marked.passages or self._marked.matches or self._found.stretches):
            return
        top = self.top_of_view
        lines = visible_lines(self.document(), top + band.top(), top + band.bottom())
        if not lines:
            return
        theme, start, end = current_theme(), lines[0].start, lines[-1].end
        painter = QPainter(self.viewport())
        painter.translate(0, -top)
        held = self._marked.passages_touching(start, end)
        paint_passages(painter, lines, held, theme, self._focused)
        matches = self._marked.matches_touching(start, end)
        paint_matches(painter, lines, matches, theme, self._marked.current)
        found = self._found.touching(start, end)
        paint_found(painter, lines, found, theme, self._found.current_stretch)
        painter.end()

    def _take_key(self, event: QKeyEvent) -> bool:
        """Whether the key meant something here. What means nothing is passed on to the window."""
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
            return True
        key, has_words = event.key(), self.selected_span() is not None
        if key == Qt.Key.Key_Escape:
            self._drop_selection(event)
            return True
        if key in _ENTER_KEYS and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._activate(self.passages_at_caret())
            return True
        if key in _STEP_KEYS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._go_to_passage(key == Qt.Key.Key_Down)
            return True
        pressed = plain_key(event)
        if not pressed:
            return False
        if pressed == "t":
            self.tag_requested.emit()
        elif has_words:
            self.shortcut_pressed.emit(pressed)
        else:
            event.ignore()
        return True

    def _drop_selection(self, event: QKeyEvent) -> None:
        cursor = self.textCursor()
        if not cursor.hasSelection():
            event.ignore()
            return
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def _go_to_passage(self, forward: bool) -> None:
        placed = self._marked.passage_beyond(self.textCursor().position(), forward)
        if placed is not None:
            self.go_to_place(placed.start, placed.end)
            self.focus_passage(placed.id)

    def _activate(self, held: Sequence[PlacedPassage]) -> None:
        """Tell of the first of `held`, or of the one after the focused: a second click goes on."""
        if not held:
            return
        ids: list[int] = [placed.id for placed in held]
        at = ids.index(self._focused) + 1 if self._focused in ids else 0
        self.passage_activated.emit(ids[at % len(ids)])
