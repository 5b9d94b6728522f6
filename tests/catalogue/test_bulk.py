"""Many rows at once leave the same rows and the same journal as the session does one by one."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, func, select

from viewer.base.ids import AnnotationId
from viewer.base.messages import verbatim
from viewer.catalogue import bulk
from viewer.catalogue.models import (
    Annotation,
    ArchiveMark,
    Article,
    Body,
    Excerpt,
    JournalChange,
    JournalStep,
    Publication,
    Source,
    Tag,
    Tagging,
    Version,
)
from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import redo, undo
from viewer.services.archive.write import Write
from viewer.services.passages.delete_passages import delete_passages
from viewer.services.types import ArchiveChanged, RowIds

ROWS = [
    {"uid": "1", "title": "Известия 🗞", "place": "Москва"},
    {"uid": "2", "title": "Cafe\u0301\u00a0Press", "colour": "#112233"},
]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "a.db") as archive:
        yield archive


def rows(archive: Archive, model: type[Any]) -> list[dict[str, Any]]:
    with archive.reading() as session:
        result = session.connection().execute(select(model.__table__)).mappings()
        return sorted((dict(row) for row in result), key=lambda row: tuple(row.values()))


def journal(archive: Archive) -> list[tuple[Any, ...]]:
    with archive.reading() as session:
        return [
            (row.step_id, row.table_name, row.action, row.row_key, row.before, row.after)
            for row in session.scalars(select(JournalChange).order_by(JournalChange.id))
        ]


def test_inserted_rows_and_their_record_are_those_of_a_flush(
    archive: Archive, tmp_path: Path
) -> None:
    with archive.writing(verbatim("Add")) as write:
        assert write.insert_rows(Publication, ROWS) == [1, 2]
    with Archive.create(tmp_path / "other.db") as other:
        with other.writing(verbatim("Add")) as write:
            write.session.add_all(Publication(**row) for row in ROWS)
        assert rows(archive, Publication) == rows(other, Publication)
        assert journal(archive) == journal(other)


def test_updates_are_recorded_with_the_changed_columns_only(archive: Archive) -> None:
    with archive.writing(verbatim("Add")) as write:
        write.insert_rows(Publication, ROWS)
    with archive.writing(verbatim("Change")) as write:
        values = {1: {"place": "Москва", "note": "x"}, 2: {"place": "Paris"}, 9: {"place": "?"}}
        assert write.update_rows(Publication, values) == 2
    assert [row["place"] for row in rows(archive, Publication)] == ["Москва", "Paris"]
    assert [change[1:] for change in journal(archive)[2:]] == [
        ("publication", "update", '{"id":1}', '{"note":""}', '{"note":"x"}'),
        ("publication", "update", '{"id":2}', '{"place":""}', '{"place":"Paris"}'),
    ]


def test_values_that_are_there_already_are_no_step(archive: Archive) -> None:
    with archive.writing(verbatim("Add")) as write:
        write.insert_rows(Publication, ROWS)
    before = archive.last_step()
    with archive.writing(verbatim("Change")) as write:
        assert write.update_rows(Publication, {1: {"place": "Москва"}}) == 0
        assert write.insert_rows(Publication, []) == []
        assert write.delete_rows(Publication, [7]) == 0
    assert archive.last_step() == before


def test_deleted_rows_are_recorded_whole_and_come_back_by_undo(archive: Archive) -> None:
    with archive.writing(verbatim("Add")) as write:
        write.insert_rows(Publication, ROWS)
    before = rows(archive, Publication)
    with archive.writing(verbatim("Delete")) as write:
        assert write.delete_rows(Publication, [1, 2, 3]) == 2
    assert rows(archive, Publication) == []
    assert [json.loads(change[4])["title"] for change in journal(archive)[2:]] == [
        "Известия 🗞",
        "Cafe\u0301\u00a0Press",
    ]
    undo(archive)
    assert rows(archive, Publication) == before
    redo(archive)
    assert rows(archive, Publication) == []


def _some_tagged(write: Write, count: int) -> list[Any]:
    """So many passages of one text, each with the tags 1 and 2."""
    (body,) = write.insert_rows(Body, [{"sha256": "0" * 64, "text": "x" * count}])
    source = write.insert_rows(Source, [{"uid": "s", "imported_at": write.at}])[0]
    article = write.insert_rows(Article, [{"uid": "a"}])[0]
    excerpt = write.insert_rows(
        Excerpt, [{"uid": "e", "article_id": article, "source_id": source}]
    )[0]
    version = write.insert_rows(
        Version, [{"uid": "v", "excerpt_id": excerpt, "body_id": body, "created_at": write.at}]
    )[0]
    write.insert_rows(Tag, [{"uid": str(each), "name": str(each)} for each in (1, 2)])
    times = {"created_at": write.at, "modified_at": write.at}
    ids = write.insert_rows(
        Annotation,
        [
            {"uid": f"{n}", "version_id": version, "start": n, "end": n + 1, "quote": "x", **times}
            for n in range(count)
        ],
    )
    return write.insert_rows(
        Tagging, [{"annotation_id": each, "tag_id": tag} for each in ids for tag in (1, 2)]
    )


def test_rows_of_a_composite_key_are_told_apart(archive: Archive) -> None:
    heard: list[ArchiveChanged] = []
    archive.subscribe(heard.append)
    with archive.writing(verbatim("Tag")) as write:
        assert _some_tagged(write, 2) == [(1, 1), (1, 2), (2, 1), (2, 2)]
    with archive.writing(verbatim("Untag")) as write:
        assert write.delete_rows(Tagging, [(1, 2), (2, 1), (3, 1)]) == 2
    assert [tuple(row.values()) for row in rows(archive, Tagging)] == [(1, 1), (2, 2)]
    assert journal(archive)[-1][3] == '{"annotation_id":2,"tag_id":1}'
    assert heard[1].rows == {"tagging": RowIds(deleted=frozenset({(1, 2), (2, 1)}))}


def test_more_rows_than_a_statement_takes_keys(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "_KEYS_AT_ONCE", 3)
    with archive.writing(verbatim("Tag")) as write:
        keys = _some_tagged(write, 10)
    before = rows(archive, Tagging)
    with archive.writing(verbatim("Untag")) as write:
        assert write.delete_rows(Tagging, keys) == 20
    undo(archive)
    assert rows(archive, Tagging) == before


def test_a_column_that_came_after_a_step_gets_its_default_when_it_is_undone(
    archive: Archive,
) -> None:
    with archive.writing(verbatim("Add")) as write:
        write.insert_rows(Publication, ROWS[:1])
    before = rows(archive, Publication)
    with archive.writing(verbatim("Delete")) as write:
        write.delete_rows(Publication, [1])
    with closing(sqlite3.connect(archive.path)) as older, older:
        older.execute(
            "UPDATE journal_change SET before = json_remove(before, '$.note') WHERE before != ''"
        )
    undo(archive)
    assert rows(archive, Publication) == before


def test_a_derived_column_that_came_after_a_step_is_derived_when_it_is_undone(
    archive: Archive,
) -> None:
    with archive.writing(verbatim("Tag")) as write:
        _some_tagged(write, 2)
    before = rows(archive, Annotation)
    assert {row["sort_key"] for row in before} == {"x"}
    delete_passages(archive, [AnnotationId(1), AnnotationId(2)])
    with closing(sqlite3.connect(archive.path)) as older, older:
        older.execute(
            "UPDATE journal_change SET before = json_remove(before, '$.sort_key') "
            "WHERE before != ''"
        )
    undo(archive)
    assert rows(archive, Annotation) == before


def test_ids_of_deleted_rows_are_not_given_again(archive: Archive) -> None:
    with archive.writing(verbatim("Add")) as write:
        write.insert_rows(Publication, ROWS)
    with archive.writing(verbatim("Delete")) as write:
        write.delete_rows(Publication, [2])
    with archive.writing(verbatim("Add")) as write:
        write.session.add(Publication(uid="4", title="by the session"))
        assert write.insert_rows(Publication, [{"uid": "5", "title": "in bulk"}]) == [4]
        write.session.add(Publication(uid="6", title="by the session again"))
    assert [row["id"] for row in rows(archive, Publication)] == [1, 3, 4, 5]


def test_what_the_session_holds_is_written_before_and_then_forgotten(archive: Archive) -> None:
    with archive.writing(verbatim("Add")) as write:
        paper = Publication(uid="4", title="x")
        write.session.add(paper)
        write.update_rows(Publication, {1: {"place": "Paris"}})
        assert paper not in write.session
        assert write.session.get_one(Publication, 1).place == "Paris"
    assert [change[2] for change in journal(archive)] == ["insert", "update"]


def test_a_text_is_stored_but_never_journalled_changed_or_removed(archive: Archive) -> None:
    with archive.writing(verbatim("Add")) as write:
        write.insert_rows(Body, [{"sha256": "0", "text": "x"}])
        write.insert_rows(Publication, ROWS[:1])
        with pytest.raises(ValueError, match="never changed"):
            write.update_rows(Body, {1: {"text": "y"}})
        with pytest.raises(ValueError, match="never changed"):
            write.delete_rows(Body, [1])
    assert [change[1] for change in journal(archive)] == ["publication"]
    assert rows(archive, Body) == [{"id": 1, "sha256": "0", "text": "x"}]


@pytest.mark.parametrize("model", [JournalStep, JournalChange, ArchiveMark])
def test_the_journal_and_the_mark_are_not_written_to(archive: Archive, model: type[Any]) -> None:
    with (
        pytest.raises(ValueError, match="journal only"),
        archive.writing(verbatim("Forge")) as write,
    ):
        write.insert_rows(model, [{"id": 9}])
    assert archive.last_step() == (0, "")


def test_a_table_of_somebody_else_and_an_unknown_column_are_refused(archive: Archive) -> None:
    class Foreign:
        __table__ = Table("publication", MetaData(), Column("id", Integer, primary_key=True))

    with (
        pytest.raises(ValueError, match="no table of the catalogue"),
        archive.writing(verbatim("x")) as write,
    ):
        write.insert_rows(Foreign, [{"id": 1}])  # type: ignore[arg-type]
    with (
        pytest.raises(ValueError, match="no column headline"),
        archive.writing(verbatim("x")) as write,
    ):
        write.insert_rows(Publication, [{"uid": "1", "headline": "x"}])
    assert archive.last_step() == (0, "")


def test_bulk_rows_are_rolled_back_with_their_record(archive: Archive) -> None:
    with pytest.raises(RuntimeError, match="stop"), archive.writing(verbatim("Add")) as write:
        write.insert_rows(Publication, ROWS)
        raise RuntimeError("stop")
    with archive.reading() as session:
        assert session.scalar(select(func.count(JournalChange.id))) == 0
        assert session.scalar(select(func.count(Publication.id))) == 0


_WRITES = st.lists(
    st.tuples(st.sampled_from(["insert", "update", "delete"]), st.sets(st.integers(1, 6))),
    min_size=1,
    max_size=5,
)


@given(_WRITES)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_undo_takes_back_any_bulk_work_and_redo_makes_it_again(
    archive: Archive, writes: list[tuple[str, set[int]]]
) -> None:
    before = rows(archive, Publication)
    step, _ = archive.last_step()
    with archive.writing(verbatim("Bulk")) as write:
        for number, (action, keys) in enumerate(writes):
            known = [row["id"] for row in before]
            if action == "insert":
                uids = [f"{step} {number} {key}" for key in keys]
                write.insert_rows(Publication, [{"uid": uid, "title": uid} for uid in uids])
            elif action == "update":
                write.update_rows(Publication, {k: {"note": f"{step} {number}"} for k in known[:3]})
            else:
                write.delete_rows(Publication, known[: len(keys)])
    after = rows(archive, Publication)
    if archive.last_step()[0] == step:
        return
    undo(archive)
    assert rows(archive, Publication) == before
    redo(archive)
    assert rows(archive, Publication) == after
