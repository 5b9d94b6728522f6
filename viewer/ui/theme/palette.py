"""The colour roles of the window, in light, sepia and dark.

The design's table is the source. Where it missed 4.5:1 for text, the value was moved just enough:
soft ink in all three (on desk, chrome, field or a selected row), the match mark in dark (under
ink).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from viewer.ui.theme.colour import is_colour, mixed, readable

if TYPE_CHECKING:
    from viewer.services.types import PublicationInfo

#: Light colours of the four newspapers and what replaces them on dark paper. For infos that
#: carry only the light colour of their newspaper.
_DARK_NEWSPAPERS = {
    "#B3372F": "#E07A72",
    "#1D4F8C": "#7FB0E6",
    "#8A6412": "#D9B45C",
    "#4A4A4A": "#B8B4AB",
}


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by role, `#RRGGBB` each.

    `tag_alpha` (0..1) is the opacity of a tag's underlay, `text_selection` the ground of selected
    text in a pane (`selection` is that of rows), `match_edge` the outline of the current match.
    """

    name: str
    title: str
    dark: bool
    desk: str
    chrome: str
    paper: str
    field: str
    line: str
    ink: str
    soft_ink: str
    accent: str
    on_accent: str
    selection: str
    text_selection: str
    hover: str
    match: str
    match_edge: str
    warning: str
    tag_alpha: float

    def publication_colour(self, info: PublicationInfo | None) -> QColor:
        """A newspaper's colour on this theme's paper; soft ink where it has none."""
        if info is None:
            return QColor(self.soft_ink)
        return self.newspaper_colour(info.colour, info.dark_colour)

    def newspaper_colour(self, colour: str, dark_colour: str = "") -> QColor:
        """The same for infos that carry the colours themselves (`#RRGGBB` or empty)."""
        if self.dark and is_colour(dark_colour):
            return QColor(dark_colour)
        if not is_colour(colour):
            return QColor(self.soft_ink)
        if self.dark:
            colour = _DARK_NEWSPAPERS.get(colour.upper(), colour)
        return QColor(readable(colour, self.paper, 3.0))

    def tag_colour(self, colour: str) -> QColor:
        """A tag's colour for lines and words: its hue, readable (4.5:1) on paper and chrome."""
        if not is_colour(colour):
            return QColor(self.soft_ink)
        return QColor(readable(readable(colour, self.paper), self.chrome))

    def tag_underlay(self, colour: str) -> QColor:
        """A tag's colour for the ground under text, with `tag_alpha`."""
        ground = self.tag_colour(colour) if self.dark else QColor(colour)
        if not ground.isValid():
            ground = QColor(self.soft_ink)
        ground.setAlphaF(self.tag_alpha)
        return ground

    def tag_chip(self, colour: str) -> tuple[QColor, QColor]:
        """(ground, words) of a chip with a tag's name; the words are readable on the ground."""
        base = colour if is_colour(colour) else self.soft_ink
        ground = mixed(self.chrome, self.tag_colour(base).name(), self.tag_alpha)
        return QColor(ground), QColor(readable(base, ground))


LIGHT = Theme(
    name="light",
    title="Light",
    dark=False,
    desk="#E9E6DF",
    chrome="#F3F1EC",
    paper="#FDFCF8",
    field="#FFFFFF",
    line="#D9D4C9",
    ink="#23211D",
    soft_ink="#656056",
    accent="#1F4E79",
    on_accent="#FFFFFF",
    selection="#DCE6F0",
    text_selection="#C3D7EC",
    hover="#EAE7E0",
    match="#F6D97A",
    match_edge="#9A6B00",
    warning="#A33A1E",
    tag_alpha=0.22,
)

SEPIA = Theme(
    name="sepia",
    title="Sepia",
    dark=False,
    desk="#DDD2BC",
    chrome="#E8DFCB",
    paper="#F6EEDC",
    field="#FBF5E6",
    line="#CDBF9F",
    ink="#3A2F20",
    soft_ink="#625540",
    accent="#7A4A12",
    on_accent="#FFFFFF",
    selection="#E6D3AE",
    text_selection="#DEC596",
    hover="#DFD4BC",
    match="#EBC35A",
    match_edge="#8A5A00",
    warning="#963A16",
    tag_alpha=0.24,
)

DARK = Theme(
    name="dark",
    title="Dark",
    dark=True,
    desk="#161719",
    chrome="#1D1F22",
    paper="#232528",
    field="#2A2D31",
    line="#34373C",
    ink="#E4E1DA",
    soft_ink="#A8A499",
    accent="#8DB7E0",
    on_accent="#14212E",
    selection="#2C3B4B",
    text_selection="#3A5470",
    hover="#26292D",
    match="#6F5A1C",
    match_edge="#E3BE55",
    warning="#F0A58A",
    tag_alpha=0.30,
)

THEMES: dict[str, Theme] = {theme.name: theme for theme in (LIGHT, SEPIA, DARK)}
