"""Tagging: what is stored is the text at the span, in code points."""

import pytest

from viewer.base.errors import InputError, NotFoundError
from viewer.base.ids import AnnotationId, TagId, VersionId
from viewer.services.archive import Archive
from viewer.services.list_passages import list_passages
from viewer.services.list_tags import list_tags
from viewer.services.tag_passage import add_tag, tag_passage, untag
from viewer.services.types import AnchorState, ExcerptReading
from viewer.text.spans import Span


def test_the_text_came_in_canonical(reading: ExcerptReading) -> None:
    assert reading.text.startswith("Война 🚩 Японии\n\nКвантунская\u00a0армия")
    assert "\r" not in reading.text


def test_a_passage_stores_its_quote_and_where_it_stands(
    archive: Archive, reading: ExcerptReading
) -> None:
    start = reading.text.index("Японии")
    assert start == 8
    tag_passage(archive, reading.version_id, Span(start, start + 6), ["event/surrender"])
    (passage,) = list_passages(archive)
    assert passage.quote == "Японии"
    assert passage.span.of(reading.text) == passage.quote
    assert reading.text.count(passage.prefix + passage.quote + passage.suffix) == 1
    assert passage.state is AnchorState.EXACT
    assert [tag.path for tag in passage.tags] == ["event/surrender"]
    assert passage.issue_date == "1945-08-14"
    assert passage.publication == "Izvestia"


def test_tagging_the_same_span_again_adds_to_the_passage(
    archive: Archive, reading: ExcerptReading
) -> None:
    first = tag_passage(archive, reading.version_id, Span(0, 5), ["a"])
    assert tag_passage(archive, reading.version_id, Span(0, 5), ["a", "b"]) == first
    (passage,) = list_passages(archive)
    assert [tag.path for tag in passage.tags] == ["a", "b"]


def test_new_tags_are_made_with_parents_and_distinct_colours(
    archive: Archive, reading: ExcerptReading
) -> None:
    tag_passage(archive, reading.version_id, Span(0, 5), [" framing / liberation ", "event"])
    tags = list_tags(archive)
    assert [tag.path for tag in tags] == ["framing", "framing/liberation", "event"]
    assert len({tag.colour for tag in tags}) == 3
    assert [tag.passages for tag in tags] == [1, 1, 1]


@pytest.mark.parametrize("span", [Span(3, 3), Span(0, 10_000)])
def test_a_span_outside_the_text_is_refused(
    archive: Archive, reading: ExcerptReading, span: Span
) -> None:
    with pytest.raises(InputError):
        tag_passage(archive, reading.version_id, span, ["a"])
    assert list_tags(archive) == []


@pytest.mark.parametrize("path", ["", "  ", "a//b", "/"])
def test_a_tag_without_a_name_is_refused(
    archive: Archive, reading: ExcerptReading, path: str
) -> None:
    with pytest.raises(InputError):
        tag_passage(archive, reading.version_id, Span(0, 5), [path])
    assert list_passages(archive) == []


def test_what_is_gone_is_said(archive: Archive) -> None:
    with pytest.raises(NotFoundError):
        tag_passage(archive, VersionId(999), Span(0, 5), ["a"])
    with pytest.raises(NotFoundError):
        add_tag(archive, AnnotationId(999), "a")
    with pytest.raises(NotFoundError):
        untag(archive, AnnotationId(999), TagId(1))


def test_a_passage_with_two_tags_of_a_family_counts_once(
    archive: Archive, reading: ExcerptReading
) -> None:
    tag_passage(archive, reading.version_id, Span(0, 5), ["framing/liberation", "framing/alliance"])
    assert [tag.passages for tag in list_tags(archive)] == [1, 1, 1]


def test_passages_of_a_tag_take_in_the_tags_below(
    archive: Archive, reading: ExcerptReading
) -> None:
    tag_passage(archive, reading.version_id, Span(0, 5), ["framing/liberation"])
    tag_passage(archive, reading.version_id, Span(8, 14), ["framing"])
    tag_passage(archive, reading.version_id, Span(16, 20), ["frame"])
    framing = next(tag for tag in list_tags(archive) if tag.path == "framing")
    assert [passage.quote for passage in list_passages(archive, tag_ids=[framing.id])] == [
        "Война",
        "Японии",
    ]
