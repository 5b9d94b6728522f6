"""A theme put on the application: what it changes, and what takes part in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QFile, QSize
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QIcon, QRawFont
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from viewer.services.types import PublicationInfo
from viewer.ui.theme import (
    DARK,
    LIGHT,
    SEPIA,
    THEMES,
    Theme,
    apply_theme,
    current_theme,
    italic_allowed,
    load_fonts,
    sans,
    serif,
)
from viewer.ui.theme.icons import GLYPHS, icon
from viewer.ui.theme.style import style_sheet

_THEMES = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    apply_theme(qapp, LIGHT)


@_THEMES
def test_the_theme_applied_is_the_current_one(app: QApplication, theme: Theme) -> None:
    apply_theme(app, theme)
    assert current_theme() is theme
    assert app.palette().window().color().name().upper() == theme.chrome
    assert app.palette().text().color().name().upper() == theme.ink


def test_a_change_reaches_what_is_shown(app: QApplication, qtbot: QtBot) -> None:
    apply_theme(app, LIGHT)
    label = QLabel("words")
    label.setProperty("role", "soft")
    qtbot.addWidget(label)
    label.ensurePolished()
    apply_theme(app, DARK)
    assert label.palette().windowText().color().name().upper() == DARK.soft_ink


@_THEMES
def test_the_style_sheet_leaves_no_role_open(theme: Theme) -> None:
    sheet = style_sheet(theme)
    assert "$" not in sheet
    assert theme.accent in sheet
    assert sheet.count("{") == sheet.count("}")
    assert not re.search(r"url\((?!\"theme:)", sheet)


@_THEMES
def test_every_shape_of_the_style_sheet_exists(app: QApplication, theme: Theme) -> None:
    apply_theme(app, theme)
    shapes = re.findall(r'url\("(theme:[^"]+)"\)', style_sheet(theme))
    assert shapes
    assert all(QFile.exists(shape) for shape in shapes)


def test_the_fonts_are_the_ones_that_come_along(qapp: QApplication) -> None:
    load_fonts()
    load_fonts()
    assert {"Source Serif Pro", "Source Sans Pro"} <= set(QFontDatabase.families())
    assert QFontInfo(serif(17)).family() == "Source Serif Pro"
    assert QFontInfo(sans(14, bold=True)).family() == "Source Sans Pro"
    assert serif(17).pixelSize() == 17


@pytest.mark.parametrize("words", ["liberated Ünï", "Квантунская армия", "өргөн чөлөө Үү"])
def test_upright_faces_hold_our_letters(qapp: QApplication, words: str) -> None:
    load_fonts()
    face = QRawFont.fromFont(serif(17))
    assert all(face.supportsCharacter(ord(letter)) for letter in words)


@pytest.mark.parametrize(
    ("words", "allowed"),
    [("with a map of Japan", True), ("I. V. Stalin, 1945 — “…”", True), ("И. Сталин", False)],
)
def test_only_latin_is_set_in_italics(words: str, allowed: bool) -> None:
    assert italic_allowed(words) is allowed


@pytest.mark.parametrize("name", GLYPHS)
def test_every_icon_has_a_glyph(app: QApplication, name: str) -> None:
    apply_theme(app, LIGHT)
    assert _inked(icon(name)), name


def test_an_icon_takes_the_colours_of_the_theme_in_force(app: QApplication) -> None:
    apply_theme(app, LIGHT)
    shown = icon("tag", "accent")
    assert QColor(LIGHT.accent).rgb() in _inked(shown)
    apply_theme(app, DARK)
    assert QColor(DARK.accent).rgb() in _inked(shown)


@pytest.mark.parametrize(
    ("mode", "state", "role"),
    [
        (QIcon.Mode.Normal, QIcon.State.Off, "soft_ink"),
        (QIcon.Mode.Active, QIcon.State.Off, "ink"),
        (QIcon.Mode.Normal, QIcon.State.On, "accent"),
        (QIcon.Mode.Disabled, QIcon.State.Off, "line"),
    ],
)
def test_states_of_an_icon_have_their_colours(
    app: QApplication, mode: QIcon.Mode, state: QIcon.State, role: str
) -> None:
    apply_theme(app, SEPIA)
    assert QColor(getattr(SEPIA, role)).rgb() in _inked(QIcon(icon("close")), mode, state)


def test_an_unknown_icon_is_a_mistake(app: QApplication) -> None:
    with pytest.raises(KeyError):
        icon("unicorn")


def _inked(
    shown: QIcon,
    mode: QIcon.Mode = QIcon.Mode.Normal,
    state: QIcon.State = QIcon.State.Off,
) -> set[int]:
    """The opaque colours of an icon."""
    picture = shown.pixmap(QSize(64, 64), mode, state).toImage()
    pixels = {picture.pixel(x, y) for x in range(64) for y in range(64)}
    return {pixel for pixel in pixels if pixel >> 24 == 255}


def test_newspapers_have_a_second_colour_on_dark_paper() -> None:
    paper = _publication("#1D4F8C", "#7FB0E6")
    assert LIGHT.publication_colour(paper).name().upper() == "#1D4F8C"
    assert SEPIA.publication_colour(paper).name().upper() == "#1D4F8C"
    assert DARK.publication_colour(paper).name().upper() == "#7FB0E6"
    assert DARK.newspaper_colour("#b3372f").name().upper() == "#E07A72"


def test_a_newspaper_without_a_colour_gets_soft_ink() -> None:
    for theme in THEMES.values():
        assert theme.publication_colour(None).name().upper() == theme.soft_ink
        assert theme.publication_colour(_publication("", "")).name().upper() == theme.soft_ink
        assert theme.tag_colour("").name().upper() == theme.soft_ink


def test_a_dark_colour_that_is_missing_is_made_readable() -> None:
    made = DARK.publication_colour(replace(_publication("#102030", ""), title="Another"))
    assert made.lightness() > 60


def _publication(colour: str, dark: str) -> PublicationInfo:
    return PublicationInfo(
        id=1,  # type: ignore[arg-type]
        title="The Guardian",
        original_title="",
        place="Manchester",
        country="GB",
        language="en",
        colour=colour,
        dark_colour=dark,
        kind="newspaper",
        former_titles=(),
        excerpts=0,
    )
