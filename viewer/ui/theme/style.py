"""From a theme to what Qt takes: a palette and a style sheet, put on the whole application.

A change of theme reaches every widget as `PaletteChange` and `StyleChange`; who paints by hand
reads `current_theme()` again in its `changeEvent`.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDir
from PySide6.QtGui import QColor, QPalette

from viewer.ui.theme.colour import mixed
from viewer.ui.theme.fonts import load_fonts, sans
from viewer.ui.theme.palette import LIGHT, THEMES, Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

#: Size of the interface's type, in pixels.
INTERFACE_PX = 14

_HERE = Path(__file__).parent
_THEME_PROPERTY = "viewer_theme"


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Put `theme` on `app`: fonts (loaded if need be), palette, style sheet.

    A theme that is on already is left alone: every widget alive would be styled again.
    """
    sheet = style_sheet(theme)
    if app.property(_THEME_PROPERTY) == theme.name and app.styleSheet() == sheet:
        return
    prepare_theme(app, theme)
    app.setStyleSheet(sheet)


def prepare_theme(app: QApplication, theme: Theme) -> None:
    """Put `theme` on `app` but for its style sheet, for widgets that are about to be made.

    Under a style sheet each widget is styled again at each move to another parent; a window that is
    built before the sheet is there is made in half the time.
    """
    load_fonts()
    QDir.setSearchPaths("theme", [str(_HERE / "shapes")])
    app.setProperty(_THEME_PROPERTY, theme.name)
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setFont(sans(INTERFACE_PX))
    app.setPalette(palette_of(theme))


def current_theme() -> Theme:
    """The theme last applied to the running application; light where none was."""
    app = QCoreApplication.instance()
    name = app.property(_THEME_PROPERTY) if app is not None else None
    return THEMES.get(str(name), LIGHT)


def style_sheet(theme: Theme) -> str:
    """The application's style sheet in the colours of `theme`."""
    roles = {field.name: str(getattr(theme, field.name)) for field in fields(theme)}
    roles["halo"] = mixed(theme.chrome, theme.accent, 0.18)
    roles["scroll"] = mixed(theme.chrome, theme.soft_ink, 0.38)
    roles["faint"] = mixed(theme.chrome, theme.soft_ink, 0.6)
    roles["accent_hover"] = mixed(theme.accent, theme.ink, 0.2)
    return Template((_HERE / "sheet.qss").read_text(encoding="utf-8")).substitute(roles)


def palette_of(theme: Theme) -> QPalette:
    """The palette for what the style sheet leaves to the style."""
    role, made = QPalette.ColorRole, QPalette()
    for which, colour in (
        (role.Window, theme.chrome),
        (role.WindowText, theme.ink),
        (role.Base, theme.paper),
        (role.AlternateBase, theme.chrome),
        (role.ToolTipBase, theme.field),
        (role.ToolTipText, theme.ink),
        (role.PlaceholderText, theme.soft_ink),
        (role.Text, theme.ink),
        (role.Button, theme.chrome),
        (role.ButtonText, theme.ink),
        (role.BrightText, theme.warning),
        (role.Highlight, theme.text_selection),
        (role.HighlightedText, theme.ink),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.Light, mixed(theme.chrome, theme.field, 0.6)),
        (role.Midlight, theme.chrome),
        (role.Mid, theme.line),
        (role.Dark, theme.line),
        (role.Shadow, mixed(theme.line, theme.ink, 0.4)),
        (role.Accent, theme.accent),
    ):
        made.setColor(which, QColor(colour))
    faint = QColor(mixed(theme.chrome, theme.soft_ink, 0.6))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, faint)
    return made
