"""Icons of one family (Phosphor, which comes with qtawesome), in the colours of the theme.

Only the package's font and its list of glyphs are used: importing qtawesome itself takes a quarter
of a second, for it wraps all of Qt. An icon takes the theme's colours whenever it is painted, so a
change of theme needs no new icons.
"""

from __future__ import annotations

import json
import logging
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap
from typing_extensions import override

from viewer.ui.theme.style import current_theme

_log = logging.getLogger(__name__)

#: Height of a glyph in its square.
_SHARE = 0.92

#: What the window shows, by intention, and the glyph for it.
GLYPHS = {
    "archive": "archive",
    "search": "magnifying-glass",
    "commands": "command",
    "theme": "moon",
    "theme-light": "sun",
    "theme-sepia": "book-open",
    "theme-dark": "moon",
    "tag": "tag",
    "note": "note-pencil",
    "link": "link-simple",
    "unlink": "link-break",
    "cite": "quotes",
    "copy": "copy",
    "close": "x",
    "more": "dots-three",
    "add": "plus",
    "remove": "minus",
    "delete": "trash",
    "undo": "arrow-u-up-left",
    "redo": "arrow-u-up-right",
    "previous": "caret-up",
    "next": "caret-down",
    "left": "caret-left",
    "right": "caret-right",
    "import": "download-simple",
    "export": "export",
    "open": "folder-open",
    "new": "file-plus",
    "filter": "funnel-simple",
    "clear": "x-circle",
    "newspaper": "newspaper",
    "calendar": "calendar-blank",
    "language": "translate",
    "passage": "text-aa",
    "codebook": "tree-structure",
    "journal": "clock-counter-clockwise",
    "concordance": "text-align-center",
    "timeline": "chart-bar",
    "coverage": "grid-four",
    "hits": "list-bullets",
    "panes": "columns",
    "pin": "push-pin-simple",
    "unpin": "push-pin-simple-slash",
    "check": "check",
    "warning": "warning",
    "info": "info",
    "question": "question",
    "refresh": "arrows-clockwise",
    "settings": "gear-six",
    "keyboard": "keyboard",
    "edit": "pencil-simple",
    "sync": "link-simple-horizontal",
    "index": "database",
}


def icon(name: str, role: str = "soft_ink") -> QIcon:
    """The icon for an intention (a key of `GLYPHS`), in the colour of a theme's role.

    Active and selected states show in ink, the state "on" in accent. Raises `KeyError` for an
    unknown name.
    """
    return QIcon(_GlyphEngine(_characters().get(GLYPHS[name], ""), role))


class _GlyphEngine(QIconEngine):
    """Paints one character of the icon font."""

    def __init__(self, character: str, role: str) -> None:
        super().__init__()
        self._character = character
        self._role = role

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        font = QFont(_family())
        font.setPixelSize(max(round(rect.height() * _SHARE), 1))
        painter.save()
        painter.setFont(font)
        painter.setPen(self._colour(mode, state))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._character)
        painter.restore()

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture

    @override
    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._character, self._role)

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        theme = current_theme()
        if mode is QIcon.Mode.Disabled:
            return QColor(theme.line)
        if state is QIcon.State.On:
            return QColor(theme.accent)
        if mode is not QIcon.Mode.Normal and self._role == "soft_ink":
            return QColor(theme.ink)
        return QColor(getattr(theme, self._role))


@cache
def _fonts() -> Path | None:
    """The folder with qtawesome's fonts; None, and logged, if the package is not there."""
    found = find_spec("qtawesome")
    if found is None or not found.submodule_search_locations:
        _log.warning("no icons: the package qtawesome is not installed")
        return None
    return Path(found.submodule_search_locations[0]) / "fonts"


@cache
def _characters() -> dict[str, str]:
    """Glyph names and their characters in the font."""
    folder = _fonts()
    for path in sorted(folder.glob("phosphor-charmap-*.json")) if folder else ():
        places = json.loads(path.read_text(encoding="utf-8"))
        return {name: chr(int(place, 16)) for name, place in places.items()}
    return {}


@cache
def _family() -> str:
    """The icon font's family, once it is loaded."""
    folder = _fonts()
    for path in sorted(folder.glob("phosphor-[0-9]*.ttf")) if folder else ():
        families = QFontDatabase.applicationFontFamilies(
            QFontDatabase.addApplicationFont(str(path))
        )
        if families:
            return families[0]
    return ""
