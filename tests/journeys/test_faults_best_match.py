"""A hit shows, and opens at, the words that it was found for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.conftest import OpenWindow
from viewer.services.archive.archive import Archive
from viewer.services.exchange.import_texts import import_texts
from viewer.services.passages.tag_passage import tag_passage
from viewer.services.passages.write_note import write_note
from viewer.services.records.read_excerpt import read_excerpt
from viewer.services.types import HitInfo, ImportOptions
from viewer.text.spans import Span
from viewer.ui.reading.match_count import MatchCount
from viewer.ui.reading.reading_pane import ReadingPane
from viewer.ui.tour import Driver

_FILLER = "The weather was fair and nothing else was reported from the provinces.\n\n" * 40
_TEXT = (
    f"Zorkmid was quiet.\n\n{_FILLER}The Zorkmid of Quuxville fell 🚩 at dawn.\n\n{_FILLER}"
    "Quuxville again, and café (e\u0301) Харбин.\n"
)


@pytest.fixture
def archive_path(sample: Path, tmp_path: Path) -> Path:
    """The sample with a long text, a passage far down in it tagged, and a note on another."""
    source = tmp_path / "rising.md"
    source.write_text(f"---\ntitle: Headline of Zorkmid\n---\n{_TEXT}", encoding="utf-8")
    with Archive.open(sample, who="tester") as archive:
        report = import_texts(archive, [source], ImportOptions())
        [imported] = report.imported
        reading = read_excerpt(archive, imported.id)
        start = reading.text.index("fell 🚩")
        tag_passage(archive, reading.version_id, Span(start, start + 14), ["grue"])
        last = reading.text.index("café")
        noted = tag_passage(archive, reading.version_id, Span(last, last + 8), ["other"])
        write_note(archive, noted, "xyzzy doubt")
    return sample


@pytest.fixture
def drive(open_window: OpenWindow, archive_path: Path) -> Driver:
    return open_window(archive_path)


def _open_first(drive: Driver, query: str) -> tuple[HitInfo, ReadingPane]:
    drive.query(query)
    hit = drive.workspace.search.answer.hits[0]
    drive.workspace.desk.open_here(hit.id)
    drive.settle()
    return hit, drive.panels.desk.active_pane


def _assert_in_view(pane: ReadingPane, words: str) -> None:
    view = pane.text_view
    start = view.marked.stretch(Span(at := _whole(pane).index(words), at + len(words)))[0]
    lines = view.lines_in_view()
    assert lines[0].start <= start < lines[-1].end


def _whole(pane: ReadingPane) -> str:
    assert pane.reading is not None
    return pane.reading.text


def _count(pane: ReadingPane) -> MatchCount:
    [count] = pane.findChildren(MatchCount)
    return count


def test_a_hit_opens_at_its_best_match_and_says_which(drive: Driver) -> None:
    hit, pane = _open_first(drive, "zorkmid quuxville")
    assert [mark.of(hit.snippet) for mark in hit.marks] == ["Zorkmid", "Quuxville"]
    assert pane.match_count == 4
    assert pane.current_match == 1
    _assert_in_view(pane, "Zorkmid of Quuxville")
    count = _count(pane)
    assert count.isVisible()
    assert (count.text(), count.accessibleName()) == ("2 of 4", "Match 2 of 4")
    drive.panels.desk.walk_matches(True)
    assert count.text() == "3 of 4"
    drive.panels.desk.walk_matches(False)
    assert count.text() == "2 of 4"
    while pane.next_match():
        pass
    assert count.text() == "4 matches"


def test_matches_in_the_headline_are_marked_in_list_and_pane(drive: Driver) -> None:
    hit, pane = _open_first(drive, "zorkmid")
    assert [mark.of(hit.headline) for mark in hit.headline_marks] == ["Zorkmid"]
    assert tuple(pane.headline_matches) == hit.headline_marks
    hit, pane = _open_first(drive, "headline:zorkmid")
    assert [mark.of(hit.headline) for mark in hit.headline_marks] == ["Zorkmid"]
    assert hit.marks == ()
    assert pane.match_count == 0
    assert not _count(pane).isVisible()
    assert pane.text_view.top_of_view == 0
    drive.query("")
    assert not pane.headline_matches


def test_a_query_asked_later_marks_headline_and_text_and_moves_nothing(drive: Driver) -> None:
    _, pane = _open_first(drive, "weather")
    where = pane.text_view.top_of_view
    drive.query("zorkmid")
    assert pane.match_count == 2
    assert len(pane.headline_matches) == 1
    assert _count(pane).text() == "2 matches"
    assert pane.text_view.top_of_view == where


@pytest.mark.parametrize(
    ("query", "words", "shown"),
    [
        ("tag:grue", "fell 🚩 at dawn", "fell 🚩 at dawn"),
        ("note:xyzzy", "café (e\u0301", "café (e\u0301"),
        ("tag:other has:note", "café (e\u0301", "café (e\u0301"),
    ],
)
def test_the_passage_asked_for_is_shown_and_opened_at(
    drive: Driver, query: str, words: str, shown: str
) -> None:
    hit, pane = _open_first(drive, query)
    assert shown.startswith(hit.marks[0].of(hit.snippet))
    _assert_in_view(pane, words)
    focused = pane.text_view.focused_passage
    assert focused is not None
    passage = pane.passage(focused)
    assert passage is not None
    assert words.startswith(passage.quote)


def test_words_beside_a_tag_are_shown_in_or_with_the_passage(drive: Driver) -> None:
    hit, pane = _open_first(drive, "quuxville tag:grue")
    marked = [mark.of(hit.snippet) for mark in hit.marks]
    assert marked[0] == "Quuxville"
    assert any("fell" in each for each in marked)
    _assert_in_view(pane, "Quuxville fell")
