"""Every change a session flushes is in the journal; what would pass by it is refused."""

import json

import pytest
from sqlalchemy import delete, insert, select, update

from tests.catalogue.conftest import Rows
from viewer.base.messages import verbatim
from viewer.catalogue.models import Article, Body, JournalChange, Publication, Tag, Tagging
from viewer.services.archive.archive import Archive
from viewer.services.types import ArchiveChanged


def changes(archive: Archive) -> list[tuple[str, str, dict, dict]]:
    with archive.reading() as session:
        return [
            (
                row.table_name,
                row.action,
                json.loads(row.before or "{}"),
                json.loads(row.after or "{}"),
            )
            for row in session.scalars(select(JournalChange).order_by(JournalChange.id))
        ]


def test_insert_update_and_delete_are_recorded_with_their_values(archive: Archive) -> None:
    with archive.writing(verbatim("Add")) as write:
        write.session.add(Publication(uid="p", title="Известия 🗞"))
    with archive.writing(verbatim("Change")) as write:
        write.session.scalars(select(Publication)).one().place = "Москва"
    with archive.writing(verbatim("Remove")) as write:
        write.session.delete(write.session.scalars(select(Publication)).one())
    (t1, a1, b1, c1), (_t2, a2, b2, c2), (_t3, a3, b3, c3) = changes(archive)
    assert (t1, a1, a2, a3) == ("publication", "insert", "update", "delete")
    assert b1 == {}
    assert c1["title"] == "Известия 🗞"
    assert (b2, c2) == ({"place": ""}, {"place": "Москва"})
    assert b3["place"] == "Москва"
    assert c3 == {}


def test_a_change_that_fails_leaves_no_trace(archive: Archive) -> None:
    with pytest.raises(RuntimeError, match="stop"), archive.writing(verbatim("Add")) as write:
        write.session.add(Publication(uid="p", title="x"))
        write.session.flush()
        raise RuntimeError("stop")
    assert changes(archive) == []
    assert archive.last_step() == (0, "")


def test_a_write_that_changes_nothing_is_no_step(archive: Archive) -> None:
    with archive.writing(verbatim("Nothing")):
        pass
    assert archive.last_step() == (0, "")


@pytest.mark.parametrize(
    "statement",
    [
        update(Publication).values(place="x"),
        delete(Publication),
        delete(Tagging),
        insert(Publication).values(uid="p", title="x"),
    ],
    ids=["update", "delete", "delete of a composite key", "insert"],
)
def test_bulk_statements_on_journalled_tables_are_refused(archive: Archive, statement) -> None:
    with (
        pytest.raises(RuntimeError, match="journalled"),
        archive.writing(verbatim("Bulk")) as write,
    ):
        write.session.execute(statement)


def test_parents_are_recorded_before_children(archive: Archive) -> None:
    with archive.writing(verbatim("Add")) as write:
        parent = Tag(uid="1", name="framing")
        write.session.add(parent)
        write.session.flush()
        write.session.add(Tag(uid="2", name="liberation", parent_id=parent.id))
    names = [after["name"] for _table, _action, _before, after in changes(archive)]
    assert names == ["framing", "liberation"]


def test_a_value_that_is_set_to_what_it_was_is_no_change(archive: Archive) -> None:
    with archive.writing(verbatim("Add")) as write:
        write.session.add_all(Publication(uid=title, title=title) for title in ("a", "b"))
    before = archive.last_step()
    with archive.writing(verbatim("Set what is there")) as write:
        row = write.session.get_one(Publication, 1)
        row.place, row.title = "", "a"
    assert archive.last_step() == before
    with archive.writing(verbatim("Set one of two")) as write:
        for row in write.session.scalars(select(Publication)):
            row.place = "Москва" if row.id == 2 else ""
    assert changes(archive)[2:] == [("publication", "update", {"place": ""}, {"place": "Москва"})]


