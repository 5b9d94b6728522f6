"""What is wished for in the search panels is asked of the workspace, and its answer shown."""

from __future__ import annotations

import pytest

from tests.ui.bound_window import BoundWindow
from viewer.services.types import Filters
from viewer.text.kinds import SortOrder


def test_a_query_is_answered_in_the_list(bound: BoundWindow) -> None:
    assert len(bound.hits) == 4  # at first, everything
    assert set(bound.search("soviet")) == {1, 3}
    assert bound.search("advance soviet") == [1, 3]  # the second holds only some of it


def test_the_order_that_is_chosen_is_the_order_of_the_list(bound: BoundWindow) -> None:
    orders = {}
    for sort in (SortOrder.NEWSPAPER, SortOrder.DATE):
        bound.panels.hits.sort_chosen.emit(sort)
        bound.settle()
        orders[sort] = bound.hits
    assert orders == {SortOrder.NEWSPAPER: [1, 4, 3, 2], SortOrder.DATE: [3, 1, 2, 4]}


def test_filters_narrow_the_list_and_stay_with_the_next_query(bound: BoundWindow) -> None:
    english = Filters(languages=frozenset({"en"}))
    bound.panels.facets.filters_changed.emit(english)
    bound.settle()
    assert sorted(bound.hits) == [1, 3, 4]
    assert bound.search("manchuria OR маньчжурия") == bound.hits
    assert 2 not in bound.hits


def test_a_tag_among_the_filters_becomes_a_condition_of_the_query(bound: BoundWindow) -> None:
    bound.tag(2, "армию", "actor")
    bound.panels.facets.tag_requested.emit("actor")
    bound.settle()
    assert bound.hits == [2]
    assert "tag:actor" in bound.panels.search_bar.field.text()


def test_a_hit_opens_here_or_beside_and_is_marked_open(bound: BoundWindow) -> None:
    hits, desk = bound.panels.hits, bound.panels.desk
    hits.open_here_requested.emit(1)
    bound.settle()
    assert [pane.excerpt_id for pane in desk.panes] == [1]
    hits.open_beside_requested.emit(2)
    bound.settle()
    assert [pane.excerpt_id for pane in desk.panes] == [1, 2]
    assert hits.current_hit().id == 2


@pytest.mark.parametrize(
    ("wish", "page"), [("import_requested", "importing"), ("export_requested", "exporting")]
)
def test_the_list_leads_to_import_and_export(bound: BoundWindow, wish: str, page: str) -> None:
    assert not getattr(bound.panels, page).isVisible()
    getattr(bound.panels.hits, wish).emit()
    bound.settle()
    assert getattr(bound.panels, page).isVisible()


def test_every_match_of_the_list_is_tagged_from_it(bound: BoundWindow) -> None:
    bound.search("soviet")
    bound.panels.hits.tag_all_requested.emit()
    bound.settle()
    chooser = bound.chooser
    assert chooser.isVisible()
    chooser.tag_chosen.emit("actor/USSR")
    bound.settle()
    assert [(each.excerpt_id, each.tags[0].path) for each in bound.passages] == [
        (1, "actor/USSR"),
        (3, "actor/USSR"),
    ]
