"""The list of hits as Qt sees it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from viewer.base.ids import ArticleId, ExcerptId, PublicationId, TagId
from viewer.base.messages import verbatim
from viewer.services.types import Facets, HitInfo, PassageTag, SearchAnswer, SearchRequest
from viewer.text.spans import Span
from viewer.ui.reading.excerpt_drop import EXCERPT_MIME
from viewer.ui.search.hits_model import HitRole, HitsModel, where_and_when

HIT = HitInfo(
    id=ExcerptId(7),
    article_id=ArticleId(3),
    tier=1,
    score=2.5,
    headline="Война 🚩 Японии",
    publication="Izvestia",
    publication_id=PublicationId(1),
    publication_colour="#8A6412",
    date="1945-08-09",
    page="1",
    language="ru",
    kind="extract",
    snippet="…Квантунская\u00a0а́рмия🚩…",
    marks=(Span(1, 12),),
    why=(verbatim("“Квантунская”"),),
    tags=(),
)


def answer(*hits: HitInfo, total: int = 0, some: int = 0) -> SearchAnswer:
    return SearchAnswer(
        SearchRequest("x"), "x", (), total or len(hits), some, 1.0, tuple(hits), Facets()
    )


@pytest.fixture
def model(qapp) -> HitsModel:
    return HitsModel()


def test_it_is_a_sound_model(model: HitsModel, qtmodeltester) -> None:
    model.show(answer(HIT, replace(HIT, id=ExcerptId(8), tier=2)))
    qtmodeltester.check(model)


def test_the_rule_stands_before_the_first_hit_of_the_second_tier(model: HitsModel) -> None:
    second = [replace(HIT, id=ExcerptId(n), tier=2) for n in (8, 9)]
    model.show(answer(HIT, *second))
    assert [model.index(row).data(HitRole.BEGINS_SOME) for row in range(3)] == [False, True, False]


def test_more_is_asked_for_once_and_appended(model: HitsModel, qtbot) -> None:
    model.show(answer(HIT, total=2))
    asked = []
    model.more_requested.connect(asked.append)
    model.fetchMore(model.index(-1))
    model.fetchMore(model.index(-1))
    assert asked == [1]
    model.append([replace(HIT, id=ExcerptId(8))])
    assert model.rowCount() == 2
    assert not model.canFetchMore(model.index(-1))


def test_an_empty_page_ends_the_asking(model: HitsModel) -> None:
    model.show(answer(HIT, total=5))
    model.append([])
    assert not model.canFetchMore(model.index(-1))


def test_a_hit_is_dragged_by_its_id(model: HitsModel) -> None:
    model.show(answer(HIT))
    data = model.mimeData([model.index(0)])
    assert bytes(data.data(EXCERPT_MIME).data()) == b"7"
    assert model.flags(model.index(0)) & Qt.ItemFlag.ItemIsDragEnabled


def test_a_row_is_spoken_whole(model: HitsModel) -> None:
    model.show(answer(HIT))
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Война 🚩 Японии, Izvestia, 9 Aug 1945 · p. 1")


def test_what_is_not_known_is_left_out() -> None:
    assert where_and_when(replace(HIT, date="", page="")) == "undated"


def test_a_page_that_failed_is_asked_for_again(model: HitsModel) -> None:
    model.show(answer(HIT, total=2))
    asked = []
    model.more_requested.connect(asked.append)
    model.fetchMore(model.index(-1))
    model.page_failed()
    model.fetchMore(model.index(-1))
    assert asked == [1, 1]


def test_hits_that_are_open_in_panes_are_marked(model: HitsModel) -> None:
    model.show(answer(HIT, replace(HIT, id=ExcerptId(8)), replace(HIT, id=ExcerptId(9))))
    model.set_open(frozenset({7, 9}))
    changed = []
    model.dataChanged.connect(lambda first, _last, _roles: changed.append(first.row()))
    model.set_open(frozenset({9}))
    assert changed == [0]
    assert [model.index(row).data(HitRole.IS_OPEN) for row in range(3)] == [False, False, True]
    assert "open in a pane" in model.index(2).data(Qt.ItemDataRole.AccessibleTextRole)
    model.show(answer(replace(HIT, id=ExcerptId(9))))
    assert model.index(0).data(HitRole.IS_OPEN)


def test_tags_are_shown_anew_on_the_rows_that_they_change(model: HitsModel) -> None:
    tag = PassageTag(TagId(1), "actor", "actor", "#8460A8")
    hits = [replace(HIT, id=ExcerptId(number)) for number in (1, 2, 3)]
    model.show(answer(hits[0], replace(hits[1], tags=(tag,)), hits[2]))
    changed = []
    model.dataChanged.connect(lambda first, _last, _roles: changed.append(first.row()))
    model.set_tags({ExcerptId(1): (tag,), ExcerptId(2): (tag,)})
    assert changed == [0]
    assert [model.hit(row).tags for row in range(3)] == [(tag,), (tag,), ()]
