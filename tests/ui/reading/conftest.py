"""Readings, passages and links to show, made small. Every text has an emoji, a combining mark,
Cyrillic, an NBSP and came in with CRLF."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from viewer.services.types import (
    AnchorState,
    ArticleInfo,
    ExcerptReading,
    Kind,
    LinkInfo,
    LinkKind,
    PassageInfo,
    PassageTag,
    PublicationInfo,
    SourceInfo,
)
from viewer.text.canonical import canonical, sha256_of_text
from viewer.text.spans import Span
from viewer.ui.theme import LIGHT, apply_theme

MakeReading = Callable[..., ExcerptReading]
MakePassage = Callable[..., PassageInfo]
MakeLink = Callable[..., LinkInfo]

_PARAGRAPHS = (
    "The war 😀 in Manchuria: the Kwantung Army, «Квантунская армия», Манжуур, café (e\u0301).",
    "On\u00a013\u00a0August the Red Army reached Harbin, Wangyehuan and Linkou 🚩 at once.",
    "Japan, like Germany, admitted defeat; 850,000 soldiers of the Kwantung Army were disarmed.",
)


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    """The theme of every test here. Widgets of a test go before the next begins."""
    apply_theme(qapp, LIGHT)
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def text() -> str:
    """Three short paragraphs with all that goes wrong."""
    return canonical("\r\n".join(_PARAGRAPHS))


@pytest.fixture
def long_text(text: str) -> str:
    """Much more than a pane can show at once."""
    return "\n".join([text] * 60)


@pytest.fixture
def make_reading(text: str) -> MakeReading:
    """Makes readings: `make_reading(id, text=…, **of the article or reading)`."""
    return lambda number=1, **changes: _reading(number, {"text": text, **changes})


@pytest.fixture
def make_passage() -> MakePassage:
    """Makes passages: `make_passage(reading, "quote" or Span, id, *tag names)`."""
    return _passage


@pytest.fixture
def make_link() -> MakeLink:
    """Makes links: `make_link(origin id, target id, kind=…)`."""

    def make(origin: int, target: int, kind: LinkKind = LinkKind.SUPPORTS) -> LinkInfo:
        number = origin * 100 + target
        return LinkInfo(number, kind, origin, target, "")  # type: ignore[arg-type]

    return make


def _reading(number: int, changes: dict[str, object]) -> ExcerptReading:
    text = str(changes.pop("text"))
    article = {
        "publication": _publication(),
        "headline": "The Russian Advances",
        "byline": "with a map of Japan",
        "dateline": "",
        "issue_date": "1945-08-14",
        "page": "5",
    }
    article.update({key: changes.pop(key) for key in list(changes) if key in article})
    fields: dict[str, object] = {
        "language": "en",
        "kind": Kind.EXTRACT,
        "place_in_source": "fourth paragraph",
        "note": "",
        "citation": "International Relations on the War, eMongolia, 2025",
    }
    fields.update(changes)
    citation = str(fields.pop("citation"))
    return ExcerptReading(
        id=number,  # type: ignore[arg-type]
        version_id=number * 10,  # type: ignore[arg-type]
        version_number=1,
        text=text,
        text_sha256=sha256_of_text(text),
        article=ArticleInfo(
            id=number,  # type: ignore[arg-type]
            edition="",
            column="",
            note="",
            url="",
            **article,  # type: ignore[arg-type]
        ),
        source=SourceInfo("carrier.txt", "ab" * 32, "utf-8", "plain", citation),
        **fields,  # type: ignore[arg-type]
    )


def _publication() -> PublicationInfo:
    return PublicationInfo(
        1,  # type: ignore[arg-type]
        "Izvestia",
        "Известия",
        "Moscow",
        "RU",
        "ru",
        "#8A6412",
        "#D9B45C",
        "newspaper",
        (),
        3,
    )


def _passage(
    reading: ExcerptReading,
    where: str | Span,
    number: int,
    *tags: str,
    note: str = "",
    state: AnchorState = AnchorState.EXACT,
    quote: str | None = None,
) -> PassageInfo:
    if isinstance(where, str):
        start = reading.text.index(where)
        where = Span(start, start + len(where))
    return PassageInfo(
        id=number,  # type: ignore[arg-type]
        excerpt_id=reading.id,
        version_id=reading.version_id,
        span=where,
        quote=where.of(reading.text) if quote is None else quote,
        prefix="",
        suffix="",
        note=note,
        state=state,
        tags=_tags(tags),
        creator="",
        created_at="",
        modified_at="",
        headline="",
        publication="",
        publication_colour="",
        issue_date="",
        page="",
        uid=str(number),
        kind=reading.kind,
        version_number=reading.version_number,
        article_id=reading.article.id,
    )


def _tags(names: Sequence[str]) -> tuple[PassageTag, ...]:
    colours = ("#8460A8", "#008400", "#066CE4", "#D23066")
    return tuple(
        PassageTag(at + 1, f"framing/{name}", name, colours[at % 4])  # type: ignore[arg-type]
        for at, name in enumerate(names)
    )
