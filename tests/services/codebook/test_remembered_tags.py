"""Remembered tags are those of the state that is read, whoever changes the codebook."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.base.messages import verbatim
from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import redo, undo
from viewer.services.codebook import remembered_tags as module
from viewer.services.codebook.change_codebook import (
    create_tag,
    delete_tag,
    find_or_make_tag,
    recolour_tag,
    rename_tag,
)
from viewer.services.codebook.list_tags import tags_by_id
from viewer.services.codebook.remembered_tags import remembered_tags


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "a.db") as archive:
        yield archive


def paths(archive: Archive) -> list[str]:
    with archive.reading() as session:
        found = remembered_tags(session)
        assert found == tags_by_id(session)
        return sorted(tag.path for tag in found.values())


def test_every_change_of_the_codebook_is_seen_also_by_another_program(archive: Archive) -> None:
    assert paths(archive) == []
    tag = create_tag(archive, "framing/war")
    assert paths(archive) == ["framing", "framing/war"]
    with Archive.open(archive.path) as other:
        assert paths(other) == ["framing", "framing/war"]
        rename_tag(other, tag, "peace")
        assert paths(other) == paths(archive) == ["framing", "framing/peace"]
    recolour_tag(archive, tag, "#112233")
    paths(archive)
    delete_tag(archive, tag)
    assert paths(archive) == ["framing"]
    undo(archive)
    assert paths(archive) == ["framing", "framing/peace"]
    redo(archive)
    assert paths(archive) == ["framing"]


def test_a_session_that_began_before_a_change_sees_the_tags_of_then(archive: Archive) -> None:
    create_tag(archive, "war")
    with archive.reading() as before:
        assert len(remembered_tags(before)) == 1
        create_tag(archive, "peace")
        assert paths(archive) == ["peace", "war"]
        assert [tag.path for tag in remembered_tags(before).values()] == ["war"]


def test_the_codebook_is_read_once_until_it_changes(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_tag(archive, "war")
    reads = []
    monkeypatch.setattr(module, "tags_by_id", lambda session: reads.append(1) or {})
    for _ in range(3):
        with archive.reading() as session:
            remembered_tags(session)
    assert len(reads) == 1


def test_what_a_write_saw_before_it_was_rolled_back_is_not_remembered(archive: Archive) -> None:
    for name, kept in (("lost", False), ("kept", True)):
        with archive.writing(verbatim("Make a tag")) as write:
            find_or_make_tag(write.session, (name,))
            assert [tag.path for tag in remembered_tags(write.session).values()] == [name]
            if not kept:
                write.discard()
    assert paths(archive) == ["kept"]
