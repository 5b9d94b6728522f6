"""What panes show of texts is what the archive holds at that moment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.conftest import link, tag_words
from viewer.base.errors import NotFoundError
from viewer.base.ids import ExcerptId
from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import undo
from viewer.services.passages.delete_passages import delete_passages
from viewer.services.records.read_excerpt import read_excerpt
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import SearchRequest
from viewer.text.kinds import LinkKind
from viewer.workspace.text_reader import TextReader

ONE, TWO, THREE = ExcerptId(1), ExcerptId(2), ExcerptId(3)
GONE = ExcerptId(99)


@pytest.fixture
def archive(archive_path: Path) -> Iterator[Archive]:
    with Archive.open(archive_path, who="reader") as archive:
        yield archive


@pytest.fixture
def reader(archive: Archive) -> Iterator[TextReader]:
    searcher = ArchiveSearch(archive)
    searcher.refresh()
    yield TextReader(archive, searcher)
    searcher.close()


def test_a_text_comes_with_its_passages_and_what_the_search_marks(
    archive: Archive, reader: TextReader
) -> None:
    tagged = tag_words(archive, 2, "army 😀", "actor")
    tag_words(archive, 3, "army", "actor")
    opened = reader.read(TWO, SearchRequest("Harbin"))
    assert opened.reading == read_excerpt(archive, TWO)
    assert [each.id for each in opened.passages.all] == [tagged]
    (placed,) = opened.passages.all
    assert placed.end - placed.start == len("army 😀") + 1, "an emoji is two units of Qt's"
    assert opened.searched == SearchRequest("Harbin")
    text = opened.reading.text
    assert [match.of(text) for match in opened.marks.matches] == ["Harbin"] * 3


def test_a_text_that_is_gone_cannot_be_read(reader: TextReader) -> None:
    with pytest.raises(NotFoundError, match="Excerpt 99 is no longer"):
        reader.read(GONE, SearchRequest(""))


def test_a_passage_is_found_as_long_as_it_is_there(archive: Archive, reader: TextReader) -> None:
    tag_words(archive, 3, "army", "actor")
    tagged = tag_words(archive, 1, "Харби\u0301на", "place")
    found = reader.passage(tagged)
    assert found is not None
    assert (found.id, found.quote) == (tagged, "Харби\u0301на")
    delete_passages(archive, [tagged])
    assert reader.passage(tagged) is None


def test_panes_get_the_passages_and_links_of_their_own_texts(
    archive: Archive, reader: TextReader
) -> None:
    one, two, three = (
        tag_words(archive, excerpt, words, "x")
        for excerpt, words in ((1, "army"), (2, "army"), (3, "army"))
    )
    shown = link(archive, one, two, LinkKind.COPIES)
    link(archive, three, three, LinkKind.SUPPORTS)
    readings = [read_excerpt(archive, each) for each in (ONE, TWO)]
    texts = {each.version_id: each.text for each in readings}
    marks = reader.pane_marks(texts, [ONE, TWO])
    assert {key: [each.id for each in placed.all] for key, placed in marks.passages.items()} == {
        readings[0].version_id: [one],
        readings[1].version_id: [two],
    }
    assert [each.id for each in marks.links] == [shown]
    assert marks.gone == frozenset()


def test_panes_are_told_which_of_their_texts_are_gone(archive: Archive, reader: TextReader) -> None:
    text = read_excerpt(archive, THREE)
    undo(archive)
    marks = reader.pane_marks({text.version_id: text.text}, [TWO, THREE])
    assert marks.gone == {THREE}
    assert [placed.all for placed in marks.passages.values()] == [[]]


def test_each_text_is_marked_for_itself(reader: TextReader) -> None:
    found = reader.matches([TWO, THREE], SearchRequest("Harbin"))
    assert {key: len(marks.matches) for key, marks in found.items()} == {TWO: 3, THREE: 0}


def test_a_word_that_is_still_being_typed_marks_those_that_begin_so(reader: TextReader) -> None:
    for typing, count in ((False, 0), (True, 3)):
        request = SearchRequest("Harb", typing=typing)
        assert len(reader.read(TWO, request).marks.matches) == count
        assert len(reader.matches([TWO], request)[TWO].matches) == count
