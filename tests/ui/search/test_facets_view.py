"""Narrowing: rows, months and dates become filters."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from viewer.base.ids import PublicationId
from viewer.services.types import FacetCount, Facets, Filters, PublicationInfo, TagInfo
from viewer.ui.search.facets_view import NO_TAGS, NO_VALUES, ONLY_ONE, FacetsView
from viewer.ui.theme import current_theme

GUARDIAN = PublicationInfo(
    PublicationId(1), "The Guardian", "", "", "", "en", "#1D4F8C", "#7FB0E6", "newspaper", (), 2
)
IZVESTIA = PublicationInfo(
    PublicationId(2), "Izvestia", "Известия", "", "", "ru", "#8A6412", "", "newspaper", (), 1
)
FACETS = Facets(
    newspapers=(FacetCount("1", "The Guardian", 2), FacetCount("2", "Izvestia", 1)),
    languages=(FacetCount("en", "English", 2), FacetCount("ru", "Russian", 1)),
    kinds=(FacetCount("ocr", "OCR", 3),),
    months=(("1945-08", "1", 2), ("1945-10", "2", 1)),
)


NEWSPAPERS, DATES, LANGUAGE, KIND, TAGS = range(5)


@pytest.fixture
def view(qtbot) -> FacetsView:
    view = FacetsView()
    qtbot.addWidget(view)
    view.resize(300, 500)
    view.show()
    view.show_facets(FACETS, [GUARDIAN, IZVESTIA])
    return view


@pytest.fixture
def told(view: FacetsView) -> list[Filters]:
    told: list[Filters] = []
    view.filters_changed.connect(told.append)
    return told


def test_a_click_lets_only_that_newspaper_through_and_again_all(
    view: FacetsView, told: list[Filters]
) -> None:
    QTest.mouseClick(view.first_newspaper(), Qt.MouseButton.LeftButton)
    QTest.mouseClick(view.first_newspaper(), Qt.MouseButton.LeftButton)
    assert [filters.publications for filters in told] == [frozenset({1}), frozenset()]


def test_new_counts_keep_what_was_chosen(view: FacetsView) -> None:
    QTest.mouseClick(view.first_newspaper(), Qt.MouseButton.LeftButton)
    view.show_facets(FACETS, [GUARDIAN, IZVESTIA])
    assert view.filters.publications == frozenset({1})


def test_a_facet_with_one_value_says_that_it_narrows_nothing(view: FacetsView) -> None:
    assert ONLY_ONE in said_in(view, KIND)
    assert ONLY_ONE not in said_in(view, LANGUAGE)
    view.show_facets(Facets(), [])
    assert NO_VALUES in said_in(view, KIND)


def test_months_are_chosen_by_mouse_and_keyboard(view: FacetsView, told: list[Filters]) -> None:
    view.menus[DATES].click()
    chart = view._chart
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(5, 20))
    assert (told[-1].date_from, told[-1].date_to) == ("1945-08-01", "1945-08-31")
    QTest.keyClick(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert (told[-1].date_from, told[-1].date_to) == ("1945-08-01", "1945-10-31")
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert told[-1] == Filters()


def test_dates_are_typed_in_any_form_and_trouble_is_said_in_place(
    view: FacetsView, told: list[Filters]
) -> None:
    view.menus[DATES].click()
    view._from.setText("9 August 1945")
    view._from.editingFinished.emit()
    assert told[-1].date_from == "1945-08-09"
    count = len(told)
    view._to.setText("1945-02-30")
    view._to.editingFinished.emit()
    assert len(told) == count
    assert "1945-02-30" in view._date_trouble.text()
    assert view._date_trouble.isVisible()


def test_clear_all_is_there_when_something_narrows(view: FacetsView, told: list[Filters]) -> None:
    assert not view._clear.isVisible()
    QTest.mouseClick(view.first_newspaper(), Qt.MouseButton.LeftButton)
    assert view._clear.isVisible()
    view._clear.click()
    assert told[-1] == Filters()
    assert not view._clear.isVisible()


def test_many_years_of_months_share_bars(view: FacetsView) -> None:
    months = tuple(
        (f"{year}-{month:02d}", "1", 1) for year in range(1850, 1951) for month in (1, 6)
    )
    view.show_facets(Facets(months=months), [GUARDIAN])
    assert len(view._chart._bars) <= view._chart.width() // 4 + 1
    assert sum(sum(counts.values()) for _a, _b, counts in view._chart._bars) == len(months)
    assert not view.grab().isNull()


def test_what_is_chosen_stays_when_the_next_answer_has_none_of_it(
    view: FacetsView, told: list[Filters]
) -> None:
    QTest.mouseClick(view.first_newspaper(), Qt.MouseButton.LeftButton)
    QTest.mouseClick(view._languages.first_row(), Qt.MouseButton.LeftButton)
    count = len(told)
    view.show_facets(Facets(), [GUARDIAN, IZVESTIA])
    assert view.filters == told[-1]
    assert view.filters.publications == frozenset({1})
    assert view.filters.languages == frozenset({"en"})
    assert [(row.label, row.count) for row in view._newspapers.rows] == [("The Guardian", 0)]
    assert [(row.label, row.count) for row in view._languages.rows] == [("English", 0)]
    assert view._newspapers.rows[0].colour == current_theme().publication_colour(GUARDIAN)
    assert len(told) == count
    view._clear.click()
    assert told[-1] == Filters()
    assert view._newspapers.rows == ()


def test_days_in_the_wrong_order_are_said_in_place_and_not_used(
    view: FacetsView, told: list[Filters]
) -> None:
    view.menus[DATES].click()
    type_date(view._to, "1945-08-31")
    count = len(told)
    type_date(view._from, "1945-10-01")
    assert len(told) == count
    assert "1 October 1945" in view._date_trouble.text()
    assert view._date_trouble.isVisible()
    assert (view.filters.date_from, view.filters.date_to) == ("", "1945-08-31")
    type_date(view._from, "1945-08-01")
    assert not view._date_trouble.isVisible()
    assert (told[-1].date_from, told[-1].date_to) == ("1945-08-01", "1945-08-31")


def test_one_bad_date_leaves_the_other_end_in_force(view: FacetsView, told: list[Filters]) -> None:
    view.menus[DATES].click()
    type_date(view._to, "1945-10")
    type_date(view._from, "long ago 🚩")
    assert view._date_trouble.isVisible()
    assert (view.filters.date_from, view.filters.date_to) == ("", "1945-10-31")
    type_date(view._to, "1945-11")
    assert told[-1].date_to == "1945-11-30"
    assert view._date_trouble.isVisible()


def test_leaving_a_date_unchanged_tells_nothing(view: FacetsView, told: list[Filters]) -> None:
    type_date(view._from, "1945-08")
    view._from.editingFinished.emit()
    assert len(told) == 1


def test_six_newspapers_the_months_and_the_dates_need_little_room(view: FacetsView) -> None:
    papers = tuple(FacetCount(str(n), f"Newspaper {n}", n) for n in range(1, 7))
    view.show_facets(Facets(papers, months=FACETS.months), [GUARDIAN, IZVESTIA])
    assert view.sizeHint().height() <= 30, "the line itself"
    for menu in view.menus[:2]:
        menu.click()
        assert menu.popover.height() <= 190


def test_chips_wrap_into_lines(view: FacetsView) -> None:
    kinds = tuple(FacetCount(f"k{n}", f"A kind of text {n}", n) for n in range(5))
    view.show_facets(Facets(kinds=kinds), [])
    view.menus[KIND].click()
    chips = view._kinds
    assert chips.heightForWidth(2000) < chips.heightForWidth(300) < chips.heightForWidth(120)
    popover = view.menus[KIND].popover
    popover.resize(200, 300)
    assert not view.grab().isNull()
    shown = [chip for chip in chips.children() if isinstance(chip, QWidget)]
    assert max(chip.geometry().right() for chip in shown) < popover.width()
    assert max(chip.geometry().bottom() for chip in shown) < chips.height()


def test_chips_in_one_line_take_the_room_of_one_line(view: FacetsView) -> None:
    kinds = tuple(FacetCount(f"k{n}", f"Kind {n}", n) for n in range(3))
    view.show_facets(Facets(kinds=kinds), [])
    view.menus[KIND].click()
    assert view.menus[KIND].popover.height() <= 45


def test_a_row_with_the_focus_is_still_readable(view: FacetsView) -> None:
    row = view.first_newspaper()
    row.setFocus()
    image = row.grab().toImage()
    colour = current_theme().publication_colour(GUARDIAN)
    filled = sum(image.pixelColor(x, 12) == colour for x in range(image.width()))
    assert filled < 12


def test_clear_all_moves_nothing(view: FacetsView) -> None:
    before = [menu.x() for menu in view.menus]
    QTest.mouseClick(view.first_newspaper(), Qt.MouseButton.LeftButton)
    view.layout().activate()
    assert view._clear.isVisible()
    assert [menu.x() for menu in view.menus] == before


def type_date(field: QLineEdit, text: str) -> None:
    field.setText(text)
    field.editingFinished.emit()


def said_in(view: FacetsView, menu: int) -> list[str]:
    """The words in a facet's sheet."""
    return [label.text() for label in view.menus[menu].popover.findChildren(QLabel)]


