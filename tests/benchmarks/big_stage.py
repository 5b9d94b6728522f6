"""What the program's own services cost on the big archive, in processor time, and bare SQLite.

The machine may have other work: the clock on the wall then tells of that work, processor time of
ours alone. The peer writes the very rows that a step inserted, journal included, in one
transaction.
"""

from __future__ import annotations

import contextlib
import gc
import json
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from big_archive import COMMON_TAG, copied
from measuring import hand_over, processor_ms
from sqlalchemy import select

from viewer.base.ids import AnnotationId, StepId, VersionId
from viewer.catalogue.models import Annotation, JournalChange, Version
from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import undo
from viewer.services.codebook.find_tags import find_tags
from viewer.services.codebook.follow_codebook import read_codebook
from viewer.services.passages.passage_page import read_first_passages
from viewer.services.passages.tag_matches import tag_matches
from viewer.services.passages.tag_passage import tag_passage
from viewer.services.passages.write_note import write_note
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import PassageColumn, PassageListRequest, SearchRequest
from viewer.text.spans import Span

_PAGE = 200
_QUERIES = {
    "tag:": 'tag:"tag 0"',
    "page:": "page:3",
    "place:": 'place:"town 7"',
    "note:": 'note:"report of paper 3"',
}
_PHRASE = '"red army"'
_MATCHES = 10_000
_BULK_TIMES = 3


def main(archive: Path, repeat: int) -> None:
    """Measure on a copy."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive.open(copied(archive, Path(folder, "copy"))) as copy,
        contextlib.closing(ArchiveSearch(copy)) as search,
    ):
        search.refresh()
        search.prepare()
        # As the window does when it has started.
        gc.collect()
        gc.freeze()
        figures = {
            "tag": _tag(copy, repeat),
            "lists": _lists(copy, repeat),
            "queries": _queries(copy, search, repeat),
            "bulk": _bulk(copy, search),
        }
    hand_over(figures)


def _tag(archive: Archive, repeat: int) -> dict[str, Any]:
    with archive.reading() as session:
        versions = map(VersionId, session.scalars(select(Version.id)).all())
    act = partial(_tag_one, archive, versions)
    ours = processor_ms(act, repeat)
    step, _uid = archive.last_step()
    undone = processor_ms(lambda: undo(archive), repeat)
    return {"ms": ours, "undo_ms": undone, "sqlite_ms": _written_again(archive, step, repeat)}


def _tag_one(archive: Archive, versions: Iterator[VersionId]) -> None:
    tag_passage(archive, next(versions), Span(1, 9), [COMMON_TAG])


def _lists(archive: Archive, repeat: int) -> dict[str, float]:
    """Opening the lists, and the slowest of the sorts and of the filters of the passages."""
    (tag,) = find_tags(archive, [COMMON_TAG])

    def listed(request: PassageListRequest) -> float:
        def read() -> None:
            with archive.reading() as session:
                read_first_passages(archive, session, request, _PAGE)

        return processor_ms(read, repeat)

    def codebook() -> None:
        with archive.reading() as session:
            read_codebook(session)

    return {
        "passages opened": listed(PassageListRequest()),
        "passages sorted": max(
            listed(PassageListRequest(column=column, descending=turned))
            for column in PassageColumn
            for turned in (False, True)
        ),
        "passages of a tag": listed(PassageListRequest(tag_id=tag)),
        "passages with words": listed(PassageListRequest(words="paper 3")),
        "codebook opened": processor_ms(codebook, repeat),
    }


def _queries(archive: Archive, search: ArchiveSearch, repeat: int) -> dict[str, dict[str, float]]:
    """Each after a change, when no answer of the catalogue is remembered, and once more."""
    with archive.reading() as session:
        passage = AnnotationId(session.scalars(select(Annotation.id).limit(1)).one())
    numbers = count()

    def change() -> None:
        write_note(archive, passage, f"note {next(numbers)}")

    found = {}
    for name, query in _QUERIES.items():
        request = SearchRequest(query)
        hits = search.search(request).total
        act = partial(search.search, request)
        found[name] = {
            "hits": hits,
            "after a change": processor_ms(act, repeat, before=change),
            "again": processor_ms(act, repeat),
        }
    return found


def _bulk(archive: Archive, search: ArchiveSearch) -> dict[str, Any]:
    request = _request_of(search, _MATCHES)
    tagged, undone, sqlite = [], [], []
    passages = 0
    for _ in range(_BULK_TIMES):
        tagged.append(processor_ms(lambda: tag_matches(archive, search, request, "bulk"), 1))
        step, _uid = archive.last_step()
        with archive.reading() as session:
            changes = select(JournalChange.id).where(
                JournalChange.step_id == step, JournalChange.table_name == "annotation"
            )
            passages = len(session.scalars(changes).all())
        undone.append(processor_ms(lambda: undo(archive), 1))
        sqlite.append(_written_again(archive, step, 1))
    return {
        "passages": passages,
        "tag_ms": sorted(tagged)[_BULK_TIMES // 2],
        "undo_ms": sorted(undone)[_BULK_TIMES // 2],
        "sqlite_ms": sorted(sqlite)[_BULK_TIMES // 2],
    }


def _request_of(search: ArchiveSearch, matches: int) -> SearchRequest:
    """The phrase up to the day that gives about so many texts, of one match each."""
    days = [f"1945-{month:02}-{day:02}" for month in range(7, 13) for day in (1, 8, 15, 22)]
    requests = [SearchRequest(f"{_PHRASE} date:1945-07-01..{day}") for day in days]
    return min(requests, key=lambda each: abs(search.search(each).total - matches))


def _written_again(archive: Archive, step: StepId, repeat: int) -> float:
    """How long bare SQLite takes to write what `step` inserted, which was undone since."""
    with contextlib.closing(sqlite3.connect(archive.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        journal = connection.execute(
            "SELECT step_id, table_name, action, row_key, before, after FROM journal_change "
            "WHERE step_id = ? AND action = 'insert' ORDER BY id",
            (step,),
        ).fetchall()
        rows: dict[str, list[dict[str, Any]]] = {}
        for _, table, _, _, _, after in journal:
            rows.setdefault(table, []).append(json.loads(after))
        last = connection.execute("SELECT max(id) FROM journal_change").fetchone()[0]

        def write() -> None:
            connection.execute("BEGIN IMMEDIATE")
            for table, some in rows.items():
                names = list(some[0])
                columns = ", ".join(f'"{name}"' for name in names)
                places = ", ".join("?" * len(names))
                connection.executemany(
                    f"INSERT INTO {table} ({columns}) VALUES ({places})",
                    [tuple(row.values()) for row in some],
                )
            connection.executemany(
                "INSERT INTO journal_change (step_id, table_name, action, row_key, before, after) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                journal,
            )
            connection.execute("COMMIT")

        def take_back() -> None:
            connection.execute("BEGIN IMMEDIATE")
            for table in reversed(rows):
                key = "annotation_id" if table == "tagging" else "id"
                keys = [(row[key],) for row in rows[table]]
                connection.executemany(f"DELETE FROM {table} WHERE {key} = ?", keys)
            connection.execute("DELETE FROM journal_change WHERE id > ?", (last,))
            connection.execute("COMMIT")

        found = processor_ms(write, repeat, before=take_back)
        take_back()
        return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
