"""Counts of the codebook that are kept are those that are counted afresh, whatever is done."""

from __future__ import annotations

import contextlib
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.listed import list_tags
from tests.services.many_passages import make_passages
from viewer.base.errors import ViewerError
from viewer.base.ids import AnnotationId, StepId, VersionId
from viewer.services.archive.archive import Archive
from viewer.services.archive.changes_since import read_changes
from viewer.services.archive.undo_steps import redo, undo
from viewer.services.codebook import change_codebook, follow_codebook
from viewer.services.passages.delete_passages import delete_passages
from viewer.services.passages.list_passages import list_passages
from viewer.services.passages.tag_passage import add_tag, tag_passage, untag
from viewer.services.types import TagInfo
from viewer.text.spans import Span


class Kept:
    """A codebook that is brought up to date now and then."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        with archive.reading() as session:
            self.tags = follow_codebook.read_codebook(session)
        self._seen: StepId = archive.last_step()[0]

    def follow(self) -> list[TagInfo]:
        with self._archive.reading() as session:
            changed = read_changes(session, self._seen, follow_codebook.CODEBOOK_TABLES)
            if changed is not None:
                self.tags = follow_codebook.follow_codebook(session, self.tags, changed.rows)
                self._seen = changed.step
        return self.tags


def act(archive: Archive, draw: random.Random) -> None:
    """Do one thing that a user can do, perhaps in vain."""
    tags = list_tags(archive)
    passages = list_passages(archive)
    if not tags or not passages:
        with contextlib.suppress(ViewerError):
            draw.choice((undo, redo))(archive)
        return
    passage = draw.choice(passages)
    tag = draw.choice(tags)
    wishes = [
        lambda: add_tag(archive, passage.id, tag.path),
        lambda: untag(archive, passage.id, draw.choice(passage.tags or tags).id),
        lambda: tag_passage(archive, VersionId(1), Span(draw.randrange(20), 30), [tag.path, "new"]),
        lambda: add_tag(archive, passage.id, f"{tag.path}/below{draw.randrange(4)}"),
        lambda: delete_passages(archive, [passage.id, draw.choice(passages).id]),
        lambda: change_codebook.delete_tag(archive, tag.id),
        lambda: change_codebook.rename_tag(archive, tag.id, f"named{draw.randrange(9)}"),
        lambda: undo(archive),
        lambda: undo(archive),
        lambda: redo(archive),
    ]
    with contextlib.suppress(ViewerError):
        draw.choice(wishes)()


@settings(max_examples=8)
@given(seed=st.integers(0, 10**9))
def test_kept_counts_are_those_counted_afresh(seed: int) -> None:
    draw = random.Random(seed)
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive.create(Path(folder) / "a.db", "Counts") as archive,
    ):
        make_passages(archive, draw, texts=4, passages=12, tags=9)
        kept = Kept(archive)
        for _ in range(12):
            # Several steps before the next look: events come late.
            for _ in range(draw.randint(1, 3)):
                act(archive, draw)
            assert kept.follow() == list_tags(archive)


@pytest.fixture
def archive(new_archive: Archive) -> Archive:
    make_passages(new_archive, random.Random(3), texts=4, passages=30, tags=9)
    return new_archive


def test_a_tag_set_counts_nothing_afresh(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept(archive)
    (passage,) = list_passages(archive, annotation_ids=[AnnotationId(1)])
    tag = next(each for each in kept.tags if each.id not in {tag.id for tag in passage.tags})
    add_tag(archive, passage.id, tag.path)
    expected = list_tags(archive)

    def never(_session: object) -> dict[int, int]:
        raise AssertionError("counted afresh")

    monkeypatch.setattr(follow_codebook, "passages_below", never)
    assert kept.follow() == expected


def test_a_new_tag_counts_nothing_afresh(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept(archive)
    add_tag(archive, AnnotationId(1), "brand/new")
    expected = list_tags(archive)
    monkeypatch.setattr(follow_codebook, "passages_below", None)
    assert kept.follow() == expected


def test_many_changes_are_counted_afresh(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept(archive)
    monkeypatch.setattr("viewer.services.archive.changes_since.MOST_ROWS", 3)
    delete_passages(archive, [AnnotationId(each) for each in range(1, 9)])
    assert kept.follow() == list_tags(archive)
