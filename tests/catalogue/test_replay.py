"""Undo and redo of whatever a step can hold: whole, in any order, or not at all."""

from __future__ import annotations

import json
import sqlite3

import pytest

from tests.catalogue.conftest import Rows
from viewer.base.errors import ConflictError
from viewer.base.ids import StepId
from viewer.base.messages import verbatim
from viewer.catalogue.models import FormerTitle, Publication, Tag, Tagging
from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import redo, undo


def newest(archive: Archive) -> StepId:
    return archive.last_step()[0]


def add_papers(archive: Archive, *titles: str) -> StepId:
    with archive.writing(verbatim("Add papers")) as write:
        for title in titles:
            write.session.add(Publication(uid=title, title=title, place="", country=""))
    return newest(archive)


def change(archive: Archive, key: int, **values: str) -> StepId:
    with archive.writing(verbatim("Change a paper")) as write:
        row = write.session.get_one(Publication, key)
        for name, value in values.items():
            setattr(row, name, value)
    return newest(archive)


def change_behind_its_back(archive: Archive, statement: str) -> None:
    """What another program does to the file: no step of the journal says so."""
    with sqlite3.connect(archive.path) as connection:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("later", [{"country": "РСФСР"}, {"place": "Ленинград"}])
def test_undo_over_a_row_that_was_half_changed_since_is_refused(
    archive: Archive, rows: Rows, later: dict[str, str]
) -> None:
    add_papers(archive, "Известия 🗞")
    step = change(archive, 1, place="Москва", country="СССР")
    change(archive, 1, **later)
    before = rows("publication")
    with pytest.raises(ConflictError, match=r"changed again since \(publication 1\)"):
        undo(archive, step)
    assert rows("publication") == before


def test_undo_of_an_addition_is_refused_where_one_column_was_changed_since(
    archive: Archive, rows: Rows
) -> None:
    step = add_papers(archive, "Известия 🗞")
    change(archive, 1, note="cafe\u0301")
    with pytest.raises(ConflictError, match="changed again since"):
        undo(archive, step)
    assert rows("publication")[0]["note"] == "cafe\u0301"


def test_columns_that_the_step_did_not_touch_may_have_changed_since(
    archive: Archive, rows: Rows
) -> None:
    add_papers(archive, "Известия 🗞")
    step = change(archive, 1, place="Москва")
    change(archive, 1, country="СССР")
    undo(archive, step)
    assert (rows("publication")[0]["place"], rows("publication")[0]["country"]) == ("", "СССР")


def test_a_step_that_cannot_be_undone_whole_is_not_undone_in_part(
    archive: Archive, rows: Rows
) -> None:
    add_papers(archive, "Izvestia", "Pravda")
    with archive.writing(verbatim("Change both")) as write:
        for key in (1, 2):
            write.session.get_one(Publication, key).place = "Moscow"
            write.session.flush()
        write.session.get_one(Publication, 2).country = "USSR"
    step = newest(archive)
    change(archive, 1, place="Leningrad")  # the row that comes last when going back
    before = rows("publication")
    with pytest.raises(ConflictError):
        undo(archive, step)
    assert rows("publication") == before
    assert newest(archive) == step + 1


def test_redo_is_refused_where_its_rows_are_not_as_undo_left_them(
    archive: Archive, rows: Rows
) -> None:
    add_papers(archive, "Izvestia")
    change(archive, 1, place="Moscow", country="USSR")
    undo(archive)
    change_behind_its_back(archive, "UPDATE publication SET country = 'Russia'")
    with pytest.raises(ConflictError, match="cannot be redone: what it changed"):
        redo(archive)
    assert rows("publication")[0]["place"] == ""


def test_redo_does_not_write_over_a_row_that_came_meanwhile(archive: Archive, rows: Rows) -> None:
    add_papers(archive, "Izvestia")
    undo(archive)
    change_behind_its_back(
        archive,
        "INSERT INTO publication (id, uid, title, original_title, place, country, language, colour,"
        " dark_colour, kind, note) VALUES (1, 'other', 'Pravda', '', '', '', '', '', '', '', '')",
    )
    with pytest.raises(ConflictError, match=r"changed again since \(publication 1\)"):
        redo(archive)
    assert [row["title"] for row in rows("publication")] == ["Pravda"]


def test_undo_does_not_take_away_what_is_gone(archive: Archive, rows: Rows) -> None:
    step = add_papers(archive, "Izvestia", "Pravda")
    change_behind_its_back(archive, "DELETE FROM publication WHERE id = 1")
    with pytest.raises(ConflictError, match=r"\(publication 1\)"):
        undo(archive, step)
    assert [row["title"] for row in rows("publication")] == ["Pravda"]


def test_a_row_that_one_step_changed_twice_goes_back_to_its_beginning(
    archive: Archive, rows: Rows
) -> None:
    add_papers(archive, "Izvestia")
    with archive.writing(verbatim("Change it twice")) as write:
        row = write.session.get_one(Publication, 1)
        for place in ("Петроград", "Москва"):
            row.place = place
            write.session.flush()
    undo(archive)
    assert rows("publication")[0]["place"] == ""
    redo(archive)
    assert rows("publication")[0]["place"] == "Москва"


