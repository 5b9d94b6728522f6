"""Deleting passages: with all that hangs on them, however many they are."""

import sqlite3

import pytest

from tests.services.conftest import link, tag_words
from viewer.base.ids import AnnotationId
from viewer.catalogue import database
from viewer.services.archive.archive import Archive
from viewer.services.archive.list_journal import list_journal
from viewer.services.archive.undo_steps import undo
from viewer.services.passages.delete_passages import delete_passages
from viewer.services.passages.list_passages import list_links, list_passages
from viewer.services.passages.tag_passage import tag_passage
from viewer.services.types import ExcerptReading
from viewer.text.kinds import LinkKind
from viewer.text.spans import Span

#: What SQLite allows unless it is built otherwise.
VARIABLES = 32_766


def test_a_passage_goes_with_its_tags_and_comes_back(
    archive: Archive, reading: ExcerptReading
) -> None:
    passage = tag_passage(archive, reading.version_id, Span(0, 5), ["event", "actor/Japan"])
    before = list_passages(archive)
    assert delete_passages(archive, [passage, passage, AnnotationId(999)]) == 1
    assert list_passages(archive) == []
    assert list_journal(archive)[0].what == "Delete a passage"
    undo(archive)
    assert list_passages(archive) == before


def test_more_passages_than_one_statement_takes(
    archive: Archive, reading: ExcerptReading, monkeypatch: pytest.MonkeyPatch
) -> None:
    tune = database._tune

    def tuned(connection: sqlite3.Connection) -> None:
        tune(connection)
        connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, VARIABLES)

    monkeypatch.setattr(database, "_tune", tuned)
    passage = tag_passage(archive, reading.version_id, Span(0, 5), ["event"])
    many = [*map(AnnotationId, range(1_000, 1_000 + VARIABLES)), passage]
    with Archive.open(archive.path) as again:
        assert list_links(again, many) == []
        assert delete_passages(again, many) == 1


def test_links_go_with_either_of_their_ends_and_come_back(papers: Archive) -> None:
    one, two, three = (
        tag_words(papers, excerpt, words, "event")
        for excerpt, words in ((1, "Soviet"), (2, "армию"), (3, "withdrawal"))
    )
    link(papers, one, two, LinkKind.COPIES)
    link(papers, two, three, LinkKind.SUPPORTS, "заметка 🗒")
    before = list_passages(papers), list_links(papers, [one, two, three])
    assert delete_passages(papers, [two]) == 1
    assert list_links(papers, [one, two, three]) == []
    assert [each.id for each in list_passages(papers)] == [three, one]
    undo(papers)
    assert (list_passages(papers), list_links(papers, [one, two, three])) == before
    assert delete_passages(papers, [one, three]) == 2
    assert str(list_journal(papers)[0].what) == "Delete 2 passages"


def test_deleting_what_is_gone_is_no_step(papers: Archive) -> None:
    before = papers.last_step()
    assert delete_passages(papers, [AnnotationId(7)]) == 0
    assert delete_passages(papers, []) == 0
    assert papers.last_step() == before
