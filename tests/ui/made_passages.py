"""Passages as widgets are given them, for tests."""

from viewer.services.types import AnchorState, Kind, PassageInfo, PassageTag
from viewer.text.spans import Span

#: An emoji, Cyrillic, CRLF, an NBSP and a combining mark.
WORDS = "taking 😀 Манжуур\r\nand\u00a0the café (e\u0301)"


def made_passage(number: int, **changes: object) -> PassageInfo:
    """A passage tagged framing/liberation, but for `changes`."""
    fields: dict[str, object] = {
        "id": number,
        "excerpt_id": 1,
        "version_id": 1,
        "span": Span(0, len(WORDS)),
        "quote": WORDS,
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
        "kind": Kind.EXTRACT,
        "version_number": 1,
        "article_id": 1,
    }
    return PassageInfo(**{**fields, **changes})  # type: ignore[arg-type]