def test_a_row_that_one_step_made_changed_and_removed_comes_and_goes(
    archive: Archive, rows: Rows
) -> None:
    with archive.writing(verbatim("Make one and think better of it")) as write:
        row = Publication(uid="p", title="Izvestia")
        write.session.add_all([row, Publication(uid="q", title="Pravda")])
        write.session.flush()
        row.place = "Moscow"
        write.session.flush()
        write.session.delete(row)
    undo(archive)
    assert rows("publication") == []
    redo(archive)
    assert [row["title"] for row in rows("publication")] == ["Pravda"]


def test_neighbours_whose_columns_differ_get_their_own_values_back(
    archive: Archive, rows: Rows
) -> None:
    add_papers(archive, "Izvestia", "Pravda", "Trud")
    before = rows("publication")
    with archive.writing(verbatim("Change each another way")) as write:
        for key, values in enumerate(
            ({"place": "Moscow"}, {"country": "USSR"}, {"place": "Kyiv", "country": "Ukraine"}), 1
        ):
            for name, value in values.items():
                setattr(write.session.get_one(Publication, key), name, value)
    after = rows("publication")
    undo(archive)
    assert rows("publication") == before
    redo(archive)
    assert rows("publication") == after


def test_rows_of_a_step_may_refer_to_each_other_in_any_order(archive: Archive, rows: Rows) -> None:
    with archive.writing(verbatim("Make a branch, the leaf first")) as write:
        parent = Tag(uid="1", name="framing")
        write.session.add_all([Tag(uid="2", name="liberation", parent=parent), parent])
    made = rows("tag")
    undo(archive)
    assert rows("tag") == []
    redo(archive)
    assert rows("tag") == made
    with archive.writing(verbatim("Remove it")) as write:
        for key in (row["id"] for row in sorted(made, key=lambda row: row["uid"], reverse=True)):
            write.session.delete(write.session.get_one(Tag, key))
            write.session.flush()
    undo(archive)
    assert rows("tag") == made


def test_undo_is_refused_while_something_made_later_depends_on_it(
    archive: Archive, rows: Rows
) -> None:
    step = add_papers(archive, "Izvestia")
    with archive.writing(verbatim("Note a former title")) as write:
        write.session.add(FormerTitle(publication_id=1, title="Izvestia of Petrograd"))
    with pytest.raises(ConflictError, match="depends on it"):
        undo(archive, step)
    assert len(rows("publication")) == 1


@pytest.mark.parametrize("count", [201, 850])
def test_a_step_of_many_rows_is_undone_and_redone_to_the_last_of_them(
    archive: Archive, rows: Rows, count: int
) -> None:
    step = add_papers(archive, *(f"Paper {number}" for number in range(count)))
    made = rows("publication")
    change_behind_its_back(archive, f"UPDATE publication SET note = 'x' WHERE id = {count // 2}")
    with pytest.raises(ConflictError):
        undo(archive, step)
    change_behind_its_back(archive, f"UPDATE publication SET note = '' WHERE id = {count // 2}")
    undo(archive, step)
    assert rows("publication") == []
    redo(archive)
    assert rows("publication") == made


def test_a_step_is_undone_without_those_after_it(archive: Archive, rows: Rows) -> None:
    step = add_papers(archive, "Izvestia")
    add_papers(archive, "Pravda")
    undo(archive, step)
    assert [row["title"] for row in rows("publication")] == ["Pravda"]


@pytest.mark.usefixtures("passage")
def test_of_a_key_of_two_columns_both_say_which_row_is_meant(archive: Archive, rows: Rows) -> None:
    for tag in (1, 2):
        with archive.writing(verbatim("Tag it")) as write:
            write.session.add(Tagging(annotation_id=1, tag_id=tag))
    step = newest(archive)
    undo(archive, step)
    assert rows("tagging") == [{"annotation_id": 1, "tag_id": 1}]
    redo(archive)
    assert rows("tagging") == [{"annotation_id": 1, "tag_id": tag} for tag in (1, 2)]
    with archive.writing(verbatim("Untag it")) as write:
        write.session.delete(write.session.get_one(Tagging, (1, 1)))
    undo(archive)
    assert len(rows("tagging")) == 2


def test_an_undo_is_journalled_row_by_row_as_what_it_did(archive: Archive, rows: Rows) -> None:
    add_papers(archive, "Izvestia")
    change(archive, 1, place="Москва")
    undo(archive)
    undone = [row for row in rows("journal_change") if row["step_id"] == newest(archive)]
    assert [(row["table_name"], row["action"]) for row in undone] == [("publication", "update")]
    assert json.loads(undone[0]["row_key"]) == {"id": 1}
    assert json.loads(undone[0]["before"]) == {"place": "Москва"}
    assert json.loads(undone[0]["after"]) == {"place": ""}
    steps = rows("journal_step")
    assert (steps[-1]["kind"], steps[-1]["target_id"], steps[-1]["changes"]) == ("undo", 2, 1)
