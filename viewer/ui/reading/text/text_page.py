"""A text laid out on a page: a measure with room for lanes, a head that scrolls along, one bar.

The document shows canonical text and is never read back.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QFontMetricsF,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextFrameFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollBar, QTextEdit, QWidget
from typing_extensions import override

from viewer.ui.reading.margin.columns import BAR, Columns, columns
from viewer.ui.reading.text.layout_ahead import LayoutAhead
from viewer.ui.reading.text.shown_text import shown_text
from viewer.ui.reading.text.text_geometry import ShownLine, extent, visible_lines
from viewer.ui.theme import serif

#: Size of the reading face, in pixels, where it is not zoomed.
READING_PX = 16
#: Per cent of the face's own height, which is 1.37 em: lines are 1.4 em apart.
_LINE_HEIGHT = 102.0
#: Shares of an em: below a paragraph, and the height of a line with nothing on it.
_PARAGRAPH_GAP, _BLANK_LINE = 0.3, 0.45
#: In a text with more lines without words than these they keep their height: setting each would
#: take too long.
_MOST_BLANK = 4_000
#: Room inside the viewport, left and right, for marks that reach past the words.
OUTDENT = 4
_FOOT = 40
#: What one notch of a wheel is; a touchpad sends less at a time.
_NOTCH = 120
#: The average character of running text, as a share of the face's own average.
_RUNNING_WIDTH = 0.79


def running_width(percent: int) -> float:
    """Pixels of the average character of running text, in `percent` of the usual size."""
    px = max(round(READING_PX * percent / 100), 1)
    return QFontMetricsF(serif(px)).averageCharWidth() * _RUNNING_WIDTH


class TextPage(QTextEdit):
    """A read-only text with a caret.

    Positions are those of the document (UTF-16 units). Signals: `scrolled()`, also when the text
    was laid out again; `columns_changed(Columns)`; `zoom_requested(int steps)`, by wheel and Ctrl.
    """

    scrolled = Signal()
    columns_changed = Signal(object)
    zoom_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: Columns | None = None
        self._head: QWidget | None = None
        #: Text position kept at a height of the viewport when the text is laid out again.
        self._anchor: tuple[int, float] | None = None
        self._settling = False
        self._wheeled = 0
        self._px = READING_PX
        self._shown = ""
        self._ahead = LayoutAhead(self.document(), self)
        #: The selection (anchor, caret) that is set once the text is laid out so far.
        self._coming = 0, 0
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._build_page()
        self._connect_bar()

    def _build_page(self) -> None:
        self.setUndoRedoEnabled(False)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        # the width is set where columns are shared: the text is laid out once, not at every resize
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setCursorWidth(2)
        self.setFont(serif(self._px))
        self._bar.hide()

    def _connect_bar(self) -> None:
        self.cursorPositionChanged.connect(self._ahead.forget)  # the reader went elsewhere
        self.cursorPositionChanged.connect(self._keep_place)
        own = self.verticalScrollBar()
        own.rangeChanged.connect(self._follow_range)
        own.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(own.setValue)

    @property
    def columns(self) -> Columns | None:
        """How the width is shared; None until the page has one."""
        return self._columns

    def set_head(self, head: QWidget) -> None:
        """Put `head` above the text, scrolling with it; its height follows its width."""
        head.setParent(self.viewport())
        self._head = head
        head.show()

    def fit_head(self) -> None:
        """The head has another height: the text begins below it."""
        self._reserve_head()
        self._place_head()

    def set_zoom(self, percent: int) -> None:
        """Set the text in `percent` of its usual size; the place in view stays there."""
        px = max(round(READING_PX * percent / 100), 1)
        if px == self._px:
            return
        self._px = px
        anchor, self._settling = self._anchor, True
        self.setFont(serif(px))
        self._space_lines()
        self._columns = None
        self._settling = False
        self._anchor = anchor
        self._arrange()

    def fill(self, text: str) -> None:
        """Show another canonical text from its start."""
        document, self._shown = self.document(), shown_text(text)
        shown = self._shown
        self._anchor = None
        self._ahead.forget()
        # a caret that goes to the end with the new text would have all of it laid out at once
        self.setTextCursor(QTextCursor())
        cursor = QTextCursor(document)
        # one change from empty to full: only then does Qt lay out lazily, a screenful at a time
        cursor.beginEditBlock()
        document.clear()
        cursor.setBlockFormat(self._line_form())
        cursor.insertText(shown)
        self._lower_blank_lines(cursor, shown)
        self._reserve_head()
        cursor.endEditBlock()
        self.setTextCursor(QTextCursor(document))
        self.verticalScrollBar().setValue(0)
        self._place_head()  # another text's head has another height, and nothing may have scrolled

    def go_to_place(self, start: int, end: int) -> None:
        """Put the caret at `start`, and bring `[start, end)` into view.

        This and `select_place` take a moment where the place is far down a very long text.
        """
        self._take_place(start, start, end)

    def select_place(self, start: int, end: int) -> None:
        """Select `[start, end)` and bring it into view."""
        self._take_place(start, end, end)

    @override
    def selectAll(self) -> None:
        """Select the whole text; the view stays where it is."""
        last = self.document().characterCount() - 1
        self._coming = 0, last
        self._ahead.up_to(last, super().selectAll)
        self.selectionChanged.emit()

    @property
    def chosen(self) -> tuple[int, int]:
        """What is selected, or will be in a moment: equal ends where nothing is."""
        if self._ahead.is_waiting:
            return self._coming
        cursor = self.textCursor()
        return cursor.selectionStart(), cursor.selectionEnd()

    def reveal(self, start: int, end: int) -> None:
        """Scroll if `[start, end)` is not well in view; then it is a third from the top."""
        held = extent(self.lines_in_view(), start, max(end, start + 1))
        height = self.viewport().height()
        top = self.top_of_view
        if held is None or held[0] < top + 8 or held[1] > top + height - 24:
            self._scroll_to(start, height / 3)
            self._anchor = (start, height / 3)
        else:
            self._keep_place()

    def lines_in_view(self) -> list[ShownLine]:
        """The lines in the viewport; pixels are the document's, `top_of_view` is the difference."""
        top = self.top_of_view
        return visible_lines(self.document(), top, top + self.viewport().height())

    @property
    def top_of_view(self) -> int:
        """The document's y at the viewport's upper edge."""
        return self.verticalScrollBar().value()

    # Qt

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._keep_place()
        self._place_head()
        self.scrolled.emit()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # QTextEdit itself would zoom the text, but neither headline nor lanes.
            self._wheeled += event.angleDelta().y()
            if steps := int(self._wheeled / _NOTCH):
                self._wheeled -= steps * _NOTCH
                self.zoom_requested.emit(steps)
            event.accept()
            return
        super().wheelEvent(event)

    @Slot(int, int)
    def _follow_range(self, least: int, most: int) -> None:
        self._bar.setRange(least, most)
        self._bar.setPageStep(self.verticalScrollBar().pageStep())
        self._bar.setSingleStep(self.verticalScrollBar().singleStep())
        self._bar.setVisible(most > least)

    # Private

    def _take_place(self, anchor: int, position: int, end: int) -> None:
        def put_caret() -> None:
            cursor = self.textCursor()
            cursor.setPosition(anchor)
            cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self.reveal(anchor, end)

        self._coming = anchor, position
        self._ahead.up_to(end, put_caret)

    def _reserve_head(self) -> None:
        form = QTextFrameFormat()
        form.setLeftMargin(OUTDENT)
        form.setRightMargin(OUTDENT)
        form.setBottomMargin(_FOOT)
        width = self._columns.text if self._columns else 300
        form.setTopMargin(self._head.heightForWidth(width) if self._head else 0)
        root = self.document().rootFrame()
        if root.frameFormat() != form:
            root.setFrameFormat(form)

    def _arrange(self) -> None:
        """Share the width again; the words at the top of the view stay there."""
        shared = columns(
            self.width(), QFontMetricsF(self.font()).averageCharWidth() * _RUNNING_WIDTH
        )
        self._bar.setGeometry(self.width() - BAR, 0, BAR, self.height())
        if shared == self._columns:
            self._bring_back()
            self.scrolled.emit()
            return
        self._columns = shared
        anchor, self._settling = self._anchor, True
        self.setViewportMargins(
            shared.left - OUTDENT, 0, self.width() - shared.left - shared.text - OUTDENT, 0
        )
        self._reserve_head()
        self.setLineWrapColumnOrWidth(shared.text + 2 * OUTDENT)
        self._place_head()
        if anchor is not None:
            self._scroll_to(anchor[0], self._within_view(anchor[1]))
        self._settling = False
        self.columns_changed.emit(shared)
        self.scrolled.emit()

    def _place_head(self) -> None:
        if self._head is not None and self._columns is not None:
            width = self._columns.text
            height = self._head.heightForWidth(width)
            self._head.setGeometry(OUTDENT, -self.top_of_view, width, height)

    def _line_form(self) -> QTextBlockFormat:
        form = QTextBlockFormat()
        form.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setBottomMargin(round(_PARAGRAPH_GAP * self._px))
        return form

    def _lower_blank_lines(self, cursor: QTextCursor, shown: str) -> None:
        """Let lines without words, which part paragraphs, take less room than a line."""
        blank = [number for number, line in enumerate(shown.split("\n")) if not line.strip()]
        if len(blank) > _MOST_BLANK:
            return
        form = QTextBlockFormat()
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        form.setLineHeight(round(_BLANK_LINE * self._px), fixed)
        for number in blank:
            cursor.setPosition(self.document().findBlockByNumber(number).position())
            cursor.setBlockFormat(form)

    def _space_lines(self) -> None:
        """Give the lines the heights that belong to the size of the type."""
        document = self.document()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(self._line_form())
        self._lower_blank_lines(cursor, self._shown)
        cursor.endEditBlock()

    def _keep_place(self) -> None:
        """Remember what is to stay where it is when the text is laid out again: the caret, which
        is at the current match too, else the words at the top."""
        if self._settling or self._columns is None:
            return
        caret = self.textCursor().position()
        held = extent(self.lines_in_view(), caret, caret + 1) if caret else None
        if held is not None:
            self._anchor = caret, held[0] - self.top_of_view
        else:
            self._anchor = self._place_at_top()

    def _within_view(self, height: float) -> float:
        """A height of the viewport at which a line is whole."""
        return max(min(height, self.viewport().height() - 3.0 * self._px), 0.0)

    def _bring_back(self) -> None:
        """The height has changed: bring the caret back into view if it was there."""
        if self._anchor is not None and self._anchor[1] > self._within_view(self._anchor[1]):
            self._settling = True
            self._scroll_to(self._anchor[0], self._within_view(self._anchor[1]))
            self._settling = False

    def _place_at_top(self) -> tuple[int, float] | None:
        top = self.top_of_view
        if top <= 0:
            return None
        lines = visible_lines(self.document(), top, top + 60)
        return (lines[0].start, lines[0].top - top) if lines else None

    def _scroll_to(self, position: int, height: float) -> None:
        """Scroll so that the line at `position` is `height` pixels below the upper edge."""
        block = self.document().findBlock(position)
        self.document().documentLayout().blockBoundingRect(block)  # lays out up to here
        line = block.layout().lineForTextPosition(position - block.position())
        if line.isValid():
            y = block.layout().position().y() + line.y() + line.ascent() - self._px
            if y > self.verticalScrollBar().maximum():
                # Qt tells its scroll bar of a longer layout later, or here
                QTextEdit.resizeEvent(self, QResizeEvent(self.size(), self.size()))
            self.verticalScrollBar().setValue(round(y - height))
