"""What is done in a pane reaches the archive, the passage in hand and the clipboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.services.conftest import link
from tests.ui.bound_window import BoundWindow
from viewer.services.codebook.change_codebook import create_tag, set_shortcut
from viewer.text.kinds import LinkKind

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def reading(bound: BoundWindow) -> BoundWindow:
    """The first text is open."""
    bound.open(1)
    return bound


def test_a_citation_is_copied_with_the_words_that_are_selected(reading: BoundWindow) -> None:
    QGuiApplication.clipboard().setText("before")
    reading.select("Soviet armies")
    reading.pane.citation_requested.emit(None)
    copied = QGuiApplication.clipboard().text()
    assert "Soviet armies" in copied
    assert "The Guardian, August 14, 1945, p. 5" in copied
    assert reading.told != ""


def test_a_citation_is_copied_with_the_passage_that_is_meant(reading: BoundWindow) -> None:
    passage = reading.tag(1, "Manchuria", "place")
    reading.pane.citation_requested.emit(passage)
    assert "Manchuria" in QGuiApplication.clipboard().text()
    reading.select("Soviet")
    reading.press(
        Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert "“Soviet”" in QGuiApplication.clipboard().text()


@pytest.mark.parametrize("key", ["3", "e"])
def test_the_key_of_a_tag_tags_the_words_that_are_selected(reading: BoundWindow, key: str) -> None:
    set_shortcut(reading.archive, create_tag(reading.archive, "event/war"), key)
    reading.settle()
    reading.select("Soviet armies")
    reading.pane.shortcut_pressed.emit(key)
    reading.settle()
    assert [(each.quote, each.tags[0].path) for each in reading.passages] == [
        ("Soviet armies", "event/war")
    ]


def test_a_key_of_no_tag_says_so_and_tags_nothing(reading: BoundWindow) -> None:
    reading.select("Soviet")
    reading.pane.shortcut_pressed.emit("9")
    reading.settle()
    assert "No tag has the key 9" in reading.told
    assert reading.passages == []


def test_words_that_are_to_be_tagged_ask_for_the_tag(reading: BoundWindow) -> None:
    span = reading.select("Soviet")
    reading.pane.tag_requested.emit(span)
    chooser = reading.chooser
    assert chooser.isVisible()
    chooser.tag_chosen.emit("actor")
    reading.settle()
    assert [each.quote for each in reading.passages] == ["Soviet"]
    assert not chooser.isVisible()


def test_a_passage_that_is_clicked_is_in_hand(reading: BoundWindow) -> None:
    passage = reading.tag(1, "Manchuria", "place")
    reading.pane.passage_activated.emit(passage)
    reading.settle()
    assert reading.panels.inspector.passage_id == passage


def test_a_note_is_asked_for_from_the_pane(reading: BoundWindow) -> None:
    passage = reading.tag(1, "Manchuria", "place")
    reading.pane.note_requested.emit(passage)
    reading.settle()
    assert reading.panels.inspector.passage_id == passage
    assert reading.panels.inspector.note_has_focus


def test_a_link_is_followed_to_its_other_end_and_back(reading: BoundWindow) -> None:
    one = reading.tag(1, "Soviet armies", "actor")
    two = reading.tag(2, "Советская армия", "actor")
    number = link(reading.archive, one, two, LinkKind.TRANSLATES)
    reading.settle()
    reading.panels.hits.open_beside_requested.emit(2)
    reading.settle()
    reading.pane.passage_activated.emit(one)
    reading.settle()
    for end in (two, one):
        reading.panels.desk.link_activated.emit(number)
        reading.settle()
        assert reading.panels.inspector.passage_id == end
        assert reading.pane.passage(end) is not None


def test_a_pane_is_closed_and_a_hit_dropped_on_another(reading: BoundWindow) -> None:
    desk = reading.panels.desk
    reading.panels.hits.open_beside_requested.emit(2)
    reading.settle()
    reading.pane.excerpt_dropped.emit(4)
    reading.settle()
    assert [pane.excerpt_id for pane in desk.panes] == [1, 4]
    desk.panes[0].close_requested.emit()
    reading.settle()
    assert [pane.excerpt_id for pane in desk.panes] == [4]


def test_f3_goes_from_match_to_match_through_the_panes_and_shift_f3_back(
    reading: BoundWindow,
) -> None:
    reading.search("soviet OR manchuria")  # two matches in each text
    reading.panels.hits.open_beside_requested.emit(3)
    reading.settle()
    desk = reading.panels.desk
    desk.pane_activated.emit(desk.id_of(desk.panes[0]))
    desk.panes[0].setFocus()
    seen = []
    while 1 not in seen and len(seen) < 5:
        reading.press(Qt.Key.Key_F3)
        seen.append(desk.panes.index(desk.active_pane))
    assert (set(seen[:-1]), seen[-1]) == ({0}, 1)
    reading.press(Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert desk.panes.index(desk.active_pane) == 0


def test_without_a_match_f3_says_so(reading: BoundWindow) -> None:
    reading.press(Qt.Key.Key_F3)
    assert "No match" in reading.told
