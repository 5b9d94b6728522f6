"""Matched words that belong together are one passage."""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.conftest import tag_words
from viewer.base.errors import Cancelled
from viewer.base.ids import ExcerptId, VersionId
from viewer.base.jobs import CancelToken
from viewer.services.archive.archive import Archive
from viewer.services.codebook.find_tags import find_tags
from viewer.services.passages.match_passages import joined, matched_texts, tagged_places
from viewer.text.spans import Span

TEXT = "The Soviet\u00a0armies 🚩\r\n advance, cafe\u0301"


@pytest.mark.parametrize(
    ("spans", "passages"),
    [
        ([], []),
        ([Span(4, 10), Span(11, 17)], [Span(4, 17)]),  # an NBSP between them
        ([Span(11, 17), Span(4, 10)], [Span(4, 17)]),  # in any order
        ([Span(18, 19), Span(22, 29)], [Span(18, 29)]),  # over the end of a line
        ([Span(11, 17), Span(18, 19), Span(22, 29)], [Span(11, 29)]),
        ([Span(4, 10), Span(18, 19)], [Span(4, 10), Span(18, 19)]),  # a word between
        ([Span(22, 29), Span(31, 36)], [Span(22, 29), Span(31, 36)]),  # a comma between
        ([Span(4, 17), Span(6, 8)], [Span(4, 17)]),  # one inside the other
        ([Span(4, 9), Span(7, 12)], [Span(4, 12)]),
        ([Span(4, 7), Span(7, 10)], [Span(4, 10)]),
    ],
)
def test_what_overlaps_or_has_only_white_space_between_is_one(
    spans: list[Span], passages: list[Span]
) -> None:
    assert joined(spans, TEXT) == passages


class Highlighter:
    """Finds the letters "Manch", wherever they stand first."""

    def in_excerpt(self, excerpt_id: ExcerptId, text: str, language: str) -> list[Span]:
        assert (excerpt_id == 2) == (language == "ru")
        start = text.find("Manch")
        return [] if start < 0 else [Span(start, start + 5)]


FINDER: Any = Highlighter()


def test_texts_come_in_order_without_those_in_which_nothing_stands(papers: Archive) -> None:
    wanted = [ExcerptId(key) for key in (4, 2, 1)]
    with papers.reading() as session:
        found = list(matched_texts(session, wanted, FINDER, CancelToken()))
    assert [(each.excerpt_id, each.publication) for each in found] == [
        (1, "The Guardian"),
        (4, "The Guardian"),
    ]
    assert [each.text[slice(*each.places[0][1:])] for each in found] == ["Manch", "Manch"]


def test_looking_for_matches_can_be_stopped(papers: Archive) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with papers.reading() as session, pytest.raises(Cancelled):
        list(matched_texts(session, [ExcerptId(1)], FINDER, cancel))


def test_tagged_places_are_those_of_the_tag_and_of_the_versions(papers: Archive) -> None:
    tag_words(papers, 1, "Soviet", "actor")
    tag_words(papers, 1, "Manchuria", "place")
    tag_words(papers, 3, "Soviet", "actor")
    (actor,) = find_tags(papers, ["actor"])
    with papers.reading() as session:
        assert tagged_places(session, [VersionId(1)], actor) == {(1, 4, 10)}
        assert tagged_places(session, [], actor) == set()