def test_an_update_holds_the_columns_that_changed_and_no_others(archive: Archive) -> None:
    with archive.writing(verbatim("Add")) as write:
        write.session.add(Publication(uid="p", title="Известия 🗞"))
    with archive.writing(verbatim("Change two")) as write:
        row = write.session.get_one(Publication, 1)
        row.place, row.country, row.title = "Москва", "СССР", "Известия 🗞"
    assert changes(archive)[1:] == [
        (
            "publication",
            "update",
            {"place": "", "country": ""},
            {"place": "Москва", "country": "СССР"},
        )
    ]


def test_a_row_flushed_twice_is_recorded_step_by_step(archive: Archive) -> None:
    with archive.writing(verbatim("Add and change")) as write:
        row = Publication(uid="p", title="x")
        write.session.add(row)
        write.session.flush()
        for place in ("Moscow", "Leningrad"):
            row.place = place
            write.session.flush()
    assert [change[2:] for change in changes(archive)[1:]] == [
        ({"place": ""}, {"place": "Moscow"}),
        ({"place": "Moscow"}, {"place": "Leningrad"}),
    ]


def test_every_changed_row_of_a_flush_is_recorded(archive: Archive, rows: Rows) -> None:
    with archive.writing(verbatim("Add")) as write:
        write.session.add_all(Publication(uid=str(n), title=str(n)) for n in range(5))
    with archive.writing(verbatim("Change all")) as write:
        for row in write.session.scalars(select(Publication)):
            row.place = "Moscow"
    with archive.writing(verbatim("Delete three")) as write:
        for row in write.session.scalars(select(Publication).where(Publication.id <= 3)):
            write.session.delete(row)
    assert [step["changes"] for step in rows("journal_step")] == [5, 5, 3]
    recorded = [
        (row["step_id"], json.loads(row["row_key"])["id"]) for row in rows("journal_change")
    ]
    assert sorted(recorded) == [
        *((1, key) for key in range(1, 6)),
        *((2, key) for key in range(1, 6)),
        *((3, key) for key in range(1, 4)),
    ]


@pytest.mark.usefixtures("passage")
def test_a_key_of_two_columns_is_recorded_whole(archive: Archive, rows: Rows) -> None:
    with archive.writing(verbatim("Tag")) as write:
        write.session.add(Tagging(annotation_id=1, tag_id=2))
    with archive.writing(verbatim("Untag")) as write:
        write.session.delete(write.session.get_one(Tagging, (1, 2)))
    for row in rows("journal_change")[-2:]:
        assert json.loads(row["row_key"]) == {"annotation_id": 1, "tag_id": 2}


def test_of_one_flush_what_others_refer_to_comes_first_and_goes_last(
    archive: Archive, rows: Rows
) -> None:
    with archive.writing(verbatim("Add both")) as write:
        write.session.add(Article(uid="a", publication=Publication(uid="p", title="Izvestia")))
    with archive.writing(verbatim("Delete both")) as write:
        article = write.session.get_one(Article, 1)
        assert article.publication is not None
        write.session.delete(article.publication)
        write.session.delete(article)
    assert [(row["table_name"], row["action"]) for row in rows("journal_change")] == [
        ("publication", "insert"),
        ("article", "insert"),
        ("article", "delete"),
        ("publication", "delete"),
    ]


def test_texts_are_kept_out_of_the_journal(archive: Archive, rows: Rows) -> None:
    with archive.writing(verbatim("Store a text")) as write:
        write.session.add(Body(sha256="0" * 64, text="Война 🚩"))
        write.session.add(Publication(uid="p", title="Izvestia"))
    assert [row["table_name"] for row in rows("journal_change")] == ["publication"]


def test_every_table_that_a_step_touched_is_told(archive: Archive) -> None:
    heard: list[ArchiveChanged] = []
    archive.subscribe(heard.append)
    with archive.writing(verbatim("Add two")) as write:
        write.session.add(Publication(uid="p", title="Izvestia"))
        write.session.flush()
        write.session.add(Tag(uid="t", name="event"))
    assert [change.tables for change in heard] == [{"publication", "tag"}]
