"""For `tag:`, a hit shows the words that carry the tag or one below it."""

from __future__ import annotations

from viewer.services.archive.archive import Archive
from viewer.services.passages.tag_passage import tag_passage
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import ExcerptReading, SearchRequest
from viewer.text.spans import Span


def test_the_words_of_a_tag_below_are_shown_and_opened_at(
    archive: Archive, search: ArchiveSearch, reading: ExcerptReading
) -> None:
    start = reading.text.index("gave up at Harbin")
    span = Span(start, start + len("gave up at Harbin"))
    passage = tag_passage(archive, reading.version_id, span, ["event/surrender"])
    tag_passage(archive, reading.version_id, Span(0, 5), ["eventful"])
    [hit] = search.search(SearchRequest("tag:event")).hits
    assert [mark.of(hit.snippet) for mark in hit.marks] == ["gave up at Harbin"]
    assert search.marks_in(reading.id, "tag:event").passage_id == passage
