"""Every change a session flushes is in the journal; what would pass by it is refused."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from viewer.catalogue.models import JournalChange, Publication, Tag, Tagging
from viewer.services.archive import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "a.db") as archive:
        yield archive


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
    with archive.writing("Add") as write:
        write.session.add(Publication(uid="p", title="Известия 🗞"))
    with archive.writing("Change") as write:
        write.session.scalars(select(Publication)).one().place = "Москва"
    with archive.writing("Remove") as write:
        write.session.delete(write.session.scalars(select(Publication)).one())
    (t1, a1, b1, c1), (_t2, a2, b2, c2), (_t3, a3, b3, c3) = changes(archive)
    assert (t1, a1, a2, a3) == ("publication", "insert", "update", "delete")
    assert b1 == {}
    assert c1["title"] == "Известия 🗞"
    assert (b2, c2) == ({"place": ""}, {"place": "Москва"})
    assert b3["place"] == "Москва"
    assert c3 == {}


def test_a_change_that_fails_leaves_no_trace(archive: Archive) -> None:
    with pytest.raises(RuntimeError, match="stop"), archive.writing("Add") as write:
        write.session.add(Publication(uid="p", title="x"))
        write.session.flush()
        raise RuntimeError("stop")
    assert changes(archive) == []
    assert archive.last_step() == (0, "")


def test_a_write_that_changes_nothing_is_no_step(archive: Archive) -> None:
    with archive.writing("Nothing"):
        pass
    assert archive.last_step() == (0, "")


@pytest.mark.parametrize(
    "statement", [update(Publication).values(place="x"), delete(Publication), delete(Tagging)]
)
def test_bulk_statements_on_journalled_tables_are_refused(archive: Archive, statement) -> None:
    with pytest.raises(RuntimeError, match="journalled"), archive.writing("Bulk") as write:
        write.session.execute(statement)


def test_parents_are_recorded_before_children(archive: Archive) -> None:
    with archive.writing("Add") as write:
        parent = Tag(uid="1", name="framing")
        write.session.add(parent)
        write.session.flush()
        write.session.add(Tag(uid="2", name="liberation", parent_id=parent.id))
    names = [after["name"] for _table, _action, _before, after in changes(archive)]
    assert names == ["framing", "liberation"]
