"""Undo and redo: by example, and as a machine of random changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import select

from tests.services.listed import list_tags, undo_state
from viewer.base.errors import ConflictError, NotFoundError, ViewerError
from viewer.base.ids import StepId
from viewer.base.messages import verbatim
from viewer.catalogue.models import UNJOURNALLED, Base, Publication
from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import redo, undo
from viewer.services.archive.write import Write
from viewer.services.codebook.change_codebook import (
    create_tag,
    delete_tag,
    rename_tag,
    set_shortcut,
)
from viewer.services.exchange.import_texts import import_texts
from viewer.services.passages.delete_passages import delete_passages
from viewer.services.passages.list_passages import list_passages
from viewer.services.passages.tag_passage import tag_passage, untag
from viewer.services.passages.write_note import write_note
from viewer.services.types import ExcerptReading, ImportOptions, UndoState
from viewer.text.spans import Span


def contents(archive: Archive) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every journalled table."""
    with archive.reading() as session:
        return {
            table.name: sorted(tuple(row) for row in session.connection().execute(select(table)))
            for table in Base.metadata.sorted_tables
            if table.name not in UNJOURNALLED
        }


def test_undo_and_redo_survive_a_restart(archive: Archive, reading: ExcerptReading) -> None:
    before = contents(archive)
    tag_passage(archive, reading.version_id, Span(0, 5), ["event/surrender"])
    after = contents(archive)
    path = archive.path
    archive.close()
    with Archive.open(path) as again:
        assert undo_state(again).undo_what == "Tag a passage “event/surrender”"
        undo(again)
        assert contents(again) == before
    with Archive.open(path) as again:
        assert undo_state(again).redo_what == "Tag a passage “event/surrender”"
        redo(again)
        assert contents(again) == after


def test_an_import_can_be_undone_and_redone(archive: Archive) -> None:
    full = contents(archive)
    undo(archive)
    assert not any(contents(archive).values())
    redo(archive)
    assert contents(archive) == full


def test_undo_of_an_import_is_refused_while_passages_hang_on_it(
    archive: Archive, reading: ExcerptReading
) -> None:
    tag_passage(archive, reading.version_id, Span(0, 5), ["x"])
    before = contents(archive)
    with pytest.raises(ConflictError, match="depends on it"):
        undo(archive, StepId(1))
    assert contents(archive) == before


def test_undo_of_a_step_that_was_overtaken_is_refused(
    archive: Archive, reading: ExcerptReading
) -> None:
    annotation = tag_passage(archive, reading.version_id, Span(0, 5), ["x"])
    write_note(archive, annotation, "first")
    step, _uid = archive.last_step()
    write_note(archive, annotation, "second")
    before = contents(archive)
    with pytest.raises(ConflictError, match="changed again since"):
        undo(archive, step)
    assert contents(archive) == before


def test_a_new_step_ends_redo(archive: Archive, reading: ExcerptReading) -> None:
    tag_passage(archive, reading.version_id, Span(0, 5), ["x"])
    undo(archive)
    create_tag(archive, "other")
    assert undo_state(archive).redo_what == ""
    with pytest.raises(NotFoundError, match="nothing to redo"):
        redo(archive)


def test_nothing_to_undo_is_a_sentence(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "empty.db") as archive:
        with pytest.raises(NotFoundError, match="nothing to undo"):
            undo(archive)
        with pytest.raises(NotFoundError, match="no step 7"):
            undo(archive, StepId(7))


def test_a_step_is_not_undone_twice(archive: Archive) -> None:
    create_tag(archive, "x")
    step, _uid = archive.last_step()
    undo(archive, step)
    with pytest.raises(ConflictError, match="undone already"):
        undo(archive, step)


def test_what_was_undone_and_redone_can_be_undone_again(archive: Archive) -> None:
    create_tag(archive, "x")
    made = undo_state(archive).undo
    for _ in range(2):
        undo(archive)
        assert undo_state(archive).redo == made
        redo(archive)
        assert undo_state(archive) == UndoState(made, None)
    assert [tag.path for tag in list_tags(archive)] == ["x"]


def test_steps_are_redone_in_the_order_opposite_to_their_undoing(archive: Archive) -> None:
    create_tag(archive, "a")
    first, _uid = archive.last_step()
    create_tag(archive, "b")
    undo(archive, first)
    undo(archive)
    assert list_tags(archive) == []
    redo(archive)
    assert [tag.path for tag in list_tags(archive)] == ["b"]
    redo(archive)
    assert {tag.path for tag in list_tags(archive)} == {"a", "b"}


