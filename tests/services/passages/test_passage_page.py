"""Lists of passages page by page: the order, the filters and the totals against plain Python."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.listed import first_passages, list_tags
from tests.services.many_passages import make_passages
from viewer.base.ids import TagId
from viewer.services.archive.archive import Archive
from viewer.services.passages import kept_passage_words, passage_page, passage_stretches
from viewer.services.passages.list_passages import list_passages
from viewer.services.passages.passage_order import SortValues
from viewer.services.passages.passage_page import PassagePage, listed_ids, read_next_passages
from viewer.services.passages.passage_words import holds_words
from viewer.services.types import PassageColumn, PassageInfo, PassageListRequest

PAGE = 7
#: What rows say, in other cases too; what SQL takes for signs of its own; what is nowhere.
WORDS = (
    "", "ХАРБИН", "harbin fell", "izv", "ИЗВ", "1945", "aug", "undated", "not known", "ocr",
    "TRANSL", "/", "Война", "e\u0301", "🚩", "%", "_", "*", "[x]", "?", "\\", "o'clock", "zzz",
)  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path: Path = tmp_path_factory.mktemp("many") / "archive.db"
    with Archive.create(path, "Many") as archive:
        make_passages(archive, random.Random(8), texts=60, passages=150)
        yield archive


@pytest.fixture(params=["few", "many"])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to read a page: all sorted here, or along the indexes."""
    if request.param == "many":
        for module in (passage_page, passage_stretches):
            monkeypatch.setattr(module, "FEW", 12)


def expected(archive: Archive, request: PassageListRequest) -> list[PassageInfo]:
    """The list as plain Python makes it."""
    tag_ids = None if request.tag_id is None else [request.tag_id]
    found = [
        each for each in list_passages(archive, tag_ids=tag_ids) if holds_words(each, request.words)
    ]
    return sorted(found, key=lambda each: SortValues.of(each).key(request))


def next_passages(archive: Archive, *asked: Any) -> list[PassageInfo]:
    with archive.reading() as session:
        return read_next_passages(session, *asked)


def pages(archive: Archive, request: PassageListRequest) -> tuple[PassagePage, list[PassageInfo]]:
    """The first page, and all pages together."""
    first = first_passages(archive, request, PAGE)
    found = list(first.passages)
    while (
        page := next_passages(archive, request, first.with_words, found[-1], PAGE) if found else []
    ):
        assert len(page) <= PAGE
        found += page
    return first, found


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", [None, *PassageColumn])
def test_every_column_is_sorted_as_in_python(
    archive: Archive, column: PassageColumn | None, descending: bool
) -> None:
    request = PassageListRequest(column=column, descending=descending)
    first, found = pages(archive, request)
    assert first.total == 150
    assert [each.id for each in found] == [each.id for each in expected(archive, request)]
    assert found == expected(archive, request)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("column", [None, *PassageColumn])
def test_a_tag_stands_for_those_below_it(archive: Archive, column: PassageColumn | None) -> None:
    sizes = set()
    for tag in list_tags(archive):
        request = PassageListRequest(TagId(tag.id), column=column)
        first, found = pages(archive, request)
        assert first.total == tag.passages == len(found)
        assert found == expected(archive, request)
        sizes.add(len(found) > 12)
    assert sizes == {True, False}


@pytest.fixture(params=["in memory", "by SQL"])
def looking(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to find words: in the rows that are kept, or in the tables of very many."""
    if request.param == "by SQL":
        monkeypatch.setattr(kept_passage_words, "MOST_KEPT", 0)


@pytest.mark.usefixtures("few", "looking")
@pytest.mark.parametrize("words", WORDS)
def test_words_are_looked_for_in_the_whole_row(archive: Archive, words: str) -> None:
    for tag_id in (TagId(1), None):
        request = PassageListRequest(tag_id, words)
        first, found = pages(archive, request)
        assert found == expected(archive, request)
        assert first.total == len(found)
    assert bool(found) is (words not in ("zzz", "\\"))


@settings(max_examples=40)
@given(data=st.data())
def test_any_list_is_that_of_python(archive: Archive, data: st.DataObject) -> None:
    tags = [TagId(each.id) for each in list_tags(archive)]
    request = PassageListRequest(
        data.draw(st.sampled_from([None, *tags])),
        " ".join(data.draw(st.lists(st.sampled_from(WORDS), max_size=2))),
        data.draw(st.sampled_from([None, *PassageColumn])),
        data.draw(st.booleans()),
    )
    with pytest.MonkeyPatch.context() as patch:
        few = data.draw(st.sampled_from([0, 5, 40, 1000]))
        for module in (passage_page, passage_stretches):
            patch.setattr(module, "FEW", few)
        patch.setattr(kept_passage_words, "MOST_KEPT", data.draw(st.sampled_from([0, 1000])))
        first, found = pages(archive, request)
        wanted = expected(archive, request)
        assert found == wanted
        assert first.total == len(wanted)
        ids = listed_ids(archive, request, first.with_words)
        assert ids == sorted(each.id for each in wanted)


def test_a_page_follows_on_a_passage_that_is_gone(archive: Archive) -> None:
    request = PassageListRequest(column=PassageColumn.QUOTE)
    whole = expected(archive, request)
    gone = whole[20]
    after = next_passages(archive, request, None, gone, PAGE)
    assert after == whole[21 : 21 + PAGE]


def test_the_archive_of_these_tests_has_every_difficulty(archive: Archive) -> None:
    passages = list_passages(archive)
    assert {each.publication for each in passages} >= {"", "Izvestia", "Известия"}
    assert "" in {each.issue_date for each in passages}
    assert len({each.kind for each in passages}) == 5
    assert {len(each.tags) for each in passages} >= {0, 1, 2}
    assert any(each.note.isspace() for each in passages)
    quotes = [each.quote for each in passages]
    assert len(set(quotes)) < len(quotes)
    spans = [(each.version_id, each.span) for each in passages]
    assert any(one == other for one, other in itertools.pairwise(sorted(spans)))
