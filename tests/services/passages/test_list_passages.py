"""Passages and links as lists are given them: in their order, narrowed by every condition."""

from __future__ import annotations

import pytest

from tests.services.conftest import link, tag_words
from viewer.base.ids import ExcerptId, VersionId
from viewer.base.messages import verbatim
from viewer.catalogue.models import Annotation
from viewer.services.archive.archive import Archive
from viewer.services.codebook.find_tags import find_tags
from viewer.services.passages.list_passages import (
    list_links,
    list_passages,
    passage_ids,
)
from viewer.text.kinds import AnchorState, LinkKind


@pytest.fixture
def tagged(papers: Archive) -> Archive:
    """Passages 1 to 5, of which two are in one text and one is undated."""
    tag_words(papers, 4, "Rain", "event")
    tag_words(papers, 1, "Manchuria", "place")
    tag_words(papers, 1, "Soviet", "actor/state", "event")
    tag_words(papers, 2, "армию", "actor")
    tag_words(papers, 3, "withdrawal")
    return papers


def test_they_come_by_date_paper_and_place_and_the_undated_last(tagged: Archive) -> None:
    assert [each.quote for each in list_passages(tagged)] == [
        "withdrawal",  # 1945
        "Soviet",  # 14 August
        "Manchuria",
        "армию",  # September
        "Rain",
    ]


def test_a_tag_takes_in_those_below_it_and_conditions_hold_together(tagged: Archive) -> None:
    (actor,) = find_tags(tagged, ["actor"])
    events = find_tags(tagged, ["event"])

    def quotes(**conditions: object) -> list[str]:
        return [each.quote for each in list_passages(tagged, **conditions)]  # type: ignore[arg-type]

    assert quotes(tag_ids=[actor]) == ["Soviet", "армию"]
    assert quotes(tag_ids=[actor, *events]) == ["Soviet", "армию", "Rain"]
    assert quotes(tag_ids=[]) == []
    assert quotes(version_id=VersionId(1)) == ["Soviet", "Manchuria"]
    assert quotes(excerpt_ids=[ExcerptId(4), ExcerptId(2)]) == ["армию", "Rain"]
    assert quotes(excerpt_ids=[]) == []
    assert quotes(tag_ids=events, excerpt_ids=[ExcerptId(1)]) == ["Soviet"]
    assert quotes(annotation_ids=[3, 5, 99]) == ["withdrawal", "Soviet"]


def test_ids_are_narrowed_by_the_same_conditions_and_by_state(tagged: Archive) -> None:
    (actor,) = find_tags(tagged, ["actor"])
    with tagged.writing(verbatim("Send one to review")) as write:
        write.session.get_one(Annotation, 4).state = "orphan"
    assert passage_ids(tagged) == [1, 2, 3, 4, 5]
    assert passage_ids(tagged, tag_ids=[actor]) == [3, 4]
    assert passage_ids(tagged, state=AnchorState.ORPHAN) == [4]
    assert passage_ids(tagged, state=AnchorState.EXACT, tag_ids=[actor]) == [3]
    assert passage_ids(tagged, excerpt_ids=[ExcerptId(1)]) == [2, 3]
    assert passage_ids(tagged, excerpt_ids=[]) == []


def test_links_are_found_from_either_end_and_once(tagged: Archive) -> None:
    first = link(tagged, 3, 4, LinkKind.TRANSLATES, "заметка 🗒")  # type: ignore[arg-type]
    second = link(tagged, 5, 3, LinkKind.COPIES)  # type: ignore[arg-type]
    assert [each.id for each in list_links(tagged, [3])] == [first, second]  # type: ignore[list-item]
    assert [each.id for each in list_links(tagged, [4])] == [first]  # type: ignore[list-item]
    assert [each.id for each in list_links(tagged, [5, 3, 4])] == [first, second]  # type: ignore[list-item]
    assert list_links(tagged, []) == []
    found = list_links(tagged, [4])[0]  # type: ignore[list-item]
    assert (found.kind, found.origin_id, found.target_id, found.note) == (
        LinkKind.TRANSLATES,
        3,
        4,
        "заметка 🗒",
    )
