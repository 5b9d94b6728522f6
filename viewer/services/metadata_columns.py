"""What facets, filters and sorting need of every excerpt, as flat arrays.

Rows are excerpts in ascending id order. The arrays are read once and kept until a change touches
the catalogue tables that they come from, so that a search counts and sorts without a query.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from viewer.catalogue.models import Article, Excerpt, JournalChange, Publication
from viewer.services.archive import Archive

_TABLES = ("excerpt", "article", "publication")

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class MetadataColumns:
    """Arrays of one length, a row an excerpt.

    `publication` holds ids (0: none), `language` and `kind` indexes into the tuples beside them,
    `first` and `last` the issue date's first and last day as the number `YYYYMMDD` (0: unknown).
    """

    ids: Ints
    publication: Ints
    language: Ints
    languages: tuple[str, ...]
    kind: Ints
    kinds: tuple[str, ...]
    first: Ints
    last: Ints
    publication_titles: dict[int, str]

    def rows(self, ids: Ints) -> Ints:
        """Row numbers of excerpt `ids`; ids that are not here are left out."""
        at = np.searchsorted(self.ids, ids)
        at = np.minimum(at, max(len(self.ids) - 1, 0))
        return at[self.ids[at] == ids] if len(self.ids) else at[:0]


class MetadataCache:
    """The columns of one archive, read again only when they changed. Safe between threads."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = threading.Lock()
        self._step = -1
        self._columns: MetadataColumns | None = None

    def columns(self) -> MetadataColumns:
        """The columns as the catalogue stands now."""
        with self._lock, self._archive.reading() as session:
            step = _last_step(session)
            if self._columns is None or step != self._step:
                self._columns, self._step = _read(session), step
            return self._columns


def _last_step(session: Session) -> int:
    newest = [
        session.execute(
            select(func.max(JournalChange.step_id)).where(JournalChange.table_name == table)
        ).scalar()
        for table in _TABLES
    ]
    return max(step or 0 for step in newest)


def day_number(iso: str) -> int:
    """`"1945-08-09"` as 19450809; 0 for an empty text."""
    return int(iso.replace("-", "")) if iso else 0


def _read(session: Session) -> MetadataColumns:
    rows = session.execute(
        select(
            Excerpt.id,
            func.coalesce(Article.publication_id, 0),
            Excerpt.language,
            Excerpt.kind,
            Article.date_from,
            Article.date_to,
        )
        .join(Article, Article.id == Excerpt.article_id)
        .order_by(Excerpt.id)
    ).all()
    ids, publications, languages, kinds, first, last = zip(*rows, strict=True) if rows else [()] * 6
    language_codes, language_names = _coded(languages)
    kind_codes, kind_names = _coded(kinds)
    titles = session.execute(select(Publication.id, Publication.title))
    return MetadataColumns(
        ids=np.array(ids, np.int64),
        publication=np.array(publications, np.int64),
        language=language_codes,
        languages=language_names,
        kind=kind_codes,
        kinds=kind_names,
        first=np.array([day_number(day) for day in first], np.int64),
        last=np.array([day_number(day) for day in last], np.int64),
        publication_titles=dict(titles.all()),
    )


def _coded(values: tuple[str, ...]) -> tuple[Ints, tuple[str, ...]]:
    names = tuple(sorted(set(values)))
    code = {name: number for number, name in enumerate(names)}
    return np.array([code[value] for value in values], np.int64), names
