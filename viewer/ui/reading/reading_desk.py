"""One to four panes beside each other, with the links between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from typing_extensions import override

from viewer.services.types import LinkInfo, PassageInfo, TextMarks
from viewer.ui.reading.announcing import announce
from viewer.ui.reading.links.links_panel import OpenLink
from viewer.ui.reading.links.ribbon_layer import RibbonLayer
from viewer.ui.reading.pane_grid import PaneGrid, arrangement
from viewer.ui.reading.reading_pane import ReadingPane
from viewer.ui.reading.text.text_page import running_width
from viewer.workspace.panes import FIRST_PANE, PaneId
from viewer.workspace.placed_passages import Passages
from viewer.workspace.text_reader import OpenedText

#: Sizes of type, in per cent of the usual one, that a step of the zoom goes through.
ZOOMS = (50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)

_MARGIN = 6
_GUTTER, _NARROW_GUTTER = 34, 24
#: Below this width of a pane the gutters shrink.
_TIGHT = 300


class ReadingDesk(QWidget):
    """The panes of the workspace's desk, side by side. `panes` is from the left; one is active.

    Wishes are told by the panes themselves; a presenter connects each one when it is added.

    Signals: `pane_added(PaneId, ReadingPane)`, `pane_activated(PaneId)` when the user goes to
    another pane, `link_activated(LinkId)`, `active_text_changed(ExcerptReading | None)` when the
    active pane shows another text, or another pane is the active one, `zoom_changed(int percent)`,
    and `links_shown(list of OpenLink)`, those of the texts that are open.
    """

    pane_added = Signal(int, object)
    pane_activated = Signal(int)
    link_activated = Signal(int)
    active_text_changed = Signal(object)
    zoom_changed = Signal(int)
    links_shown = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        #: From the left.
        self._panes: dict[PaneId, ReadingPane] = {}
        self._active = FIRST_PANE
        self._zoom = 100
        self._grid = PaneGrid()
        self._ribbons = RibbonLayer(self)
        self._build()
        self.show_panes([FIRST_PANE], FIRST_PANE)

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
        return tuple(self._panes.values())

    @property
    def active_pane(self) -> ReadingPane:
        """The pane that commands go to."""
        return self._panes[self._active]

    def pane(self, pane_id: PaneId) -> ReadingPane:
        """The pane of this id. Raises `KeyError` where it was closed."""
        return self._panes[pane_id]

    def id_of(self, pane: ReadingPane) -> PaneId:
        """The id of a pane of this desk. Raises `ValueError` for any other."""
        return list(self._panes)[self.panes.index(pane)]

    @property
    def ribbon_layer(self) -> RibbonLayer:
        """The links drawn between the panes."""
        return self._ribbons

    def show_panes(self, pane_ids: Sequence[PaneId], active: PaneId) -> None:
        """Have these panes, from the left; those that are new are empty."""
        gone = [pane_id for pane_id in self._panes if pane_id not in pane_ids]
        for pane_id in pane_ids:
            if pane_id not in self._panes:
                self._add_pane(pane_id)
        # Before any goes: Qt would give its focus to the next one, which would become active.
        self.show_active(active)
        for pane_id in gone:
            self._remove_pane(pane_id)
        self._arrange()

    def show_active(self, pane_id: PaneId) -> None:
        """Outline a pane as the one that commands go to; the focus follows if it is in another."""
        changed = pane_id != self._active
        self._active = pane_id
        for each_id, each in self._panes.items():
            each.set_active(each_id == pane_id)
            if each_id != pane_id and _has_focus(each):
                self.active_pane.setFocus()
        if changed:
            self.active_text_changed.emit(self.active_pane.reading)

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
        for pane in self.panes:
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
        """Make `pane` the one that commands go to, as the user does by going there."""
        pane_id = self.id_of(pane)
        changed = pane_id != self._active
        self.show_active(pane_id)
        if changed:
            self.pane_activated.emit(pane_id)

    def show_text(self, pane_id: PaneId, opened: OpenedText) -> None:
        """Show an excerpt in a pane, from its start."""
        pane = self._panes[pane_id]
        pane.show_excerpt(opened.reading, opened.passages, opened.marks.matches)
        self.show_matches(pane_id, opened.marks)

    def show_matches(self, pane_id: PaneId, marks: TextMarks) -> None:
        """Mark these matches in the text and the headline of a pane."""
        self._panes[pane_id].set_matches(marks.matches, marks.headline)

    # Marks

    def refresh_passages(self, version_id: int, passages: Passages) -> None:
        """Mark other passages in every pane that shows that version."""
        for pane in self.panes:
            if pane.version_id == version_id:
                pane.set_passages(passages)

    def focus_passage(self, annotation_id: int | None) -> None:
        """Emphasise a passage wherever it is shown, or none."""
        for pane in self.panes:
            pane.focus_passage(annotation_id)

    def set_links(self, links: Sequence[LinkInfo]) -> None:
        """The links to draw where both their passages are in view."""
        self._ribbons.set_links(list(links))
        found = [self._open_link(link) for link in links]
        self.links_shown.emit([each for each in found if each.origin or each.target])

    def _open_link(self, link: LinkInfo) -> OpenLink:
        return OpenLink(link, self._passage(link.origin_id), self._passage(link.target_id))

    def _passage(self, annotation_id: int) -> PassageInfo | None:
        """A passage that any pane shows."""
        held = (pane.passage(annotation_id) for pane in self.panes)
        return next((passage for passage in held if passage is not None), None)

    def open_at(self, pane_id: PaneId, marks: TextMarks) -> None:
        """Go to what a hit showed of the pane's text: its best match, or the passage asked for."""
        if marks.best is None:
            return
        pane = self._panes[pane_id]
        if pane.go_to_match(marks.best):
            self._say_match(pane)
        if marks.passage_id is not None:
            pane.focus_passage(marks.passage_id)

    def walk_matches(self, forward: bool) -> bool:
        """Go to the next or previous match, on through the panes and round; False if none has any.

        The pane of the match becomes the active one.
        """
        panes = self.panes
        start = panes.index(self.active_pane)
        step = self.active_pane.next_match if forward else self.active_pane.previous_match
        if step():
            self._say_match(self.active_pane)
            return True
        direction = 1 if forward else -1
        for distance in range(1, len(panes) + 1):
            pane = panes[(start + direction * distance) % len(panes)]
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

    def _add_pane(self, pane_id: PaneId) -> None:
        pane = ReadingPane()
        pane.set_zoom(self._zoom)
        self._panes[pane_id] = pane
        pane.installEventFilter(self)
        self._connect_pane(pane)
        self.pane_added.emit(pane_id, pane)

    def _connect_pane(self, pane: ReadingPane) -> None:
        pane.activated.connect(lambda: self.activate(pane))
        pane.passage_activated.connect(self.focus_passage)
        pane.scrolled.connect(self._ribbons.trace)
        pane.text_shown.connect(lambda: self._tell_text(pane))
        pane.zoom_requested.connect(self.step_zoom)

    def _remove_pane(self, pane_id: PaneId) -> None:
        pane = self._panes.pop(pane_id)
        # Before it leaves: the others take its room, and the ribbons are traced again.
        self._ribbons.set_panes(self.panes)
        pane.removeEventFilter(self)
        pane.hide()
        pane.setParent(None)
        pane.deleteLater()

    def _tell_text(self, pane: ReadingPane) -> None:
        if pane is self.active_pane:
            self.active_text_changed.emit(pane.reading)

    def _arrange(self) -> None:
        """Put the panes into a row, or two columns, as the room and the size of type have it."""
        count = len(self._panes)
        width, height = self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN
        character = running_width(self._zoom)
        in_a_row = (width - _GUTTER * (count - 1)) / max(count, 1)
        gutter = _GUTTER if in_a_row >= _TIGHT else _NARROW_GUTTER
        wanted = arrangement(count, width, height, gutter, character)
        self._grid.setHandleWidth(gutter if len(wanted) == count else _GUTTER)
        self._grid.arrange(self.panes, wanted)
        self._ribbons.set_panes(self.panes, wanted)
        self._ribbons.raise_()

    def _say_match(self, pane: ReadingPane) -> None:
        if pane.current_match is not None:
            announce(self, f"Match {pane.current_match + 1} of {pane.match_count}")


def _has_focus(pane: ReadingPane) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is pane or pane.isAncestorOf(focused))
