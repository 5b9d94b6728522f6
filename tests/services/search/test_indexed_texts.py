"""What an index has to take in or drop since a step, told by the journal."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from viewer.base.messages import verbatim
from viewer.catalogue.models import Article, Body, Excerpt, Version
from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import redo, undo
from viewer.services.codebook.change_codebook import create_tag
from viewer.services.passages.tag_passage import tag_passage
from viewer.services.search.indexed_texts import (
    ChangedTexts,
    all_texts,
    changed_since,
    count_texts,
    languages_of,
    texts_of,
)
from viewer.services.types import ExcerptReading
from viewer.text.spans import Span

Change = Callable[[Session], object]


def since(archive: Archive, step: tuple[int, str]) -> ChangedTexts | None:
    with archive.reading() as session:
        return changed_since(session, *step)


def correct(session: Session) -> None:
    """A new version of text 1, which becomes its current one."""
    body = Body(sha256="1" * 64, text="Исправлено 🚩")
    at = "2026-01-01T00:00:00Z"
    session.add(Version(uid="v2", excerpt_id=1, number=2, body=body, created_at=at))
    session.get_one(Excerpt, 1).current_number = 2


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        (lambda session: setattr(session.get_one(Excerpt, 2), "kind", "ocr"), {2}),
        (lambda session: setattr(session.get_one(Excerpt, 2), "language", "mn"), {2}),
        (lambda session: setattr(session.get_one(Article, 1), "headline", "Anew"), {1}),
        (correct, {1}),
    ],
    ids=["kind", "language", "headline", "version"],
)
def test_what_an_index_holds_of_a_text_is_taken_in_when_it_changed(
    archive: Archive, change: Change, changed: set[int]
) -> None:
    before = archive.last_step()
    with archive.writing(verbatim("Change a text")) as write:
        change(write.session)
    expected = ChangedTexts(frozenset(changed), frozenset())
    assert since(archive, before) == expected
    assert since(archive, archive.last_step()) == ChangedTexts(frozenset(), frozenset())
    undo(archive)
    assert since(archive, before) == expected  # it may have been indexed in between


def test_a_version_counts_though_nothing_else_of_its_text_was_touched(archive: Archive) -> None:
    before = archive.last_step()
    with archive.writing(verbatim("Note an older state")) as write:
        at = "2026-01-01T00:00:00Z"
        write.session.add(Version(uid="v", excerpt_id=2, number=7, body_id=1, created_at=at))
    assert since(archive, before) == ChangedTexts(frozenset({2}), frozenset())


def test_texts_that_went_are_dropped_and_taken_in_when_they_are_back(archive: Archive) -> None:
    before = archive.last_step()
    undo(archive)
    assert since(archive, before) == ChangedTexts(frozenset(), frozenset({1, 2}))
    undone = archive.last_step()
    redo(archive)
    assert since(archive, undone) == ChangedTexts(frozenset({1, 2}), frozenset())
    assert since(archive, before) == ChangedTexts(frozenset({1, 2}), frozenset())


def test_tags_and_passages_are_no_change_of_a_text(
    archive: Archive, reading: ExcerptReading
) -> None:
    before = archive.last_step()
    tag_passage(archive, reading.version_id, Span(0, 5), ["event"])
    create_tag(archive, "other")
    assert since(archive, before) == ChangedTexts(frozenset(), frozenset())


def test_a_step_of_another_history_or_of_the_future_says_nothing(archive: Archive) -> None:
    step, uid = archive.last_step()
    assert since(archive, (step, uid)) is not None
    assert since(archive, (step, "another's")) is None
    assert since(archive, (step + 1, uid)) is None


def test_since_the_beginning_everything_changed(archive: Archive) -> None:
    assert since(archive, (0, "")) == ChangedTexts(frozenset({1, 2}), frozenset())


def test_texts_are_given_as_they_are_now(archive: Archive, tricky: str) -> None:
    with archive.writing(verbatim("Correct")) as write:
        correct(write.session)
    with archive.reading() as session:
        assert count_texts(session) == 2
        assert languages_of(session) == tuple(sorted(languages_of(session)))
        texts = list(all_texts(session))
        assert [text.excerpt_id for text in texts] == [1, 2]
        assert texts[0].text == "Исправлено 🚩"
        assert list(texts_of(session, [2, 1, 2])) == texts
        assert list(texts_of(session, [])) == []
    undo(archive)
    with archive.reading() as session:
        assert next(all_texts(session)).text == tricky.replace("\r\n", "\n")
