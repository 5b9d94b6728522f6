"""Looking an archive over: what is wrong with it is found, what can be mended is."""

from __future__ import annotations

import contextlib
import sqlite3

import pytest

from tests.services.conftest import tag_words
from viewer.base.errors import Cancelled
from viewer.base.jobs import CancelToken
from viewer.services.archive.archive import Archive
from viewer.services.archive.check_archive import check_archive
from viewer.services.archive.list_journal import list_journal
from viewer.services.archive.undo_steps import undo
from viewer.services.passages.list_passages import list_passages
from viewer.text.canonical import sha256_of_text
from viewer.text.kinds import AnchorState


def spoil(archive: Archive, *statements: str) -> None:
    """Write to the file as no service would."""
    with contextlib.closing(sqlite3.connect(archive.path)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            connection.execute(statement)


def problems(archive: Archive) -> list[str]:
    return list(map(str, check_archive(archive).problems))


def test_what_was_looked_at_is_counted(papers: Archive) -> None:
    tag_words(papers, 1, "Soviet", "actor")
    report = check_archive(papers)
    assert report.problems == report.repaired == ()
    assert report.checked == {
        "article": 4,
        "excerpt": 4,
        "version": 4,
        "source": 1,
        "annotation": 1,
        "journal step": 2,
    }


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE excerpt SET article_id = 99 WHERE id = 1", "A row of excerpt refers to a row of"),
        ("UPDATE excerpt SET kind = 'poem' WHERE id = 1", "The file is damaged: CHECK constraint"),
        ("UPDATE excerpt SET current_number = 7 WHERE id < 3", "2 excerpts have no current text"),
        ("UPDATE body SET text = text || '!' WHERE id = 1", "Text 1 is not the text that was"),
    ],
    ids=["reference", "constraint", "no current text", "another text"],
)
def test_damage_is_found_and_only_reported(papers: Archive, statement: str, said: str) -> None:
    spoil(papers, statement)
    (problem,) = problems(papers)
    assert problem.startswith(said)
    before = papers.last_step()
    assert list(map(str, check_archive(papers, repair=True).problems)) == [problem]
    assert papers.last_step() == before


def test_a_text_that_is_not_canonical_is_found(papers: Archive) -> None:
    text = "Война\r\nи мир 🚩"
    spoil(
        papers, f"UPDATE body SET text = '{text}', sha256 = '{sha256_of_text(text)}' WHERE id = 1"
    )
    assert problems(papers) == ["Text 1 is not canonical."]


@pytest.mark.parametrize(
    ("quote", "state", "said"),
    [
        ("Soviet", AnchorState.MOVED, "Passage 1 was moved to the one place of its quotation."),
        ("i", AnchorState.AMBIGUOUS, "Passage 1 was sent to review (ambiguous)."),
        ("Habsburg", AnchorState.ORPHAN, "Passage 1 was sent to review (orphan)."),
    ],
)
def test_a_misplaced_quotation_is_moved_to_its_one_place_or_sent_to_review(
    papers: Archive, quote: str, state: AnchorState, said: str
) -> None:
    tag_words(papers, 1, "armies", "actor")
    spoil(papers, f"UPDATE annotation SET quote = '{quote}'")
    assert problems(papers) == [
        "Passage 1: its quotation is not what stands at its place in the text."
    ]
    report = check_archive(papers, repair=True)
    assert (report.problems, list(map(str, report.repaired))) == ((), [said])
    (passage,) = list_passages(papers)
    assert passage.state is state
    text = "The Soviet armies advance in Manchuria 🚩."
    if state is AnchorState.MOVED:
        assert passage.span.of(text) == quote
        assert text.count(passage.prefix + quote + passage.suffix) == 1
    assert check_archive(papers).problems == ()  # what is in review is no problem of the file
    assert str(list_journal(papers)[0].what) == "Send 1 passage to review"
    undo(papers)
    assert len(problems(papers)) == 1


def test_looking_over_can_be_stopped_and_says_how_far_it_is(papers: Archive) -> None:
    told: list[tuple[int, int]] = []
    check_archive(papers, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 4)
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        check_archive(papers, cancel=cancel)
