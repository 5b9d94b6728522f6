"""The top bar: typing, Enter, panes, archive."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from viewer.ui.search.search_bar import SearchBar


@pytest.fixture
def bar(qtbot) -> SearchBar:
    bar = SearchBar()
    qtbot.addWidget(bar)
    bar.show()
    return bar


def test_typing_rests_before_it_is_sent_once(bar: SearchBar, qtbot) -> None:
    sent = []
    bar.query_changed.connect(sent.append)
    with qtbot.waitSignal(bar.query_changed):
        QTest.keyClicks(bar.field, "harbin")
    assert sent == ["harbin"]


def test_enter_sends_at_once_and_goes_on_to_the_hits(bar: SearchBar) -> None:
    sent, entered = [], []
    bar.query_changed.connect(sent.append)
    bar.entered.connect(lambda: entered.append(True))
    bar.field.setText("Харбин")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    QTest.keyClick(bar.field, Qt.Key.Key_Down)
    assert sent == ["Харбин"]
    assert entered == [True, True]


def test_escape_clears_the_field(bar: SearchBar, qtbot) -> None:
    bar.show_query("x")
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.field.text() == ""


def test_panes_are_asked_for_and_shown(bar: SearchBar) -> None:
    asked = []
    bar.pane_count_requested.connect(asked.append)
    bar._panes.button(3).click()
    assert asked == [3]
    bar.set_pane_count(2)
    assert bar._panes.checkedId() == 2


def test_the_archive_is_named_with_its_count(bar: SearchBar) -> None:
    bar.set_archive("Manchuria 1945", 1, read_only=True)
    assert bar._count.text() == "1 excerpt · read-only"


def test_the_hint_stays_beside_what_is_typed_while_there_is_room(bar: SearchBar) -> None:
    bar.resize(1440, 48)
    assert bar._hint.isVisible()
    bar.show_query("manchuria 🚩 армия")
    assert bar._hint.isVisible()
    bar._inside.activate()
    assert bar._hint.geometry().right() < bar.field.width() - 28
    bar.show_query("منشوريا")
    assert not bar._hint.isVisible(), "the words begin where the hint is"
    bar.show_query("word " * 40)
    assert not bar._hint.isVisible()
    bar.show_query("x")
    bar.resize(bar.minimumSizeHint().width(), 48)
    assert not bar._hint.isVisible()


def test_the_field_is_centred_and_not_too_wide(bar: SearchBar) -> None:
    bar.set_archive("Manchuria 1945", 1204, read_only=False)
    bar.resize(1440, 48)
    bar.layout().activate()
    field = bar.field
    middle = field.mapTo(bar, field.rect().center()).x()
    assert field.width() == 640
    assert abs(middle - bar.width() / 2) <= 12


def test_enter_means_the_words_as_they_are(bar: SearchBar, qtbot) -> None:
    sent = []
    bar.query_changed.connect(lambda query: sent.append((query, bar.typing)))
    with qtbot.waitSignal(bar.query_changed):
        QTest.keyClicks(bar.field, "manchur")
    QTest.keyClick(bar.field, Qt.Key.Key_Down)
    assert sent == [("manchur", True)]
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert sent == [("manchur", True), ("manchur", False)]


def test_a_query_asked_for_elsewhere_is_shown_and_not_told_back(bar: SearchBar) -> None:
    sent = []
    QTest.keyClicks(bar.field, "manchur")
    bar.query_changed.connect(sent.append)
    bar.show_query("harbin")
    assert (bar.field.text(), bar.sent, bar.typing) == ("harbin", "harbin", False)
    assert not bar._rest.isActive()
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert sent == [], "what rested to be sent is not sent any more"


def test_down_sends_what_is_still_being_typed(bar: SearchBar) -> None:
    sent = []
    bar.query_changed.connect(lambda query: sent.append((query, bar.typing)))
    QTest.keyClicks(bar.field, "manchur")
    QTest.keyClick(bar.field, Qt.Key.Key_Down)
    assert sent == [("manchur", True)]
