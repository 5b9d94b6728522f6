"""Conditions from memory: whatever is done to an archive, they say what the database says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.listed import list_tags
from viewer.base.errors import Cancelled
from viewer.base.jobs import CancelToken
from viewer.services.archive import catalogue_cache
from viewer.services.archive.archive import Archive
from viewer.services.archive.cached_parts import PUBLICATIONS, TAG_TREE
from viewer.services.archive.catalogue_cache import CachedPart, CatalogueCache
from viewer.services.archive.undo_steps import redo, undo
from viewer.services.codebook.change_codebook import rename_tag
from viewer.services.passages.delete_passages import delete_passages
from viewer.services.passages.tag_passage import tag_passage
from viewer.services.passages.write_note import write_note
from viewer.services.search.condition_tables import (
    CONDITION_TABLES,
    DATELINES,
    PAGES,
    TAGGED,
    ExcerptValues,
    TaggedPassages,
)
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import ExcerptReading, SearchRequest
from viewer.text.spans import Span


@pytest.fixture
def cache(archive: Archive) -> CatalogueCache:
    cache = CatalogueCache()
    cache.read_ahead(archive, CONDITION_TABLES, CancelToken())
    return cache


def is_sound(archive: Archive, cache: CatalogueCache) -> None:
    """Everything is known, and as a cache that knew nothing reads it."""
    with archive.reading() as session:
        for part in CONDITION_TABLES:
            known = cache.of(session).if_known(part)
            assert known is not None, part.name
            if part in (PAGES, DATELINES):
                assert by_value(known) == by_value(part.load(session))
            else:
                assert {key: held for key, held in known.items() if held_any(held)} == dict(
                    part.load(session)
                )


def held_any(held: object) -> bool:
    return not isinstance(held, TaggedPassages) or bool(held.annotations)


def by_value(table: ExcerptValues) -> dict[str, list[int]]:
    held = {
        value: list(holders)
        for value, holders in zip(table.values, table.holders, strict=True)
        if holders
    }
    numbers = [table.values[number] for number in table.numbers]
    assert {(excerpt, value) for excerpt, value in zip(table.excerpts, numbers, strict=True)} == {
        (excerpt, value) for value, holders in held.items() for excerpt in holders
    }
    assert list(table.excerpts) == sorted(table.excerpts)
    return held


def test_each_change_is_followed(
    archive: Archive, cache: CatalogueCache, reading: ExcerptReading
) -> None:
    is_sound(archive, cache)
    first = tag_passage(archive, reading.version_id, Span(0, 5), ["war", "army"])
    is_sound(archive, cache)
    second = tag_passage(archive, reading.version_id, Span(6, 9), ["war"])
    write_note(archive, first, "A Note")
    is_sound(archive, cache)
    write_note(archive, first, "")
    delete_passages(archive, [second])
    is_sound(archive, cache)
    for change in (undo, undo, undo, redo, redo, undo, undo):
        change(archive)
        is_sound(archive, cache)


def test_a_change_of_one_tag_reads_nothing_else_again(
    archive: Archive,
    cache: CatalogueCache,
    reading: ExcerptReading,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with archive.reading() as session:
        before = [cache.of(session).if_known(part) for part in CONDITION_TABLES]
        tree = cache.of(session).get(TAG_TREE)
        papers = cache.of(session).get(PUBLICATIONS)
    tag_passage(archive, reading.version_id, Span(0, 5), ["war"])
    with archive.reading() as session:
        after = [cache.of(session).if_known(part) for part in CONDITION_TABLES]
        assert [one is two for one, two in zip(before, after, strict=True)] == [
            False,  # taggings: one was added
            False,  # notes: the passage might have one
            True,
            True,
        ]
        assert cache.of(session).get(PUBLICATIONS) is papers
        assert cache.of(session).get(TAG_TREE) is not tree  # the tag is new
    rename_tag(archive, list_tags(archive)[0].id, "peace")
    with archive.reading() as session:
        assert cache.of(session).if_known(TAGGED) is after[0]
        assert cache.of(session).get(TAG_TREE).called("peace")


def test_a_session_on_an_older_state_is_answered_from_the_database(
    archive: Archive, cache: CatalogueCache, reading: ExcerptReading
) -> None:
    with archive.reading() as older:
        old = cache.of(older)
        tag_passage(archive, reading.version_id, Span(0, 5), ["war"])
        with archive.reading() as newer:
            assert cache.of(newer).if_known(TAGGED)
            assert cache.of(newer).get(TAG_TREE).called("war")
        assert old.if_known(TAGGED) is None
        assert not old.get(TAG_TREE).called("war")
    is_sound(archive, cache)


def test_past_many_changed_rows_a_part_is_read_again(
    archive: Archive,
    cache: CatalogueCache,
    reading: ExcerptReading,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(catalogue_cache, "MOST_PATCHED", 1)
    tag_passage(archive, reading.version_id, Span(0, 5), ["war", "army"])
    with archive.reading() as session:
        assert cache.of(session).if_known(TAGGED) is None
        assert cache.of(session).if_known(PAGES) is not None
    cache.read_ahead(archive, CONDITION_TABLES, CancelToken())
    is_sound(archive, cache)


def test_reading_ahead_begins_again_when_something_changes_meanwhile(
    archive: Archive, reading: ExcerptReading
) -> None:
    cache = CatalogueCache()
    loads: list[int] = []

    def load(session: object) -> int:
        loads.append(len(loads))
        if len(loads) == 1:
            tag_passage(archive, reading.version_id, Span(0, 5), ["war"])
            with archive.reading() as newer:
                cache.of(newer).get(TAG_TREE)
        return loads[-1]

    part = CachedPart("part", frozenset({"tagging"}), load)
    cache.read_ahead(archive, [part], CancelToken())
    with archive.reading() as session:
        assert cache.of(session).if_known(part) == 1


def test_reading_ahead_can_be_cancelled(archive: Archive) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        CatalogueCache().read_ahead(archive, CONDITION_TABLES, cancel)


QUERIES = ("tag:war", "tag:army", "NOT tag:war", "note:flag", "page:1", "page:3", "place:chungking",
           "place:usa", "tag:war note:flag")  # fmt: skip


def test_searches_find_the_same_with_and_without_what_was_read_ahead(
    archive: Archive, search: ArchiveSearch, reading: ExcerptReading
) -> None:
    other = ArchiveSearch(archive)
    other.refresh()
    search.prepare()

    def totals(asked: ArchiveSearch) -> list[int]:
        return [asked.search(SearchRequest(query)).total for query in QUERIES]

    passage = tag_passage(archive, reading.version_id, Span(0, 5), ["war"])
    write_note(archive, passage, "the FLAG 🚩")
    assert totals(search) == totals(other)
    assert totals(search)[0] == totals(search)[3] == 1
    delete_passages(archive, [passage])
    assert totals(search) == totals(other)
    assert totals(search)[0] == 0
    other.close()


ids = st.integers(1, 200)


@given(st.dictionaries(ids, ids), st.sets(ids), st.dictionaries(ids, ids))
def test_passages_of_a_tag_come_and_go(
    held: dict[int, int], removed: set[int], added: dict[int, int]
) -> None:
    after = TaggedPassages.of(held).changed(removed, added)
    expected = {key: value for key, value in held.items() if key not in removed} | added
    assert dict(zip(after.annotations, after.excerpts, strict=True)) == expected
    assert list(after.annotations) == sorted(expected)


values = st.sampled_from(("1", "2", "3, 4", "Moscow"))


@given(st.dictionaries(ids, values), st.sets(ids), st.dictionaries(ids, values))
def test_values_of_excerpts_change(
    held: dict[int, str], touched: set[int], now: dict[int, str]
) -> None:
    table = ExcerptValues.of(sorted(held.items()))
    assert by_value(table) == grouped(held)
    after = table.changed(touched | set(now), now)
    expected = {key: value for key, value in held.items() if key not in touched | set(now)} | now
    assert by_value(after) == grouped(expected)
    asked = sorted(after.having(lambda value: value in ("1", "Moscow")))
    assert asked == sorted(key for key, value in expected.items() if value in ("1", "Moscow"))
    assert by_value(table) == grouped(held)  # others may be reading it


def grouped(held: dict[int, str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for key, value in sorted(held.items()):
        found.setdefault(value, []).append(key)
    return found
