"""Events name the rows that changed, and the journal tells them again to whoever missed them."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import select

from tests.services.listed import list_tags
from viewer.base.errors import ViewerError
from viewer.base.ids import AnnotationId, StepId, TagId
from viewer.base.messages import verbatim
from viewer.catalogue import row_ids
from viewer.catalogue.models import UNJOURNALLED, Base, Tag
from viewer.catalogue.recorder import keys_of
from viewer.services.archive import archive as archive_module
from viewer.services.archive import changes_since as changes_since_module
from viewer.services.archive.archive import Archive
from viewer.services.archive.changes_since import changes_since
from viewer.services.archive.undo_steps import redo, undo
from viewer.services.codebook.change_codebook import create_tag, delete_tag, rename_tag
from viewer.services.exchange.import_texts import import_texts
from viewer.services.passages.delete_passages import delete_passages
from viewer.services.passages.list_passages import list_passages
from viewer.services.passages.tag_matches import tag_matches
from viewer.services.passages.tag_passage import add_tag, tag_passage, untag
from viewer.services.passages.write_note import write_note
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import (
    MANY,
    ArchiveChanged,
    ExcerptReading,
    ImportOptions,
    RowIds,
    RowKey,
    SearchRequest,
)
from viewer.text.spans import Span

Rows = dict[RowKey, tuple[Any, ...]]


def tables(archive: Archive) -> dict[str, Rows]:
    """Every row of every journalled table, by key."""
    with archive.reading() as session:
        connection = session.connection()
        return {
            table.name: {
                key: tuple(row.values())
                for row in connection.execute(select(table)).mappings()
                for key in keys_of(table, [row])
            }
            for table in Base.metadata.sorted_tables
            if table.name not in UNJOURNALLED
        }


class Mirror:
    """A copy of the archive that reads again only what the events name."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.tables = tables(archive)
        self.events: list[ArchiveChanged] = []

    def apply(self, changed: ArchiveChanged) -> None:
        self.events.append(changed)
        fresh = tables(self.archive)
        for name, ids in changed.rows.items():
            mine, now = self.tables[name], fresh[name]
            if ids.many:
                self.tables[name] = now
                continue
            assert ids.inserted.isdisjoint(mine)
            assert mine.keys() >= ids.updated | ids.deleted
            for key in ids.deleted:
                del mine[key]
            mine.update({key: now[key] for key in ids.inserted | ids.updated})


@pytest.fixture
def mirror(archive: Archive) -> Iterator[Mirror]:
    mirror = Mirror(archive)
    end = archive.subscribe(mirror.apply)
    yield mirror
    end()


def one(*keys: RowKey) -> frozenset[RowKey]:
    return frozenset(keys)


