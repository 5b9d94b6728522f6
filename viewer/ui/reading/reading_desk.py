"""One to four panes beside each other, with the links between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from typing_extensions import override

from viewer.services.types import ExcerptReading, LinkInfo, TextMarks
from viewer.text.spans import Span
from viewer.ui.reading.announcing import announce
from viewer.ui.reading.pane_grid import PaneGrid, arrangement
from viewer.ui.reading.placed_passages import Passages
from viewer.ui.reading.reading_pane import ReadingPane
from viewer.ui.reading.ribbon_layer import RibbonLayer
from viewer.ui.reading.text_page import running_width

#: Sizes of type, in per cent of the usual one, that a step of the zoom goes through.
ZOOMS = (50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
#: The most panes a desk has.
MOST_PANES = 4

_MARGIN = 6
_GUTTER, _NARROW_GUTTER = 36, 24
#: Below this width of a pane the gutters shrink.
_TIGHT = 300


class ReadingDesk(QWidget):
    """Panes side by side. `panes` is from the left; there is always one, and one is active.

    Signals are those of the panes with the pane before their own values: `pane_activated(pane)`,
    `selection_changed(pane, Span | None)`, `tag_requested(pane, Span | None)`,
    `note_requested(pane, annotation id)`, `passage_activated(pane, annotation id)`,
    `close_requested(pane)`, `excerpt_dropped(pane, excerpt id)`,
    `citation_requested(pane, annotation id | None)`,
    `shortcut_pressed(pane, str)`, `scrolled(pane)`. Besides `pane_count_changed(int)`,
    `pane_closed(pane)` when one was taken away, or emptied as the last, and
    `link_activated(link id)`, and
    `active_text_changed(ExcerptReading | None)` when the active pane shows another text, or another
    pane is the active one, and `zoom_changed(int percent)`.
    """

    pane_activated = Signal(object)
    selection_changed = Signal(object, object)
    tag_requested = Signal(object, object)
    note_requested = Signal(object, int)
    passage_activated = Signal(object, int)
    close_requested = Signal(object)
    excerpt_dropped = Signal(object, int)
    citation_requested = Signal(object, object)
    shortcut_pressed = Signal(object, str)
    scrolled = Signal(object)
    pane_count_changed = Signal(int)
    pane_closed = Signal(object)
    link_activated = Signal(int)
    active_text_changed = Signal(object)
    zoom_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panes: list[ReadingPane] = []
        self._zoom = 100
        #: Panes by use, the one last active at the end.
        self._by_use: list[ReadingPane] = []
        self._grid = PaneGrid()
        self._ribbons = RibbonLayer(self)
        self._build()
        self.set_pane_count(1)

    def _build(self) -> None:
        self.setObjectName("readingDesk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Reading desk")
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        row.addWidget(self._grid)
        self._grid.moved.connect(self._ribbons.trace)
        self._ribbons.link_activated.connect(self.link_activated)
        self._ribbons.raise_()

    # Panes

    @property
    def panes(self) -> tuple[ReadingPane, ...]:
        """The panes, from the left."""
        return tuple(self._panes)

    @property
    def active_pane(self) -> ReadingPane:
        """The pane that commands go to."""
        return self._by_use[-1]

    @property
    def ribbon_layer(self) -> RibbonLayer:
        """The links drawn between the panes."""
        return self._ribbons

    def set_pane_count(self, count: int) -> None:
        """Have `count` panes (1 to 4): new ones stand at the right, the longest unused go first."""
        count = min(max(count, 1), MOST_PANES)
        if count == len(self._panes):
            return
        while len(self._panes) < count:
            self._add_pane()
        while len(self._panes) > count:
            self._remove_pane(next(iter(self._by_disuse())))
        self._arrange()
        self.activate(self.active_pane)
        self.pane_count_changed.emit(count)

    @property
    def zoom(self) -> int:
        """The size of type in all panes, in per cent of the usual one."""
        return self._zoom

    def set_zoom(self, percent: int) -> None:
        """Set all panes in `percent` of the usual size of type, within what can be read."""
        percent = min(max(percent, ZOOMS[0]), ZOOMS[-1])
        if percent == self._zoom:
            return
        self._zoom = percent
        for pane in self._panes:
            pane.set_zoom(percent)
        self._arrange()
        self.zoom_changed.emit(percent)

    def step_zoom(self, steps: int) -> None:
        """Go on to larger (positive) or smaller type, by so many of `ZOOMS`."""
        at = bisect_left(ZOOMS, self._zoom)
        if steps < 0 or ZOOMS[at] == self._zoom:
            at += steps
        else:
            at += steps - 1
        self.set_zoom(ZOOMS[min(max(at, 0), len(ZOOMS) - 1)])

    def activate(self, pane: ReadingPane) -> None:
        """Make `pane` the one that commands go to; the focus follows if it is in another pane."""
        changed = pane is not self._by_use[-1] or not pane.is_active
        focused = QApplication.focusWidget()
        self._by_use.remove(pane)
        self._by_use.append(pane)
        for each in self._panes:
            each.set_active(each is pane)
            if each is not pane and focused is not None and each.isAncestorOf(focused):
                pane.setFocus()
        if changed:
            self.pane_activated.emit(pane)
            self.active_text_changed.emit(pane.reading)

    def close_pane(self, pane: ReadingPane) -> None:
        """Take `pane` away; the last one is emptied instead."""
        if len(self._panes) == 1:
            pane.clear()
            self.pane_closed.emit(pane)
            return
        focused = QApplication.focusWidget()
        had_focus = focused is not None and (focused is pane or pane.isAncestorOf(focused))
        self._remove_pane(pane)
        self._arrange()
        self.activate(self.active_pane)
        if had_focus:
            self.active_pane.setFocus()
        self.pane_count_changed.emit(len(self._panes))

    def open_here(
        self,
        reading: ExcerptReading,
        passages: Passages,
        matches: Sequence[Span],
        pane: ReadingPane | None = None,
    ) -> ReadingPane:
        """Show an excerpt in `pane`, or in the active one; returns the pane."""
        pane = pane or self.active_pane
        pane.show_excerpt(reading, passages, matches)
        return pane

    def open_beside(
        self,
        reading: ExcerptReading,
        passages: Passages,
        matches: Sequence[Span],
        *,
        avoiding: Collection[ReadingPane] = (),
        activate: bool = True,
    ) -> ReadingPane:
        """Show an excerpt beside what is open, in a pane that becomes the active one; returns it.

        It goes into the first empty pane, else into a new one, else, with four panes open, into
        the one that was not used for the longest time; as long as there are others, into none of
        those to be avoided.
        """
        free = [pane for pane in self._panes if pane not in avoiding]
        pane = next((pane for pane in free if pane.reading is None), None)
        if pane is None and len(self._panes) < MOST_PANES:
            self.set_pane_count(len(self._panes) + 1)
            pane = self._panes[-1]
        if pane is None:
            pane = min(free or self._panes, key=self._by_use.index)
        pane.show_excerpt(reading, passages, matches)
        if activate:
            self.activate(pane)
        return pane

    # Marks

    def refresh_passages(self, version_id: int, passages: Passages) -> None:
        """Mark other passages in every pane that shows that version."""
        for pane in self._panes:
            if pane.version_id == version_id:
                pane.set_passages(passages)

    def focus_passage(self, annotation_id: int | None) -> None:
        """Emphasise a passage wherever it is shown, or none."""
        for pane in self._panes:
            pane.focus_passage(annotation_id)

    def set_links(self, links: Sequence[LinkInfo]) -> None:
        """The links to draw where both their passages are in view."""
        self._ribbons.set_links(list(links))

    def link(self, link_id: int) -> LinkInfo | None:
        """A link that is drawn, or would be if both its passages were in view."""
        return self._ribbons.link(link_id)

    def open_at(self, pane: ReadingPane, marks: TextMarks) -> None:
        """Go to what a hit showed of the pane's text: its best match, or the passage asked for."""
        if marks.best is None:
            return
        if pane.go_to_match(marks.best):
            self._say_match(pane)
        if marks.passage_id is not None:
            pane.focus_passage(marks.passage_id)

    def walk_matches(self, forward: bool) -> bool:
        """Go to the next or previous match, on through the panes and round; False if none has any.

        The pane of the match becomes the active one.
        """
        start = self._panes.index(self.active_pane)
        step = self.active_pane.next_match if forward else self.active_pane.previous_match
        if step():
            self._say_match(self.active_pane)
            return True
        direction = 1 if forward else -1
        for distance in range(1, len(self._panes) + 1):
            pane = self._panes[(start + direction * distance) % len(self._panes)]
            if pane.enter_matches(forward):
                self.activate(pane)
                self._say_match(pane)
                return True
        return False

    # Qt

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ribbons.setGeometry(self.rect())
        self._arrange()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show):
            self._ribbons.trace()
        return super().eventFilter(watched, event)

    # Private

    def _add_pane(self) -> None:
        pane = ReadingPane()
        pane.set_zoom(self._zoom)
        self._panes.append(pane)
        self._by_use.insert(0, pane)
        pane.installEventFilter(self)
        self._connect_pane(pane)

    def _connect_pane(self, pane: ReadingPane) -> None:
        pane.activated.connect(lambda: self.activate(pane))
        pane.selection_changed.connect(lambda span: self.selection_changed.emit(pane, span))
        pane.tag_requested.connect(lambda span: self.tag_requested.emit(pane, span))
        pane.note_requested.connect(lambda at: self.note_requested.emit(pane, at))
        pane.passage_activated.connect(lambda at: self._tell_passage(pane, at))
        pane.close_requested.connect(lambda: self.close_requested.emit(pane))
        pane.excerpt_dropped.connect(lambda at: self.excerpt_dropped.emit(pane, at))
        pane.citation_requested.connect(lambda at: self.citation_requested.emit(pane, at))
        pane.shortcut_pressed.connect(lambda key: self.shortcut_pressed.emit(pane, key))
        pane.scrolled.connect(lambda: self._follow_scroll(pane))
        pane.text_shown.connect(lambda: self._tell_text(pane))
        pane.zoom_requested.connect(self.step_zoom)

    def _remove_pane(self, pane: ReadingPane) -> None:
        self._panes.remove(pane)
        self._by_use.remove(pane)
        # Its going away moves the others, which are traced at once.
        self._ribbons.set_panes(tuple(self._panes))
        pane.removeEventFilter(self)
        pane.hide()
        pane.setParent(None)
        pane.deleteLater()
        self.pane_closed.emit(pane)

    def _by_disuse(self) -> Sequence[ReadingPane]:
        """Panes in the order to give them up: empty ones first, then the longest unused."""
        return sorted(self._by_use[:-1], key=lambda pane: pane.reading is not None)

    def _tell_passage(self, pane: ReadingPane, annotation_id: int) -> None:
        self.focus_passage(annotation_id)
        self.passage_activated.emit(pane, annotation_id)

    def _tell_text(self, pane: ReadingPane) -> None:
        if pane is self.active_pane:
            self.active_text_changed.emit(pane.reading)

    def _follow_scroll(self, pane: ReadingPane) -> None:
        self._ribbons.trace()
        self.scrolled.emit(pane)

    def _arrange(self) -> None:
        """Put the panes into a row, or two columns, as the room and the size of type have it."""
        count = len(self._panes)
        width, height = self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN
        character = running_width(self._zoom)
        in_a_row = (width - _GUTTER * (count - 1)) / max(count, 1)
        gutter = _GUTTER if in_a_row >= _TIGHT else _NARROW_GUTTER
        wanted = arrangement(count, width, height, gutter, character)
        self._grid.setHandleWidth(gutter if len(wanted) == count else _GUTTER)
        self._grid.arrange(self._panes, wanted)
        self._ribbons.set_panes(tuple(self._panes), wanted)
        self._ribbons.raise_()

    def _say_match(self, pane: ReadingPane) -> None:
        if pane.current_match is not None:
            announce(self, f"Match {pane.current_match + 1} of {pane.match_count}")
