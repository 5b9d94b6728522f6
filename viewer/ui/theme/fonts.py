"""The two type families, loaded as application fonts so that the window looks alike everywhere.

Source Serif Pro for reading and headlines, Source Sans Pro for the interface (OFL). Upright faces
hold Latin, Cyrillic and the Mongolian letters; the italics hold Latin only.
"""

from __future__ import annotations

import logging

from PySide6.QtGui import QFont, QFontDatabase

_log = logging.getLogger(__name__)

SERIF = "Source Serif Pro"
SANS = "Source Sans Pro"

#: Faces in use; the packages hold twelve each. Names are those the packages give their files.
_SERIF_FACES = (
    "SourceSerifPro",
    "SourceSerifProIt",
    "SourceSerifProSemibold",
    "SourceSerifProBold",
)
_SANS_FACES = ("SourceSansPro", "SourceSansProIt", "SourceSansProSemibold", "SourceSansProBold")


def load_fonts() -> None:
    """Make both families known to the running application; once is enough, twice is harmless.

    A face that is missing or refused is logged: the system's own serif and sans then stand in.
    """
    known = QFontDatabase.families()
    if SERIF in known and SANS in known:
        return
    for path in _font_files():
        if QFontDatabase.addApplicationFont(path) < 0:
            _log.warning("font not loaded: %s", path)


def serif(px: int, *, bold: bool = False, semibold: bool = False, italic: bool = False) -> QFont:
    """The reading face at `px` pixels. Italic only for Latin words, see `italic_allowed`."""
    return _font(SERIF, QFont.StyleHint.Serif, px, _weight(bold, semibold), italic)


def sans(px: int, *, bold: bool = False, semibold: bool = False, italic: bool = False) -> QFont:
    """The interface face at `px` pixels. Italic only for Latin words, see `italic_allowed`."""
    return _font(SANS, QFont.StyleHint.SansSerif, px, _weight(bold, semibold), italic)


def italic_allowed(words: str) -> bool:
    """Whether every letter of `words` is in the italic faces (Latin only)."""
    return all(ord(character) < 0x250 or not character.isalpha() for character in words)


def _weight(bold: bool, semibold: bool) -> QFont.Weight:
    if bold:
        return QFont.Weight.Bold
    return QFont.Weight.DemiBold if semibold else QFont.Weight.Normal


def _font(family: str, hint: QFont.StyleHint, px: int, weight: QFont.Weight, slant: bool) -> QFont:
    font = QFont(family)
    font.setStyleHint(hint)
    font.setPixelSize(px)
    font.setWeight(weight)
    font.setItalic(slant)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def _font_files() -> list[str]:
    from font_source_sans_pro import font_files_ttf as sans_files
    from font_source_serif_pro import font_files_ttf as serif_files

    wanted = [(serif_files, face) for face in _SERIF_FACES]
    wanted += [(sans_files, face) for face in _SANS_FACES]
    missing = [face for files, face in wanted if face not in files]
    if missing:
        _log.warning("font faces not installed: %s", ", ".join(missing))
    return [files[face] for files, face in wanted if face in files]