def test_each_action_tells_its_rows(
    archive: Archive, reading: ExcerptReading, mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(f"2030-01-01T00:00:0{second}Z" for second in range(9))
    monkeypatch.setattr(archive_module, "now", lambda: next(clock))
    passage = tag_passage(archive, reading.version_id, Span(0, 5), ["framing/liberation"])
    parent, child = (tag.id for tag in list_tags(archive))
    add_tag(archive, passage, "framing")
    untag(archive, passage, parent)
    write_note(archive, passage, "заметка 🗒")
    rename_tag(archive, child, "war")
    delete_tag(archive, parent)
    delete_passages(archive, [passage])
    assert [dict(changed.rows) for changed in mirror.events] == [
        {
            "tag": RowIds(inserted=one(parent, child)),
            "annotation": RowIds(inserted=one(passage)),
            "tagging": RowIds(inserted=one((passage, child))),
        },
        # A passage's time of change moves with its tags.
        {
            "tagging": RowIds(inserted=one((passage, parent))),
            "annotation": RowIds(updated=one(passage)),
        },
        {
            "tagging": RowIds(deleted=one((passage, parent))),
            "annotation": RowIds(updated=one(passage)),
        },
        {"annotation": RowIds(updated=one(passage))},
        {"tag": RowIds(updated=one(child))},
        {
            "tagging": RowIds(deleted=one((passage, child))),
            "tag": RowIds(deleted=one(parent, child)),
        },
        {"annotation": RowIds(deleted=one(passage))},
    ]
    assert mirror.events[0].tables == {"tag", "annotation", "tagging"}


def test_undo_and_redo_tell_the_rows_that_they_bring_back(
    archive: Archive, reading: ExcerptReading, mirror: Mirror
) -> None:
    passage = tag_passage(archive, reading.version_id, Span(0, 5), ["war"])
    undo(archive)
    redo(archive)
    did, undid, redid = mirror.events
    assert undid.rows["annotation"] == RowIds(deleted=one(passage))
    assert undid.rows["tagging"].deleted == did.rows["tagging"].inserted
    assert redid.rows == did.rows
    assert redid.what == f"Redo: {did.what}"


def test_a_bulk_action_and_an_import_are_one_event_each(
    archive: Archive, search: ArchiveSearch, folder: Path, mirror: Mirror
) -> None:
    report = tag_matches(archive, search, SearchRequest("army"), "army")
    (folder / "new.txt").write_text("A new text of which nothing was known.\n")
    import_texts(archive, [folder], ImportOptions())
    bulk, imported = mirror.events
    assert bulk.step == report.step
    assert len(bulk.rows["tagging"].inserted) == report.tagged.passages > 1
    assert bulk.rows["tagging"].ids() == bulk.rows["annotation"].ids()
    assert bulk.rows["tagging"].ids(1) == bulk.rows["tag"].ids()
    assert imported.tables == {"article", "excerpt", "source", "version"}
    assert mirror.tables == tables(archive)


def test_what_is_discarded_or_fails_tells_nothing(archive: Archive, mirror: Mirror) -> None:
    with archive.writing(verbatim("Look")) as write:
        write.session.add(Tag(uid="x", name="x"))
        write.discard()
    with pytest.raises(ViewerError):
        untag(archive, AnnotationId(99), TagId(1))
    assert mirror.events == []
    assert mirror.tables == tables(archive)


def test_changes_since_a_step_are_told_as_one(archive: Archive, reading: ExcerptReading) -> None:
    seen, _uid = archive.last_step()
    passage = tag_passage(archive, reading.version_id, Span(0, 5), ["war"])
    other = create_tag(archive, "other")
    delete_tag(archive, other)
    write_note(archive, passage, "x")
    changed = changes_since(archive, seen)
    assert changed is not None
    assert changed.step == archive.last_step()[0]
    assert changed.what == "Write a note"
    war = next(iter(changed.rows["tag"].inserted))
    assert changed.rows == {
        "tag": RowIds(inserted=one(war)),
        "annotation": RowIds(inserted=one(passage)),
        "tagging": RowIds(inserted=one((passage, war))),
    }
    assert changes_since(archive, changed.step) is None


def test_changes_since_a_step_are_bounded(
    archive: Archive, reading: ExcerptReading, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, _uid = archive.last_step()
    for start in range(3):
        tag_passage(archive, reading.version_id, Span(start, start + 1), ["war"])
    monkeypatch.setattr(changes_since_module, "MOST_ROWS", 3)
    changed = changes_since(archive, seen)
    assert changed is not None
    assert not changed.rows["tagging"].many
    monkeypatch.setattr(changes_since_module, "MOST_ROWS", 2)
    changed = changes_since(archive, seen)
    assert changed is not None
    assert (changed.rows["tagging"], changed.rows["tag"].many) == (MANY, False)


def test_a_file_that_was_put_back_counts_as_changed_in_everything(archive: Archive) -> None:
    changed = changes_since(archive, StepId(99))
    assert changed is not None
    assert changed.step == archive.last_step()[0]
    assert changed.rows["tagging"] is MANY
    assert changed.tables == set(tables(archive))


def test_an_archive_without_a_step_has_no_changes(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "empty.db") as archive:
        assert changes_since(archive, StepId(0)) is None


def test_a_bulk_event_past_the_limit_says_many(
    archive: Archive, search: ArchiveSearch, mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_ids, "MOST_ROWS", 1)
    tag_matches(archive, search, SearchRequest("army"), "army")
    undo(archive)
    did, undid = mirror.events
    assert did.rows["tagging"] is undid.rows["tagging"] is MANY
    assert not did.rows["tag"].many
    assert mirror.tables == tables(archive)


class Followers(RuleBasedStateMachine):
    """Random work by two programs: a mirror kept by events, one kept by asking, both are true."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        folder = Path(self._folder.name)
        (folder / "a.txt").write_bytes("Война 🚩 Японии\r\nКвантунская\u00a0а́рмия".encode())
        self.archive = Archive.create(folder / "archive.db")
        import_texts(self.archive, [folder / "a.txt"], ImportOptions())
        self.other = Archive.open(self.archive.path)
        self.told, self.asking = Mirror(self.archive), Mirror(self.other)
        self.seen = self.archive.last_step()[0]
        self.archive.subscribe(self.told.apply)

    def teardown(self) -> None:
        self.archive.close()
        self.other.close()
        self._folder.cleanup()

    @rule(start=st.integers(0, 20), size=st.integers(1, 8), tag=st.sampled_from(["a", "a/b", "ж"]))
    def tag(self, start: int, size: int, tag: str) -> None:
        with self.archive.reading() as session:
            version = session.execute(select(Base.metadata.tables["version"].c.id)).scalar()
        if version is not None:  # the import may be undone
            tag_passage(self.archive, version, Span(start, start + size), [tag])

    @rule(pick=st.integers(0, 50), act=st.sampled_from(["note", "remove", "untag"]))
    def passage(self, pick: int, act: str) -> None:
        passages = list_passages(self.archive)
        if not passages:
            return
        passage = passages[pick % len(passages)]
        if act == "note":
            write_note(self.archive, passage.id, f"{pick}")
        elif act == "remove":
            delete_passages(self.archive, [passage.id])
        elif passage.tags:
            untag(self.archive, passage.id, passage.tags[0].id)

    @rule(pick=st.integers(0, 50))
    def drop_tag(self, pick: int) -> None:
        if tags := list_tags(self.archive):
            delete_tag(self.archive, tags[pick % len(tags)].id)

    @rule(act=st.sampled_from([undo, redo]))
    def replay(self, act: Callable[[Archive], object]) -> None:
        with suppress(ViewerError):
            act(self.archive)

    @rule()
    def ask(self) -> None:
        changed = changes_since(self.other, self.seen)
        if changed is not None:
            self.seen = changed.step
            self.asking.apply(changed)
        assert self.asking.tables == tables(self.archive)

    @invariant()
    def mirrors_what_is_there(self) -> None:
        assert self.told.tables == tables(self.archive)


Followers.TestCase.settings = settings(max_examples=8, stateful_step_count=15, deadline=None)
TestFollowers = Followers.TestCase