def test_an_undo_is_no_step_that_could_be_undone(archive: Archive) -> None:
    create_tag(archive, "x")
    undo(archive)
    step, _uid = archive.last_step()
    with pytest.raises(NotFoundError, match=f"no step {step}"):
        undo(archive, step)
    assert list_tags(archive) == []


def test_what_an_archive_was_shipped_with_is_never_undone(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "built.db") as built:
        with built.writing(verbatim("Build"), kind="build") as write:
            write.session.add(Publication(uid="p", title="Известия 🗞"))
        assert undo_state(built).undo_what == ""
        with pytest.raises(NotFoundError, match="nothing to undo"):
            undo(built)
        with pytest.raises(NotFoundError, match="no step 1"):
            undo(built, StepId(1))


def test_a_step_that_is_undone_already_is_said_to_be(archive: Archive) -> None:
    create_tag(archive, "x")
    step, _uid = archive.last_step()
    undo(archive, step)
    with pytest.raises(ConflictError) as caught:
        undo(archive, step)
    assert "another program" not in str(caught.value)


class Overtaken(Archive):
    """An archive that another program undoes (or redoes) a step of just before this one does."""

    @contextmanager
    def writing(self, what: Any, **more: Any) -> Iterator[Write]:
        with Archive.open(self.path) as other:
            {"undo": undo, "redo": redo}[more["kind"]](other)
        with super().writing(what, **more) as write:
            yield write


def test_a_step_that_another_program_undid_meanwhile_is_not_undone_twice(archive: Archive) -> None:
    create_tag(archive, "x")
    with Overtaken.open(archive.path) as late:
        for again in (undo, redo):
            last, _uid = archive.last_step()
            with pytest.raises(ConflictError, match="already, by another program"):
                again(late)
            assert archive.last_step()[0] == last + 1


class Reader(RuleBasedStateMachine):
    """Random work on one archive; every state ever reached must come back by undo and redo."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        folder = Path(self._folder.name)
        (folder / "a.txt").write_bytes("Война 🚩 Японии\r\nКвантунская\u00a0а́рмия".encode())
        self.archive = Archive.create(folder / "archive.db")
        import_texts(self.archive, [folder / "a.txt"], ImportOptions())
        self.states = [contents(self.archive)]
        self.at = 0

    def teardown(self) -> None:
        self.archive.close()
        self._folder.cleanup()

    def did(self) -> None:
        state = contents(self.archive)
        if state != self.states[self.at]:
            del self.states[self.at + 1 :]
            self.states.append(state)
            self.at += 1

    @rule(start=st.integers(0, 20), size=st.integers(1, 8), tag=st.sampled_from(["a", "a/b", "ж"]))
    def tag(self, start: int, size: int, tag: str) -> None:
        with self.archive.reading() as session:
            version = session.execute(select(Base.metadata.tables["version"].c.id)).scalar_one()
        tag_passage(self.archive, version, Span(start, start + size), [tag])
        self.did()

    @rule(pick=st.integers(0, 50), note=st.sampled_from(["", "заметка 🗒", "x"]))
    def note(self, pick: int, note: str) -> None:
        if passages := list_passages(self.archive):
            write_note(self.archive, passages[pick % len(passages)].id, note)
            self.did()

    @rule(pick=st.integers(0, 50))
    def remove(self, pick: int) -> None:
        if passages := list_passages(self.archive):
            delete_passages(self.archive, [passages[pick % len(passages)].id])
            self.did()

    @rule(pick=st.integers(0, 50))
    def take_tag_off(self, pick: int) -> None:
        if passages := [each for each in list_passages(self.archive) if each.tags]:
            passage = passages[pick % len(passages)]
            untag(self.archive, passage.id, passage.tags[0].id)
            self.did()

    @rule(pick=st.integers(0, 50), what=st.sampled_from(["delete", "rename", "key"]))
    def codebook(self, pick: int, what: str) -> None:
        if tags := list_tags(self.archive):
            tag = tags[pick % len(tags)]
            try:
                if what == "delete":
                    delete_tag(self.archive, tag.id)
                elif what == "rename":
                    rename_tag(self.archive, tag.id, f"renamed {pick}")
                else:
                    set_shortcut(self.archive, tag.id, str(pick % 10))
            except ViewerError:
                pass
            self.did()

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        undo(self.archive)
        self.at -= 1

    @precondition(lambda self: self.at < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        redo(self.archive)
        self.at += 1

    @invariant()
    def stands_where_it_should(self) -> None:
        assert contents(self.archive) == self.states[self.at]


Reader.TestCase.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
TestReader = Reader.TestCase
