"""Tags and passages to show, made small. Every quotation has an emoji, a combining mark, Cyrillic,
an NBSP and a CRLF in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from viewer.services.types import AnchorState, PassageInfo, PassageTag, TagInfo
from viewer.text.spans import Span
from viewer.ui.theme import LIGHT, apply_theme

MakePassage = Callable[..., PassageInfo]

QUOTE = "taking 😀 Манжуур\r\nand\u00a0the café (e\u0301)"


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    """The theme of every test here."""
    apply_theme(qapp, LIGHT)


@pytest.fixture
def tags() -> list[TagInfo]:
    """A small codebook."""
    return [
        _tag(1, "framing", passages=5),
        _tag(2, "framing/liberation", 1, 14, shortcut="1"),
        _tag(3, "framing/завоевание", 1, 1),
        _tag(4, "event"),
        _tag(5, "event/surrender", 4, 16, labels={"ru": "капитуляция"}),
    ]


@pytest.fixture
def make_passage() -> MakePassage:
    """Makes passages: `make_passage(id, **changes)`."""
    return _passage


def _tag(
    number: int, path: str, parent: int | None = None, passages: int = 0, **changes: object
) -> TagInfo:
    fields: dict[str, object] = {
        "id": number,
        "parent_id": parent,
        "name": path.rsplit("/", 1)[-1],
        "path": path,
        "colour": "#8460A8",
        "definition": "",
        "shortcut": "",
        "labels": {},
        "passages": passages,
        "position": number,
    }
    return TagInfo(**{**fields, **changes})  # type: ignore[arg-type]


def _passage(number: int, **changes: object) -> PassageInfo:
    fields: dict[str, object] = {
        "id": number,
        "excerpt_id": 1,
        "version_id": 1,
        "span": Span(0, len(QUOTE)),
        "quote": QUOTE,
        "prefix": "",
        "suffix": "",
        "note": "",
        "state": AnchorState.EXACT,
        "tags": (PassageTag(2, "framing/liberation", "liberation", "#8460A8"),),  # type: ignore[arg-type]
        "creator": "",
        "created_at": "",
        "modified_at": "",
        "headline": "Address to the People",
        "publication": "Izvestia",
        "publication_colour": "#8A6412",
        "issue_date": "1945-09-04",
        "page": "1",
        "uid": str(number),
    }
    return PassageInfo(**{**fields, **changes})  # type: ignore[arg-type]
