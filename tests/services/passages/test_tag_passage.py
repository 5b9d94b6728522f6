"""Tagging: what is stored is the text at the span, in code points."""

import pytest

from tests.services.listed import list_tags
from viewer.base.errors import InputError, NotFoundError
from viewer.base.ids import AnnotationId, ExcerptId, TagId, VersionId
from viewer.base.messages import verbatim
from viewer.catalogue.models import Annotation
from viewer.services.archive.archive import Archive
from viewer.services.archive.list_journal import list_journal
from viewer.services.passages.list_passages import list_passages
from viewer.services.passages.tag_passage import add_tag, tag_passage, untag
from viewer.services.records.read_excerpt import read_excerpt
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


def test_passages_that_share_a_start_an_end_or_a_text_are_each_their_own(
    archive: Archive, reading: ExcerptReading
) -> None:
    other = read_excerpt(archive, ExcerptId(2)).version_id
    made = {
        tag_passage(archive, version, span, ["a"])
        for version, span in (
            (reading.version_id, Span(0, 5)),
            (reading.version_id, Span(0, 7)),
            (reading.version_id, Span(2, 5)),
            (other, Span(0, 5)),
        )
    }
    assert len(made) == len(list_passages(archive)) == 4


def test_a_tag_that_is_there_already_is_no_step(archive: Archive, reading: ExcerptReading) -> None:
    passage = tag_passage(archive, reading.version_id, Span(0, 5), ["a/b"])
    before = list_passages(archive), archive.last_step()
    tag_passage(archive, reading.version_id, Span(0, 5), ["a/b"])
    add_tag(archive, passage, " a / b ")
    assert (list_passages(archive), archive.last_step()) == before


def test_whoever_tags_or_untags_changes_the_passage_and_keeps_who_made_it(
    archive: Archive, reading: ExcerptReading
) -> None:
    with Archive.open(archive.path, who="Анна 🗞") as hers:
        passage = tag_passage(hers, reading.version_id, Span(0, 5), ["a", "b"])
    (made,) = list_passages(archive)
    assert made.creator == "Анна 🗞"
    backdate(archive)
    add_tag(archive, passage, "c")
    (tagged,) = list_passages(archive)
    assert tagged.modified_at > OLD
    assert (tagged.creator, tagged.created_at) == ("Анна 🗞", made.created_at)
    backdate(archive)
    untag(archive, passage, tagged.tags[0].id)
    (untagged,) = list_passages(archive)
    assert untagged.modified_at > OLD
    assert [tag.path for tag in untagged.tags] == ["b", "c"]


def test_untagging_what_it_does_not_carry_is_refused(
    archive: Archive, reading: ExcerptReading
) -> None:
    passage = tag_passage(archive, reading.version_id, Span(0, 5), ["a"])
    tag_passage(archive, reading.version_id, Span(8, 14), ["b"])
    before = archive.last_step()
    with pytest.raises(NotFoundError, match="any more"):
        untag(archive, passage, TagId(2))
    assert archive.last_step() == before


def test_without_a_tag_words_are_marked_to_carry_a_note(
    archive: Archive, reading: ExcerptReading
) -> None:
    tag_passage(archive, reading.version_id, Span(0, 5), [])
    assert [(each.quote, each.tags) for each in list_passages(archive)] == [("Война", ())]
    assert str(list_journal(archive)[0].what) == "Mark a passage"


OLD = "1945-08-09T00:00:00Z"


def backdate(archive: Archive) -> None:
    """Make every passage look as if it had not been changed for long."""
    with archive.writing(verbatim("Backdate")) as write:
        for passage in write.session.query(Annotation):
            passage.modified_at = OLD