def test_what_narrows_is_a_chip_that_takes_it_away(view: FacetsView, told: list[Filters]) -> None:
    type_date(view._from, "1945-08")
    type_date(view._to, "1945-10")
    QTest.mouseClick(view.first_newspaper(), Qt.MouseButton.LeftButton)
    words = [chip.text() for chip in view._chips.buttons]
    assert words == ["The Guardian ✕", "August–October 1945 ✕"]
    assert view.menus[NEWSPAPERS].property("narrows")
    assert "narrowed" in view.menus[NEWSPAPERS].accessibleName()
    view._chips.buttons[1].click()
    assert told[-1] == Filters(publications=frozenset({PublicationId(1)}))
    assert view._from.text() == view._to.text() == ""
    view._chips.buttons[0].click()
    assert told[-1] == Filters()
    assert not view._chips.buttons


def test_a_chip_says_the_language_and_the_kind(view: FacetsView, told: list[Filters]) -> None:
    QTest.mouseClick(view._languages.first_row(), Qt.MouseButton.LeftButton)
    QTest.mouseClick(view._kinds.first_row(), Qt.MouseButton.LeftButton)
    assert [chip.text() for chip in view._chips.buttons] == ["English ✕", "OCR ✕"]
    view._chips.buttons[0].click()
    assert told[-1].languages == frozenset()
    assert told[-1].kinds == frozenset({"ocr"})


