"""Links between passages of different panes, drawn as ribbons in the gutters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from viewer.services.types import LinkInfo, LinkKind
from viewer.ui.reading.links.link_pill import LinkPill
from viewer.ui.reading.links.ribbons import End, Ribbon, pick_ends, spread
from viewer.ui.reading.reading_pane import ReadingPane
from viewer.ui.theme import current_theme

#: The outline of links that speak against each other, so that they differ without colour.
_DASHED = frozenset({LinkKind.CONTRADICTS, LinkKind.OMITS})
_FILL_ALPHA, _EDGE_ALPHA = 0.34, 0.85
#: Labels are written upwards in gutters narrower than this.
_NARROW_GUTTER = 40


class RibbonLayer(QWidget):
    """Lies over the panes and paints in the gutters only. Mouse events pass through it.

    Signals: `link_activated(link id)` after a click on a link's label.
    """

    link_activated = Signal(int)

    def __init__(self, desk: QWidget) -> None:
        super().__init__(desk)
        self._desk = desk
        self._panes: Sequence[ReadingPane] = ()
        self._arranged: Sequence[Sequence[int]] = ()
        self._links: Sequence[LinkInfo] = ()
        self._ribbons: list[Ribbon] = []
        self._pills: list[LinkPill] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    @property
    def ribbons(self) -> Sequence[Ribbon]:
        """The links drawn."""
        return self._ribbons

    def set_panes(
        self, panes: Sequence[ReadingPane], arranged: Sequence[Sequence[int]] | None = None
    ) -> None:
        """The panes to draw between, from the left; `arranged` has their numbers by column."""
        self._panes = panes
        self._arranged = arranged or [[number] for number in range(len(panes))]
        self.trace()

    def set_links(self, links: Sequence[LinkInfo]) -> None:
        """The links to draw where both passages are in view."""
        self._links = links
        self.trace()

    def trace(self) -> None:
        """Find the ribbons again: something scrolled, moved or changed."""
        before = self._region()
        ends = self._ends()
        self._ribbons = []
        for link in self._links:
            pair = pick_ends(ends.get(link.origin_id, []), ends.get(link.target_id, []))
            if pair is not None:
                self._ribbons.append(Ribbon(link, *pair))
        self._place_pills()
        self.update(before + self._region())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._ribbons:
            return
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRegion(self._gutters())
        for ribbon in self._ribbons:
            edge = theme.tag_colour(ribbon.origin.colour)
            fill = QColor(edge)
            fill.setAlphaF(_FILL_ALPHA)
            edge.setAlphaF(_EDGE_ALPHA)
            pen = QPen(edge, 1.2)
            if ribbon.link.kind in _DASHED:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(fill)
            painter.drawPath(ribbon.path())
        painter.end()

    def _ends(self) -> dict[int, list[End]]:
        """Where the linked passages are in view, by annotation."""
        wanted = {each for link in self._links for each in (link.origin_id, link.target_id)}
        found: dict[int, list[End]] = {}
        column_of = {at: column for column, held in enumerate(self._arranged) for at in held}
        for at, pane in enumerate(self._panes if wanted else ()):
            corner = self._place(pane).topLeft()
            for annotation_id, band in pane.visible_passage_rects(wanted).items():
                info = pane.passage(annotation_id)
                colour = info.tags[0].colour if info and info.tags else ""
                found.setdefault(annotation_id, []).append(
                    End(at, band.translated(corner), colour, column_of[at])
                )
        return found

    def _gutters(self) -> QRegion:
        """The desk between neighbouring columns of panes."""
        region = QRegion()
        for column in range(len(self._arranged) - 1):
            region += self._gutter(column)
        return region

    def _gutter(self, column: int) -> QRect:
        """The desk between a column of panes and the next."""
        one, other = self._column(column), self._column(column + 1)
        return QRect(one.right() + 1, one.top(), other.left() - one.right() - 1, one.height())

    def _column(self, column: int) -> QRect:
        """What a column of panes covers."""
        covered = QRect()
        for number in self._arranged[column]:
            covered = covered.united(self._place(self._panes[number]))
        return covered

    def _region(self) -> QRegion:
        """What the ribbons may have touched."""
        return self._gutters() if self._ribbons else QRegion()

    def _place(self, pane: ReadingPane) -> QRect:
        return QRect(pane.mapTo(self._desk, QPoint()), pane.size())

    def _place_pills(self) -> None:
        while len(self._pills) < len(self._ribbons):
            self._pills.append(self._make_pill())
        for pill in self._pills[len(self._ribbons) :]:
            pill.hide()
        by_gutter: dict[int, list[int]] = {}
        for at, ribbon in enumerate(self._ribbons):
            # A ribbon between panes below each other is in the one gutter that there is.
            gutter = 0 if ribbon.is_stacked else ribbon.left.column
            by_gutter.setdefault(gutter, []).append(at)
        for gutter, members in by_gutter.items():
            self._place_pills_of(gutter, members)

    def _place_pills_of(self, gutter: int, members: Sequence[int]) -> None:
        """Put the labels of the ribbons that leave one column to the right into its gutter."""
        room = self._gutter(gutter)
        x = room.left() + room.width() / 2
        upright = room.width() < _NARROW_GUTTER
        for at in members:
            ribbon = self._ribbons[at]
            self._pills[at].show_link(ribbon.link, ribbon.words, upright)
        heights = [self._pills[at].height() for at in members]
        wanted = [
            self._ribbons[at].height_at(x) - height / 2
            for at, height in zip(members, heights, strict=True)
        ]
        tops = spread(wanted, heights, room.top() + 4, room.bottom() - 4)
        for at, top in zip(members, tops, strict=True):
            pill = self._pills[at]
            pill.move(round(x - pill.width() / 2), round(top))
            pill.show()
            pill.raise_()

    def _make_pill(self) -> LinkPill:
        # the labels are the desk's own children: this layer lets the mouse through
        pill = LinkPill(self._desk)
        pill.clicked.connect(lambda: self._tell_link(pill))
        return pill

    def _tell_link(self, pill: LinkPill) -> None:
        if pill.link is not None:
            self.link_activated.emit(pill.link.id)
