"""Tags and passages to show, made small. Every quotation has an emoji, a combining mark, Cyrillic,
an NBSP and a CRLF in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.made_passages import made_passage
from viewer.services.types import PassageInfo, TagInfo
from viewer.ui.theme import LIGHT, apply_theme

MakePassage = Callable[..., PassageInfo]


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
    return made_passage


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