def test_values_open_below_their_button_with_the_focus_and_close_by_escape(
    view: FacetsView,
) -> None:
    menu = view.menus[NEWSPAPERS]
    menu.setFocus()
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.popover.isVisible()
    assert view.focusWidget() is view.first_newspaper()
    assert menu.popover.y() >= menu.geometry().bottom()
    QTest.keyClick(view.focusWidget(), Qt.Key.Key_Space)
    assert menu.popover.isVisible(), "several can be chosen"
    QTest.keyClick(view.focusWidget(), Qt.Key.Key_Escape)
    assert menu.popover.isHidden()
    assert view.focusWidget() is menu


def test_values_close_when_one_goes_elsewhere(view: FacetsView) -> None:
    view.menus[NEWSPAPERS].click()
    QTest.mouseClick(view.menus[KIND], Qt.MouseButton.LeftButton)
    assert view.menus[NEWSPAPERS].popover.isHidden()
    assert view.menus[KIND].popover.isVisible()
    QTest.mouseClick(view.menus[KIND], Qt.MouseButton.LeftButton)
    assert view.menus[KIND].popover.isHidden()
    view.menus[NEWSPAPERS].click()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(280, 480))
    assert view.menus[NEWSPAPERS].popover.isHidden()


def test_a_tag_is_searched_for(view: FacetsView, tags: list[TagInfo]) -> None:
    asked = []
    view.tag_requested.connect(asked.append)
    view.set_tags(tags)
    view.menus[TAGS].click()
    assert [row.label for row in view._tags.rows] == [
        "surrender",
        "liberation",
        "framing",
        "завоевание",
    ]
    QTest.mouseClick(view._tags.first_row(), Qt.MouseButton.LeftButton)
    assert asked == ["event/surrender"]
    assert view.menus[TAGS].popover.isHidden()
    assert view._tags.chosen == frozenset()
    view.set_tags([])
    assert NO_TAGS in said_in(view, TAGS)
