"""Suggestions as buttons: in the empty list of hits, and beside how the query was read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from tests.ui.search.test_hits_model import answer
from viewer.base.messages import verbatim
from viewer.services.types import Filters, Suggestion, SuggestionKind
from viewer.ui.search.facets_view import FacetsView
from viewer.ui.search.hits_panel import NO_HITS, TRY_OTHERS, HitsPanel
from viewer.ui.search.read_as_line import ReadAsLine


def suggestion(number: int, text: str = "3 hits with “Q & A” too") -> Suggestion:
    return Suggestion(SuggestionKind.DERIVED, verbatim(text), f"query {number}", 3)


def test_the_empty_list_offers_them_and_a_key_takes_one(qtbot) -> None:
    panel = HitsPanel()
    qtbot.addWidget(panel)
    panel.resize(300, 500)
    panel.show()
    chosen = []
    panel.suggestion_chosen.connect(chosen.append)
    panel.show_answer(answer())
    assert panel._empty.text() == NO_HITS
    panel.show_suggestions([suggestion(1), suggestion(2)])
    assert panel._empty.text() == TRY_OTHERS
    first, second = panel.suggestions.buttons
    assert first.isVisible()
    assert first.accessibleName() == "Suggestion: 3 hits with “Q & A” too"
    assert first.text() == "3 hits with “Q && A” too"
    second.setFocus()
    QTest.keyClick(second, Qt.Key.Key_Space)
    assert chosen == [suggestion(2)]
    panel.show_suggestions([])
    assert panel._empty.text() == NO_HITS
    assert not panel.suggestions.isVisible()


def test_the_same_suggestions_once_more_change_nothing(qtbot) -> None:
    panel = HitsPanel()
    qtbot.addWidget(panel)
    panel.show_suggestions([suggestion(1)])
    (button,) = panel.suggestions.buttons
    panel.show_suggestions([suggestion(1)])
    assert panel.suggestions.buttons == [button]


def line(qtbot, width: int) -> ReadAsLine:
    shown = ReadAsLine()
    qtbot.addWidget(shown)
    shown.resize(width, 24)
    shown.show()
    shown.show_answer(answer())
    return shown


def test_the_line_shows_what_there_is_room_for_and_the_others_in_a_menu(qtbot) -> None:
    shown = line(qtbot, 1440)
    chosen = []
    shown.suggestion_chosen.connect(chosen.append)
    shown.show_suggestions([suggestion(number) for number in range(6)])
    buttons = shown.suggestions.buttons
    visible = [button for button in buttons if button.isVisible()]
    assert 0 < len(visible) < 6
    assert visible == buttons[: len(visible)]
    assert all(button.geometry().right() <= shown.suggestions.width() for button in visible)
    (more,) = shown.suggestions.findChildren(QToolButton)
    assert more.accessibleName() == f"{6 - len(visible)} more suggestions"
    actions = more.menu().actions()
    assert len(actions) == 6 - len(visible)
    actions[-1].trigger()
    visible[0].click()
    assert chosen == [suggestion(5), suggestion(0)]
    shown.resize(500, 24)
    assert sum(button.isVisible() for button in buttons) < len(visible)
    assert more.isVisible()


def test_the_line_does_not_grow_when_suggestions_come(qtbot) -> None:
    shown = line(qtbot, 1440)
    before = shown.sizeHint().height()
    shown.show_suggestions([suggestion(1)])
    assert shown.sizeHint().height() == before
    shown.show_suggestions([])
    assert not shown.suggestions.isVisible()


def test_filters_taken_from_a_suggestion_are_told_to_no_one_and_can_be_changed_again(
    qtbot,
) -> None:
    facets = FacetsView()
    qtbot.addWidget(facets)
    told = []
    facets.filters_changed.connect(told.append)
    narrow = Filters(languages=frozenset({"ru"}), date_from="1945-08-01", date_to="1945-08-31")
    facets.choose(narrow)
    assert facets.filters == narrow
    assert told == []
    facets.clear()
    assert told == [Filters()]
