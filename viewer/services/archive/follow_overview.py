"""What is shown of an archive as a whole, and how it is brought up to date by what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from viewer.services.archive.archive import Archive, newest_step
from viewer.services.archive.changes_since import read_changes
from viewer.services.archive.undo_steps import read_undo_state
from viewer.services.codebook.follow_codebook import CODEBOOK_TABLES, follow_codebook, read_codebook
from viewer.services.passages.passage_page import count_passages_of
from viewer.services.records.list_publications import count_excerpts, read_publications
from viewer.services.types import Listed, RowIds

_NEWSPAPER_TABLES = frozenset({"publication", "former_title", "article", "excerpt"})
_TABLES = CODEBOOK_TABLES | _NEWSPAPER_TABLES | {"annotation"}


def open_overview(archive: Archive) -> Listed:
    """All of it."""
    with archive.reading() as session:
        return Listed(
            newest_step(session)[0],
            tuple(read_codebook(session)),
            read_undo_state(session),
            tuple(read_publications(session)),
            count_excerpts(session),
            count_passages_of(session, None),
        )


def follow_overview(archive: Archive, listed: Listed) -> Listed:
    """As the archive is now; what did not change since is not read again."""
    with archive.reading() as session:
        changed = read_changes(session, listed.step, _TABLES)
        if changed is None:
            return listed
        now = replace(listed, step=changed.step, undo=read_undo_state(session))
        return _edited(session, now, changed.rows)


def _edited(session: Session, listed: Listed, rows: Mapping[str, RowIds]) -> Listed:
    if rows.keys() & CODEBOOK_TABLES:
        tags = follow_codebook(session, listed.tags, rows)
        listed = replace(listed, tags=tuple(tags))
    if rows.keys() & _NEWSPAPER_TABLES:
        publications = tuple(read_publications(session))
        listed = replace(listed, publications=publications, excerpts=count_excerpts(session))
    if "annotation" in rows:
        listed = replace(listed, passage_count=count_passages_of(session, None))
    return listed
