"""How the window looks: colours by role, type, icons, and the style sheet made of them."""

from viewer.ui.theme.fonts import italic_allowed, load_fonts, sans, serif
from viewer.ui.theme.palette import DARK, LIGHT, SEPIA, THEMES, Theme
from viewer.ui.theme.style import apply_theme, current_theme, prepare_theme

__all__ = [
    "DARK",
    "LIGHT",
    "SEPIA",
    "THEMES",
    "Theme",
    "apply_theme",
    "current_theme",
    "italic_allowed",
    "load_fonts",
    "prepare_theme",
    "sans",
    "serif",
]
