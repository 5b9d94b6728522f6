"""A quotation with its citation is copied without a selection, and is never a wrong one."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.journeys.conftest import OpenWindow
from viewer.services.passages.list_passages import list_passages
from viewer.services.records.cite_reading import cite_reading
from viewer.services.types import AnchorState, PassageInfo
from viewer.text.spans import Span
from viewer.ui.reading.reading_pane import ReadingPane
from viewer.ui.tour import Driver
from viewer.workspace.placed_passages import PlacedPassages
from viewer.workspace.quotation import NO_LONGER_THERE

pytestmark = pytest.mark.journey


@pytest.fixture
def drive(open_window: OpenWindow, sample: Path) -> Driver:
    QGuiApplication.clipboard().setText("nothing")
    return open_window(sample)


def copied() -> str:
    return QGuiApplication.clipboard().text()


def two_passages(drive: Driver) -> tuple[ReadingPane, PassageInfo, PassageInfo]:
    """A text with two passages far from each other, open in the first pane."""
    by_text: dict[int, list[PassageInfo]] = {}
    for each in list_passages(drive.workspace.archive):
        by_text.setdefault(each.version_id, []).append(each)
    for found in by_text.values():
        one, *_, other = sorted([*found, found[0]], key=lambda each: each.span.start)
        if one.span.end < other.span.start:
            break
    else:
        raise AssertionError("the sample has no text with two passages")
    drive.workspace.desk.open_here(one.excerpt_id)
    drive.settle()
    return drive.panels.desk.panes[0], one, other


def quoted(pane: ReadingPane, quote: str) -> str:
    return f"“{quote}”\n\n{cite_reading(pane.reading)}"


def test_the_passage_at_the_caret_is_quoted(drive: Driver) -> None:
    pane, one, _other = two_passages(drive)
    pane.go_to(one.span)
    drive.commands.run("cite")
    assert copied() == quoted(pane, one.quote)
    assert drive.panels.status.message == "Quotation and citation copied."


def test_the_passage_in_hand_is_quoted_from_the_masthead(drive: Driver) -> None:
    pane, _one, other = two_passages(drive)
    drive.workspace.go_to_passage(other.id)
    drive.settle()
    pane.text_view.setTextCursor(type(pane.text_view.textCursor())(pane.text_view.document()))
    assert not pane.text_view.passages_at_caret()
    pane._masthead.citation_requested.emit()
    assert copied() == quoted(pane, other.quote)


def test_the_passage_that_was_clicked_is_quoted_from_its_menu(drive: Driver) -> None:
    pane, one, other = two_passages(drive)
    pane.go_to(one.span)
    menu = pane.make_menu(pane.text_view.marked.passage(other.id))
    next(each for each in menu.actions() if each.text().startswith("Copy quotation")).trigger()
    assert copied() == quoted(pane, other.quote)


def test_selected_words_come_first(drive: Driver) -> None:
    pane, one, _other = two_passages(drive)
    pane.go_to(one.span)
    words = Span(one.span.start, one.span.start + 4)
    pane.select_span(words)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    drive.press(pane.text_view, Qt.Key.Key_C, control | shift)
    assert copied() == quoted(pane, words.of(pane.reading.text).strip())


def test_without_either_only_the_citation_is_copied_and_said(drive: Driver) -> None:
    drive.commands.run("cite")
    assert copied() == "nothing"
    assert "Open a text first" in drive.panels.status.message
    pane, *_ = two_passages(drive)
    pane.set_passages([])
    drive.commands.run("cite")
    assert copied() == cite_reading(pane.reading)
    assert drive.panels.status.message.startswith("Citation copied. Select words")


def have_passages(drive: Driver, pane: ReadingPane, passages: Sequence[PassageInfo]) -> None:
    """Have these be what the archive holds of the text in `pane`."""
    placed = PlacedPassages(pane.reading.text, passages)
    drive.workspace.desk._passages[pane.version_id] = placed
    drive.workspace.desk.passages_read.emit(pane.version_id, placed)


def test_a_quotation_that_no_longer_stands_in_the_text_is_not_copied(drive: Driver) -> None:
    pane, one, other = two_passages(drive)
    drive.workspace.passage.describe(one.id)
    drive.settle()
    # What its text no longer holds is not marked in a pane.
    have_passages(drive, pane, [other])
    drive.panels.desk.focus_passage(None)
    pane.text_view.setTextCursor(type(pane.text_view.textCursor())(pane.text_view.document()))
    drive.commands.run("cite")
    assert copied() == cite_reading(pane.reading)
    assert drive.panels.status.message == NO_LONGER_THERE


def test_nor_is_one_whose_words_were_only_nearly_found(drive: Driver) -> None:
    pane, one, _other = two_passages(drive)
    changed = replace(one, quote="Words of another version.", state=AnchorState.FUZZY)
    have_passages(drive, pane, [changed])
    pane.go_to(one.span)
    drive.commands.run("cite")
    assert copied() == cite_reading(pane.reading)
    assert drive.panels.status.message == NO_LONGER_THERE


def test_a_tag_from_the_menu_of_a_passage_goes_to_that_passage(drive: Driver) -> None:
    pane, one, other = two_passages(drive)
    pane.go_to(one.span)
    menu = pane.make_menu(pane.text_view.marked.passage(other.id))
    asked = []
    pane.tag_requested.connect(asked.append)
    next(each for each in menu.actions() if each.text().startswith("Tag")).trigger()
    assert asked == [other.span]
