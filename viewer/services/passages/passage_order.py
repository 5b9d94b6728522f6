"""The order of a list of passages: what decides between two of them.

The database reads pages in this order (`passage_page`), and who holds some of a list finds with it
where a changed passage belongs; a test holds the two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import total_ordering
from typing import Any

from viewer.services.types import Kind, PassageColumn, PassageInfo, PassageListRequest
from viewer.text.one_line import sort_key
from viewer.text.wording import NO_NEWSPAPER

#: Compared from left to right; the last part is the passage's id, so no two are equal.
OrderKey = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class SortValues:
    """All that the place of a passage in a list depends on.

    `tag` is the name and the path of its first tag by path, both empty where it has none;
    `publication` is empty where none is stated, `issue_date` where it is not known.
    """

    id: int
    excerpt_id: int
    start: int
    end: int
    publication: str
    issue_date: str
    kind: Kind
    quote: str
    tag: tuple[str, str]
    note: str

    @classmethod
    def of(cls, passage: PassageInfo) -> SortValues:
        """Those of a passage as it is listed."""
        first = passage.tags[0] if passage.tags else None
        return cls(
            passage.id,
            passage.excerpt_id,
            passage.span.start,
            passage.span.end,
            passage.publication,
            passage.issue_date,
            passage.kind,
            sort_key(passage.quote),
            (first.name, first.path) if first else ("", ""),
            sort_key(passage.note),
        )

    @property
    def place(self) -> OrderKey:
        """Issue date (undated last), newspaper, and place in the text."""
        return (
            not self.issue_date,
            self.issue_date,
            self.publication,
            self.excerpt_id,
            self.start,
            self.end,
            self.id,
        )

    def key(self, request: PassageListRequest) -> OrderKey:
        """What sorts the list that was asked for. Only the column is turned round."""
        if request.column is None:
            return self.place
        by_column = self.column_key(request.column)
        return (_Descending(by_column) if request.descending else by_column, *self.place)

    def column_key(self, column: PassageColumn) -> OrderKey:
        """What the column alone sorts by, upwards."""
        match column:
            case PassageColumn.NEWSPAPER:
                return newspaper_key(self.publication)
            case PassageColumn.DATE:
                return (self.issue_date,)
            case PassageColumn.KIND:
                return kind_key(self.kind)
            case PassageColumn.QUOTE:
                return (self.quote,)
            case PassageColumn.TAGS:
                return tag_key(*self.tag)
            case PassageColumn.NOTE:
                return (self.note,)


def newspaper_key(title: str) -> OrderKey:
    """What a newspaper is sorted by: its name as it is shown, in no particular case."""
    return (title or NO_NEWSPAPER).casefold(), title


def kind_key(kind: Kind) -> OrderKey:
    """What a kind of text is sorted by: its name as it is shown, in no particular case."""
    return (kind.label.casefold(),)


def tag_key(name: str, path: str) -> OrderKey:
    """What a tag is sorted by: its name in no particular case, then where it is in the codebook."""
    return name.casefold(), path


@total_ordering
class _Descending:
    """A key that sorts the other way round."""

    __slots__ = ("_key",)

    def __init__(self, key: OrderKey) -> None:
        self._key = key

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Descending) and self._key == other._key

    def __lt__(self, other: _Descending) -> bool:
        return other._key < self._key

    def __hash__(self) -> int:
        return hash(self._key)
