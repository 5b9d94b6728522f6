"""The passages of a text are found by id, by place, and by what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.services.conftest import tag_words
from viewer.base.ids import AnnotationId, ExcerptId
from viewer.services.archive.archive import Archive
from viewer.services.passages.list_passages import list_passages
from viewer.services.records.read_excerpt import read_excerpt
from viewer.services.types import AnchorState
from viewer.workspace.placed_passages import PlacedPassages

#: The words of the passages, by their ids; the second is within the first.
QUOTES = {1: "entered Harbin at once", 2: "Harbin at", 3: "Harbin taken", 4: "quiet"}
#: The tags that they carry.
TAGS = {1: ("a", "b"), 2: ("a",), 3: (), 4: ()}


@pytest.fixture
def archive(archive_path: Path) -> Iterator[Archive]:
    with Archive.open(archive_path, who="reader") as archive:
        made = [tag_words(archive, 2, words, *TAGS[key]) for key, words in QUOTES.items()]
        assert made == list(QUOTES)
        yield archive


@pytest.fixture
def text(archive: Archive) -> str:
    return read_excerpt(archive, ExcerptId(2)).text


@pytest.fixture
def placed(archive: Archive, text: str) -> PlacedPassages:
    return PlacedPassages(text, list_passages(archive))


def start_of(text: str, words: str) -> int:
    """Where the words begin, in UTF-16."""
    return len(text[: text.index(words)].encode("utf-16-le")) // 2


def test_a_passage_is_found_by_its_id(placed: PlacedPassages) -> None:
    found = placed.passage(4)
    assert found is not None
    assert (found.id, found.info.quote) == (AnnotationId(4), "quiet")
    assert placed.passage(99) is None
    assert placed.passage(None) is None


def test_passages_that_overlap_are_in_lanes_of_their_own(placed: PlacedPassages) -> None:
    lanes = {each.id: each.lane for each in placed.all}
    assert lanes[AnnotationId(1)] != lanes[AnnotationId(2)]
    assert lanes[AnnotationId(3)] == lanes[AnnotationId(4)] == 0


def test_those_that_touch_a_stretch_are_found_by_their_starts(
    placed: PlacedPassages, text: str
) -> None:
    within = start_of(text, "Harbin at")
    assert [each.id for each in placed.touching(within, within + 1)] == [1, 2]
    assert [each.id for each in placed.touching(0, 10_000)] == [3, 1, 2, 4]
    after = start_of(text, ", and")
    assert placed.touching(after, after + 1) == []


def test_the_next_and_the_last_one_are_those_that_start_beyond(
    placed: PlacedPassages, text: str
) -> None:
    starts = [start_of(text, QUOTES[each]) for each in (3, 1, 2, 4)]

    def ids(forward: bool) -> list[int | None]:
        found = [placed.beyond(start, forward) for start in starts]
        return [None if each is None else int(each.id) for each in found]

    assert ids(forward=True) == [1, 2, 4, None]
    assert ids(forward=False) == [None, 3, 1, 2]


def test_a_label_names_the_tags_or_says_that_there_are_none(
    archive: Archive, placed: PlacedPassages, text: str
) -> None:
    assert [each.label for each in placed.touching(0, 10_000)] == ["note", "a, b", "a", "note"]
    one, *_ = (each for each in list_passages(archive) if each.id == 1)
    doubtful = replace(one, state=AnchorState.FUZZY, quote="entered Mukden at once")
    (shown,) = PlacedPassages(text, [doubtful]).all
    assert (shown.is_doubtful, shown.label) == (True, "? a, b")


def test_a_passage_has_the_colours_of_its_tags_or_none(placed: PlacedPassages) -> None:
    by_id = {int(each.id): each for each in placed.all}
    colours = [tag.colour for tag in by_id[1].info.tags]
    assert by_id[1].colours == tuple(colours)
    assert len(set(colours)) == 2
    assert by_id[4].colours == ("",)
