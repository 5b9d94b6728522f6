"""A listing that is kept is the one that would be read afresh, whatever is done in between."""

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
from viewer.base.ids import AnnotationId, TagId, VersionId
from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import redo, undo
from viewer.services.codebook import change_codebook
from viewer.services.passages import follow_passages, passage_page
from viewer.services.passages.delete_passages import delete_passages
from viewer.services.passages.follow_passages import open_passages
from viewer.services.passages.list_passages import list_passages
from viewer.services.passages.tag_passage import add_tag, tag_passage, untag
from viewer.services.passages.write_note import write_note
from viewer.services.types import PassageColumn, PassageListing, PassageListRequest
from viewer.text.spans import Span

LIMIT = 6


def act(archive: Archive, draw: random.Random) -> None:
    """Do one thing that a user can do, perhaps in vain."""
    tags, passages = list_tags(archive), list_passages(archive)
    wishes = [lambda: undo(archive), lambda: undo(archive), lambda: redo(archive)]
    if tags and passages:
        tag, passage = draw.choice(tags), draw.choice(passages)
        wishes += [
            lambda: add_tag(archive, passage.id, tag.path),
            lambda: add_tag(archive, passage.id, tag.path),
            lambda: untag(archive, passage.id, draw.choice(passage.tags or tags).id),
            lambda: tag_passage(archive, VersionId(1), Span(draw.randrange(20), 30), [tag.path]),
            lambda: tag_passage(archive, VersionId(2), Span(draw.randrange(20), 30), ["new/er"]),
            lambda: write_note(archive, passage.id, draw.choice(("", "Harbin", "zz"))),
            lambda: delete_passages(archive, [passage.id, draw.choice(passages).id]),
            lambda: change_codebook.rename_tag(archive, tag.id, f"x{draw.randrange(9)}"),
        ]
        if draw.random() < 0.05:
            wishes = [lambda: change_codebook.delete_tag(archive, tag.id)]
    with contextlib.suppress(ViewerError):
        draw.choice(wishes)()


def hold(archive: Archive, kept: PassageListing) -> None:
    """`kept` is the beginning of the list as it is, and no less than was asked for."""
    afresh = open_passages(archive, kept.request, max(len(kept.passages), 1))
    assert kept.passages == afresh.passages[: len(kept.passages)]
    assert (kept.total, kept.tag_path) == (afresh.total, afresh.tag_path)
    assert kept.unfiltered == afresh.unfiltered
    assert kept.step == afresh.step


@settings(max_examples=12)
@given(seed=st.integers(0, 10**9))
def test_a_listing_is_that_of_the_archive_as_it_is(seed: int) -> None:
    draw = random.Random(seed)
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive.create(Path(folder) / "a.db", "Lists") as archive,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(passage_page, "FEW", draw.choice((4, 1000)))
        make_passages(archive, draw, texts=5, passages=20, tags=9)
        request = PassageListRequest(
            draw.choice((None, None, TagId(1), TagId(2))),
            draw.choice(("", "", "harbin", "1945", "x")),
            draw.choice((None, *PassageColumn)),
            draw.choice((True, False)),
        )
        kept = open_passages(archive, request, LIMIT)
        for _ in range(8):
            for _ in range(draw.randint(1, 3)):
                act(archive, draw)
            more = draw.choice((0, 0, LIMIT))
            kept = follow_passages.follow_passages(archive, kept, more=more)
            hold(archive, kept)


@pytest.fixture
def archive(new_archive: Archive) -> Archive:
    make_passages(new_archive, random.Random(3), texts=9, passages=40, tags=9)
    return new_archive


def read_whole(archive: Archive, listing: PassageListing) -> PassageListing:
    while not listing.is_whole:
        listing = follow_passages.follow_passages(archive, listing, more=7)
    return listing


def test_it_grows_by_what_is_asked_for_to_the_whole_list(archive: Archive) -> None:
    first = open_passages(archive, PassageListRequest(), LIMIT)
    assert (len(first.passages), first.total, first.is_whole) == (LIMIT, 40, False)
    whole = read_whole(archive, first)
    assert whole.passages == tuple(list_passages(archive))


def test_only_what_changed_is_read_again(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = open_passages(archive, PassageListRequest(), 30)
    changed = kept.passages[10]
    write_note(archive, changed.id, "read again")
    read: list[list[int]] = []
    real = follow_passages.read_passages

    def counting(session, ids):
        read.append(list(ids))
        return real(session, ids)

    monkeypatch.setattr(follow_passages, "read_passages", counting)
    monkeypatch.setattr(follow_passages, "read_first_passages", None)
    now = follow_passages.follow_passages(archive, kept)
    assert read == [[changed.id]]
    assert now.passages[10].note == "read again"
    assert [a is b for a, b in zip(kept.passages, now.passages, strict=True)].count(False) == 1


def test_nothing_is_read_where_nothing_changed(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = open_passages(archive, PassageListRequest(), 30)
    monkeypatch.setattr(follow_passages, "read_passages", None)
    assert follow_passages.follow_passages(archive, kept) is kept
    change_codebook.create_tag(archive, "brand/new")
    now = follow_passages.follow_passages(archive, kept)
    assert now.passages is kept.passages
    assert now.step > kept.step


def test_the_passages_of_a_tag_that_is_gone_are_all_passages(archive: Archive) -> None:
    tag = next(each for each in list_tags(archive) if each.passages)
    kept = open_passages(archive, PassageListRequest(tag.id), LIMIT)
    assert kept.tag_path == tag.path
    change_codebook.delete_tag(archive, tag.id)
    now = follow_passages.follow_passages(archive, kept)
    assert (now.request.tag_id, now.tag_path, now.total) == (None, "", 40)


def test_a_passage_behind_what_is_read_only_counts(archive: Archive) -> None:
    whole = read_whole(archive, open_passages(archive, PassageListRequest(), LIMIT))
    kept = open_passages(archive, PassageListRequest(), LIMIT)
    delete_passages(archive, [AnnotationId(whole.passages[-1].id)])
    now = follow_passages.follow_passages(archive, kept)
    assert now.passages == kept.passages
    assert now.total == 39
