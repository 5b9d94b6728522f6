"""Notes, tags and links of the passage in hand, and the list of passages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.services.conftest import link
from tests.ui.bound_window import BoundWindow
from viewer.base.ids import AnnotationId
from viewer.text.kinds import LinkKind

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def reading(bound: BoundWindow) -> BoundWindow:
    """The first text is open."""
    bound.open(1)
    return bound


@pytest.fixture
def in_hand(reading: BoundWindow) -> AnnotationId:
    """A passage in hand, tagged `place`."""
    passage = reading.tag(1, "Manchuria", "place")
    reading.pane.passage_activated.emit(passage)
    reading.settle()
    return passage


def test_ctrl_m_on_a_selection_marks_it_and_puts_the_caret_into_its_note(
    reading: BoundWindow,
) -> None:
    reading.pane.text_view.setFocus()
    reading.select("Soviet armies")
    reading.press(Qt.Key.Key_M, CONTROL)
    (made,) = reading.passages
    assert (made.quote, made.tags) == ("Soviet armies", ())
    inspector = reading.panels.inspector
    assert inspector.passage_id == made.id
    assert inspector.note_has_focus


def test_ctrl_m_without_a_selection_writes_on_the_passage_in_hand(
    reading: BoundWindow, in_hand: AnnotationId
) -> None:
    reading.pane.text_view.setFocus()
    reading.press(Qt.Key.Key_M, CONTROL)
    inspector = reading.panels.inspector
    assert (inspector.passage_id, inspector.note_has_focus) == (in_hand, True)
    assert len(reading.passages) == 1


def test_ctrl_m_with_nothing_to_write_on_says_what_is_wanted(reading: BoundWindow) -> None:
    reading.pane.text_view.setFocus()
    reading.press(Qt.Key.Key_M, CONTROL)
    assert "Select some words" in reading.told
    assert reading.passages == []


def test_a_note_is_saved_and_left_to_where_one_came_from(
    reading: BoundWindow, in_hand: AnnotationId
) -> None:
    reading.pane.text_view.setFocus()
    reading.press(Qt.Key.Key_M, CONTROL)
    reading.panels.inspector.note_edited.emit(in_hand, "заметка 🗒")
    reading.settle()
    assert [passage.note for passage in reading.passages] == ["заметка 🗒"]
    reading.panels.inspector.note_left.emit()
    assert not reading.panels.inspector.note_has_focus


def test_tags_are_added_and_taken_off(reading: BoundWindow, in_hand: AnnotationId) -> None:
    inspector = reading.panels.inspector
    inspector.tag_add_requested.emit(in_hand)
    assert reading.chooser.isVisible()
    reading.chooser.tag_chosen.emit("event")
    reading.settle()
    assert [tag.path for tag in reading.passages[0].tags] == ["event", "place"]
    inspector.tag_removed.emit(in_hand, reading.passages[0].tags[1].id)
    reading.settle()
    assert [tag.path for tag in reading.passages[0].tags] == ["event"]


@pytest.mark.parametrize("panel", ["inspector", "passages"])
def test_a_passage_is_deleted_and_leaves_the_hand(
    reading: BoundWindow, in_hand: AnnotationId, panel: str
) -> None:
    wanted: object = in_hand if panel == "inspector" else [in_hand]
    getattr(reading.panels, panel).deletion_requested.emit(wanted)
    reading.settle()
    assert reading.passages == []
    assert reading.panels.inspector.passage_id is None


def test_a_link_of_the_passage_in_hand_is_followed_beside_it(
    reading: BoundWindow, in_hand: AnnotationId
) -> None:
    other = reading.tag(2, "Маньчжурии", "place")
    link(reading.archive, in_hand, other, LinkKind.TRANSLATES)
    reading.settle()
    reading.panels.inspector.passage_requested.emit(other)
    reading.settle()
    assert reading.panels.inspector.passage_id == other
    assert [pane.excerpt_id for pane in reading.panels.desk.panes] == [1, 2]


def test_a_passage_of_the_list_is_shown_in_hand_and_at_its_place(reading: BoundWindow) -> None:
    passage = reading.tag(3, "withdrawal", "event")
    reading.panels.passages.passage_selected.emit(passage)
    reading.settle()
    assert reading.panels.inspector.passage_id == passage
    assert reading.pane.excerpt_id == 1
    reading.panels.passages.passage_requested.emit(passage)
    reading.settle()
    assert reading.pane.excerpt_id == 3


def test_a_copied_citation_is_said(reading: BoundWindow, in_hand: AnnotationId) -> None:
    reading.panels.inspector.citation_copied.emit("…")
    assert reading.told == "Citation copied."


def test_the_list_leads_to_the_export(reading: BoundWindow) -> None:
    reading.panels.passages.export_requested.emit()
    reading.settle()
    assert reading.panels.exporting.isVisible()
