"""What there is to export, counted as the export takes it."""

from __future__ import annotations

import pytest

from tests.services.conftest import tag_words
from viewer.base.ids import TagId
from viewer.base.messages import Message
from viewer.services.archive.archive import Archive
from viewer.services.codebook.find_tags import find_tags
from viewer.services.exchange.count_export import (
    NO_PASSAGES,
    NOT_FOUND,
    NOT_NARROWED,
    NOT_TAGGED,
    count_export,
)
from viewer.services.passages.delete_passages import delete_passages
from viewer.services.passages.list_passages import passage_ids
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import Filters, SearchRequest


@pytest.fixture
def archive(papers: Archive) -> Archive:
    return papers


@pytest.fixture
def tagged(archive: Archive) -> Archive:
    tag_words(archive, 1, "Soviet", "actor/state")
    tag_words(archive, 1, "Manchuria", "place")
    tag_words(archive, 2, "армия", "actor")
    return archive


def test_everything_the_hits_and_a_tag_are_each_counted(
    tagged: Archive, search: ArchiveSearch
) -> None:
    (actor,) = find_tags(tagged, ["actor"])
    request = SearchRequest("manchuria")
    scopes = count_export(tagged, search, request, actor)
    assert scopes.request == request
    assert (scopes.everything.count.passages, scopes.everything.why_none) == (3, None)
    assert (scopes.in_hits.count.passages, scopes.in_hits.why_none) == (2, None)
    assert "“manchuria”" in str(scopes.in_hits.title)
    assert scopes.of_tag is not None
    assert (scopes.tag, str(scopes.of_tag.title)) == ("actor", "Tagged actor")
    assert (scopes.of_tag.count.passages, scopes.of_tag.count.texts) == (2, 2)


def test_filters_alone_are_a_search(tagged: Archive, search: ArchiveSearch) -> None:
    russian = SearchRequest("", Filters(languages=frozenset({"ru"})))
    scope = count_export(tagged, search, russian, None).in_hits
    assert (scope.count.passages, scope.why_none) == (1, None)
    assert "Russian" in str(scope.title)


@pytest.mark.parametrize("tag", [None, TagId(99)])
def test_no_tag_is_no_choice(tagged: Archive, search: ArchiveSearch, tag: TagId | None) -> None:
    scopes = count_export(tagged, search, SearchRequest("manchuria"), tag)
    assert (scopes.tag, scopes.of_tag) == ("", None)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", NOT_NARROWED),
        ("  ", NOT_NARROWED),
        ("nowhere", NOT_FOUND),
        ("rain", "No passage is in this text yet."),
        ("withdrawal OR rain", "No passage is in these 2 texts yet."),
        ("advance withdrawal", "hold"),  # two texts hold some of it, none all
    ],
)
def test_an_empty_choice_says_why(
    tagged: Archive, search: ArchiveSearch, query: str, said: Message | str
) -> None:
    scope = count_export(tagged, search, SearchRequest(query), None).in_hits
    assert scope.count.passages == 0
    assert str(said) in str(scope.why_none)


def test_without_a_passage_there_is_nothing_and_without_an_index_one_waits(
    archive: Archive, search: ArchiveSearch
) -> None:
    tag_words(archive, 1, "Soviet", "actor")
    (actor,) = find_tags(archive, ["actor"])
    delete_passages(archive, passage_ids(archive))
    scopes = count_export(archive, search, SearchRequest("soviet"), actor)
    assert scopes.everything.why_none == NO_PASSAGES
    assert scopes.of_tag is not None
    assert scopes.of_tag.why_none == NOT_TAGGED
    search.close()
    awaited = count_export(archive, search, SearchRequest("soviet"), None)
    assert str(awaited.in_hits.why_none).startswith("The search index is being made.")
