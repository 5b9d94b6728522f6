"""The words of every row of the list of passages, kept in memory once a list is filtered.

A filter is typed letter by letter, and each letter asks all passages. SQLite needs three tenths of
a second to look through 100,000 of them, for it does not know the case of Cyrillic; in memory it is
a hundredth. They are read when the first filter is asked for, some 25 MB of every 100,000, and then
brought up to date by what changed. An archive with very many passages is asked by SQL instead.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from weakref import WeakKeyDictionary

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from viewer.base.ids import StepId
from viewer.catalogue.models import Annotation
from viewer.services.archive.archive import Archive, newest_step
from viewer.services.archive.changes_since import read_changes
from viewer.services.codebook.list_tags import tags_by_id
from viewer.services.passages.passage_sql import ALONG_PASSAGES, EVERY, Condition, among, sql
from viewer.services.passages.passage_words import article_words, passages_with_words
from viewer.services.types import RowIds

#: With more passages than these their words are not kept.
MOST_KEPT = 300_000

_OWN_TABLES = frozenset({"annotation", "tagging"})
#: A new row of these says nothing of passages that were there before; another change may.
_OTHER_TABLES = frozenset({"tag", "version", "excerpt", "article", "publication"})
#: All that rows of passages are read from.
PASSAGE_TABLES = _OWN_TABLES | _OTHER_TABLES
_NO_ROWS = RowIds()

_kept: WeakKeyDictionary[Archive, _KeptWords] = WeakKeyDictionary()
_kept_lock = threading.Lock()


def find_passages_with_words(archive: Archive, session: Session, words: str) -> list[int]:
    """The ids of the passages whose rows hold every one of these words, ascending.

    `session` is one of the archive's; what it sees is what is looked through.
    """
    count = session.execute(select(func.count()).select_from(Annotation)).scalar_one()
    if count > MOST_KEPT:
        return passages_with_words(session, words)
    with _kept_lock:
        kept = _kept.setdefault(archive, _KeptWords())
    return kept.find(session, words)


def must_be_read_again(rows: Mapping[str, RowIds]) -> bool:
    """Whether a change may touch rows of passages that it does not name."""
    if any(rows[table].many for table in rows.keys() & _OWN_TABLES):
        return True
    others = [rows[table] for table in rows.keys() & _OTHER_TABLES]
    return any(each.many or each.updated or each.deleted for each in others)


class _KeptWords:
    """The words of every row, as the archive was after a step."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows: dict[int, bytes] = {}
        self._step: StepId | None = None

    def find(self, session: Session, words: str) -> list[int]:
        """The ids of the rows with all of these words, ascending."""
        with self._lock:
            self._follow(session)
            first, *others = sorted(
                {word.encode() for word in words.lower().split()}, key=len, reverse=True
            )
            found = [key for key, row in self._rows.items() if first in row]
            for word in others:
                found = [key for key in found if word in self._rows[key]]
        return sorted(found)

    def _follow(self, session: Session) -> None:
        if self._step is None:
            self._rows = _read(session, EVERY)
            self._step = newest_step(session)[0]
            return
        changed = read_changes(session, self._step, PASSAGE_TABLES)
        if changed is None:
            return
        if must_be_read_again(changed.rows):
            self._rows = _read(session, EVERY)
        else:
            own = [changed.rows.get(table, _NO_ROWS) for table in _OWN_TABLES]
            touched = frozenset[int]().union(*(each.ids() for each in own))
            for key in touched:
                self._rows.pop(key, None)
            self._rows.update(_read(session, among(touched)))
        self._step = changed.step


def _read(session: Session, condition: Condition) -> dict[int, bytes]:
    paths = {key: tag.path for key, tag in tags_by_id(session).items()}
    tags: dict[int, list[str]] = defaultdict(list)
    for key, tag_id in session.execute(
        sql(
            "SELECT annotation.id, tag_id FROM annotation",
            "JOIN tagging ON tagging.annotation_id = annotation.id WHERE",
            condition.where,
        ),
        condition.values,
    ):
        tags[key].append(paths[tag_id])
    tags_of = {key: "\n".join(paths).lower() for key, paths in tags.items()}
    rows = session.execute(
        sql(
            "SELECT annotation.id, annotation.quote || char(10) || annotation.note",
            "|| char(10) || article.headline, publication.title, article.issue_date, excerpt.kind",
            "FROM",
            ALONG_PASSAGES,
            "AND",
            condition.where,
        ),
        condition.values,
    )
    return {
        key: f"{words.lower()}\n{_article_words(*article)}\n{tags_of.get(key, '')}".encode()
        for key, words, *article in rows
    }


@lru_cache(maxsize=10_000)
def _article_words(publication: str | None, issue_date: str, kind: str) -> str:
    return article_words(publication or "", issue_date, kind)
