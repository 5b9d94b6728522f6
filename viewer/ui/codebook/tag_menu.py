"""What can be done to a tag, as a menu."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from viewer.annotation.codebook import PALETTE
from viewer.services.types import TagInfo
from viewer.ui.theme import current_theme
from viewer.ui.theme.icons import icon

#: What the colours of the palette are called, in its order.
COLOUR_NAMES = (
    "Blue",
    "Orange",
    "Green",
    "Pink",
    "Violet",
    "Dusky rose",
    "Crimson",
    "Brown",
    "Purple",
    "Olive",
    "Sky blue",
    "Teal",
)
_SWATCH = 16


class TagMenu(QMenu):
    """The menu of one tag; its actions are for the owner to connect.

    Signal: `colour_picked(str)`, a colour of the palette other than the tag's own.
    """

    colour_picked = Signal(str)

    def __init__(self, tag: TagInfo, parent: QWidget) -> None:
        super().__init__(parent)
        self._tag = tag
        self.setAccessibleName(f"Tag {tag.name}")
        self.passages = self._add("passage", "Show passages")
        self.addSeparator()
        self.new_below = self._add("add", "New tag below…")
        self.rename = self._add("edit", "Rename\tF2")
        self.addMenu(self._colours())
        self.definition = self._add("info", "Definition…")
        self.shortcut = self._add("keyboard", "Shortcut key…")
        self.addSeparator()
        self.delete_tag = self._add("delete", "Delete…\tDel")

    def _add(self, glyph: str, words: str) -> QAction:
        action = self.addAction(icon(glyph), words)
        assert action is not None
        return action

    def _colours(self) -> QMenu:
        menu = QMenu("Colour", self)
        menu.setIcon(_swatch(self._tag.colour))
        group = QActionGroup(menu)
        for colour, name in zip(PALETTE, COLOUR_NAMES, strict=True):
            own = colour.upper() == self._tag.colour.upper()
            action = menu.addAction(_swatch(colour, ticked=own), name)
            action.setCheckable(True)
            action.setChecked(own)
            group.addAction(action)
            if not own:
                action.triggered.connect(
                    lambda _checked=False, colour=colour: self.colour_picked.emit(colour)
                )
        return menu


def _swatch(colour: str, *, ticked: bool = False) -> QIcon:
    """A dot in a tag's colour; with a ring if it is the one in use."""
    theme = current_theme()
    pixmap = QPixmap(_SWATCH, _SWATCH)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.tag_colour(colour))
    painter.setPen(Qt.PenStyle.NoPen)
    centre = QPointF(_SWATCH / 2, _SWATCH / 2)
    painter.drawEllipse(centre, 5, 5)
    if ticked:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(theme.ink))
        painter.drawEllipse(QRectF(0.5, 0.5, _SWATCH - 1, _SWATCH - 1))
    painter.end()
    return QIcon(pixmap)
