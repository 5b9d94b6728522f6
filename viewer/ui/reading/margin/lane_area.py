"""The margin beside a text: a bracket for each tagged passage in view, with its tags' names."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QLineF, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from viewer.ui.reading.margin.columns import BAR, Columns
from viewer.ui.reading.margin.lane_layout import LaneLayout, lay_out_lanes
from viewer.ui.reading.margin.lane_parts import (
    BRACKET_WIDTH,
    LABEL_HEIGHT,
    SAMPLE_WIDTH,
    Bracket,
    Fold,
    Label,
)
from viewer.ui.reading.text.marked_text import MarkedText
from viewer.ui.reading.text.text_geometry import extent
from viewer.ui.reading.text.text_marks import lane_pen
from viewer.ui.reading.text.text_page import OUTDENT
from viewer.ui.reading.text.text_view import ReadingTextView
from viewer.ui.theme import Theme, current_theme, sans
from viewer.workspace.placed_passages import PlacedPassage, described

_LABEL_PX = 12


class LaneArea(QWidget):
    """Margin lanes of one text view, of which it is a child.

    Signals: `passage_activated(annotation id)` after a click on a bracket, a name or a marker.
    """

    passage_activated = Signal(int)

    def __init__(self, view: ReadingTextView) -> None:
        super().__init__(view)
        self._view = view
        self._named = True
        #: Numbers of tags by name, those shown now, and the text whose passages gave them.
        self._order: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        self._numbering_of: MarkedText | None = None
        self._layout = LaneLayout()
        self.setMouseTracking(True)
        self.setFont(sans(_LABEL_PX, semibold=True))
        self.setAccessibleName("Tag lanes")
        view.columns_changed.connect(self._take_columns)
        view.scrolled.connect(self.update)
        view.marks_changed.connect(self.update)

    @property
    def lane_layout(self) -> LaneLayout:
        """What the margin shows, as last painted."""
        return self._layout

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._layout = self._lay_out()
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for bracket in self._layout.brackets:
            self._paint_bracket(painter, bracket, theme)
        for label in self._layout.labels:
            self._paint_label(painter, label, theme)
        for fold in self._layout.folds:
            self._paint_fold(painter, fold, theme)
        painter.end()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hand = bool(self._at(event.position()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        held = self._at(event.position())
        if not held or event.button() is not Qt.MouseButton.LeftButton:
            return
        ids = [placed.id for placed in held]
        focused = self._view.focused_passage
        at = next((at + 1 for at, each in enumerate(ids) if each == focused), 0)
        self.passage_activated.emit(ids[at % len(ids)])

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        QCoreApplication.sendEvent(self._view.viewport(), event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            held = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "\n\n".join(map(described, held[:4])), self)
            return True
        return super().event(event)

    @Slot(object)
    def _take_columns(self, shared: Columns) -> None:
        self._named = shared.named
        left = shared.left + shared.text + OUTDENT
        self.setGeometry(left, 0, max(self._view.width() - left - BAR, 0), self._view.height())
        self.update()

    def _at(self, point: QPointF) -> tuple[PlacedPassage, ...]:
        return self._layout.at(point.x(), point.y())

    def _lay_out(self) -> LaneLayout:
        lines = self._view.lines_in_view()
        if not lines:
            return LaneLayout()
        top = self._view.top_of_view
        extents = []
        for placed in self._view.marked.passages_touching(lines[0].start, lines[-1].end):
            held = extent(lines, placed.start, placed.end)
            if held is None:
                continue
            # an end that is outside the lines in view is outside the view
            above = -1.0 if placed.start < lines[0].start else held[0] - top
            below = self.height() + 1.0 if placed.end > lines[-1].end + 1 else held[1] - top
            extents.append((placed, above, below))
        metrics = QFontMetricsF(self.font())
        measure = metrics.horizontalAdvance if self._named else None
        self._numbers.clear()
        laid_out = lay_out_lanes(extents, self.width(), self.height(), measure, self._number)
        legend = "; ".join(f"{number} is {name}" for name, number in self._numbers.items())
        if legend != self.accessibleDescription():
            self.setAccessibleDescription(legend)
        return laid_out

    def _number(self, name: str) -> int:
        """The number that replaces a tag's name in this margin: tags by first appearance."""
        if self._numbering_of is not self._view.marked:
            self._numbering_of, self._order = self._view.marked, {}
            for placed in self._view.marked.passages:
                for tag in placed.info.tags:
                    self._order.setdefault(tag.name, len(self._order) + 1)
        number = self._order.setdefault(name.removeprefix("? "), len(self._order) + 1)
        self._numbers[name] = number
        return number

    def _paint_bracket(self, painter: QPainter, bracket: Bracket, theme: Theme) -> None:
        placed = bracket.placed
        width = 3.0 if placed.id == self._view.focused_passage else 2.0
        painter.setBrush(Qt.BrushStyle.NoBrush)
        spine, left = bracket.x + BRACKET_WIDTH - 1, bracket.x
        share = (bracket.bottom - bracket.top - 2) / len(placed.colours)
        for at, colour in enumerate(placed.colours):
            top = bracket.top + 1 + share * at
            painter.setPen(lane_pen(theme.tag_colour(colour), placed.lane, width))
            painter.drawLine(QLineF(spine, top, spine, top + share))
        for y, colour, is_open in (
            (bracket.top + 1, placed.colours[0], bracket.open_top),
            (bracket.bottom - 1, placed.colours[-1], bracket.open_bottom),
        ):
            if not is_open:
                painter.setPen(lane_pen(theme.tag_colour(colour), 0, width))
                painter.drawLine(QLineF(left, y, spine + width / 2, y))

    def _paint_label(self, painter: QPainter, label: Label, theme: Theme) -> None:
        colour = theme.tag_colour(label.colour)
        x = label.x
        if label.sampled:  # a sample of the bracket's stroke leads from the name to it
            middle = label.y + LABEL_HEIGHT / 2 + 1
            painter.setPen(lane_pen(colour, label.placed.lane, 1.6))
            painter.drawLine(QLineF(x, middle, x + SAMPLE_WIDTH - 4, middle))
            x += SAMPLE_WIDTH
        painter.setPen(colour)
        painter.drawText(
            QRectF(x, label.y, self.width() - x, LABEL_HEIGHT),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            label.words + label.suffix,
        )

    def _paint_fold(self, painter: QPainter, fold: Fold, theme: Theme) -> None:
        ground = QRectF(fold.x, fold.y + 1, 22, LABEL_HEIGHT - 2)
        painter.setPen(QColor(theme.line))
        painter.setBrush(QColor(theme.chrome))
        painter.drawRoundedRect(ground, 3, 3)
        painter.setPen(QColor(theme.soft_ink))
        painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, f"+{len(fold.folded)}")
