"""Faults: an action over the hits took the query alone, and so more than the list showed."""

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.listed import list_publications
from viewer.base.errors import InputError, NotFoundError
from viewer.base.messages import Message
from viewer.services.archive.archive import Archive
from viewer.services.archive.list_journal import list_journal
from viewer.services.archive.undo_steps import undo
from viewer.services.exchange.export_annotations import export_annotations
from viewer.services.exchange.import_texts import import_texts
from viewer.services.passages.count_matches import count_matches
from viewer.services.passages.count_passages import count_passages_in
from viewer.services.passages.list_passages import list_passages
from viewer.services.passages.passages_in_words import passages_in_words, tagged_in_words
from viewer.services.passages.tag_matches import tag_matches
from viewer.services.records.read_excerpt import read_excerpt
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import (
    Filters,
    ImportOptions,
    PaperCount,
    PassageCount,
    SearchRequest,
    SortOrder,
)

ROWS = """headline,newspaper,date,language,page,text
Advance,The Guardian,1945-08-14,en,5,The army of Harbin 🚩; an army.
Advance,Izvestia,1945-08-15,ru,1,Армия вошла в Харбин. The army.
Withdrawal,The New York Times,1945-10-18,en,4,An army leaves Harbin.
Weather,The Guardian,,en,2,Rain over Manchester; no army anywhere.
Reading,,1945-09-01,en,2,What an army reads in Harbin.
"""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    table = tmp_path / "rows.csv"
    table.write_text(ROWS, encoding="utf-8")
    with Archive.create(tmp_path / "archive.db", "Test") as archive:
        import_texts(archive, [table], ImportOptions())
        yield archive


@pytest.fixture
def guardian(archive: Archive) -> Filters:
    (found,) = [each for each in list_publications(archive) if each.title == "The Guardian"]
    return Filters(publications=frozenset({found.id}))


def test_the_excerpts_acted_on_are_those_that_the_list_counts(
    search: ArchiveSearch, guardian: Filters
) -> None:
    for query in ("", "army", "army harbin", "army -rain", "harbin OR rain", "zeppelin"):
        for filters in (
            Filters(),
            guardian,
            Filters(languages=frozenset({"en"}), date_from="1945-08-01", date_to="1945-08-31"),
            Filters(kinds=frozenset({"ocr"})),
        ):
            request = SearchRequest(query, filters, SortOrder.DATE, limit=2, offset=1)
            ids = search.matching_excerpts(request)
            answer = search.search(SearchRequest(query, filters))
            assert ids == sorted(hit.id for hit in answer.hits if hit.tier == 1)
            assert len(ids) == answer.total


def test_tagging_every_match_keeps_to_the_filters(
    archive: Archive, search: ArchiveSearch, guardian: Filters
) -> None:
    report = tag_matches(archive, search, SearchRequest("army", guardian), "actor/army")
    assert report.tagged == PassageCount(3, 2, (PaperCount("The Guardian", 3),))
    assert {passage.publication for passage in list_passages(archive)} == {"The Guardian"}
    assert str(tagged_in_words(report)) == "3 passages in 2 texts tagged actor/army."


def test_what_tagging_would_do_is_what_it_then_does(
    archive: Archive, search: ArchiveSearch, guardian: Filters
) -> None:
    tag_matches(archive, search, SearchRequest("army", guardian), "actor/army")
    request = SearchRequest("army")
    steps = len(list_journal(archive))
    before = count_matches(archive, search, request, "actor/army")
    assert (len(list_journal(archive)), len(list_passages(archive))) == (steps, 3)
    after = tag_matches(archive, search, request, "actor/army")
    assert before.step is None
    assert after.step is not None
    assert (before.tagged, before.already) == (after.tagged, after.already)
    assert (after.tagged.passages, after.already) == (3, 3)
    assert str(tagged_in_words(after)) == (
        "3 passages in 3 texts tagged actor/army; 3 had the tag already."
    )
    whole = count_matches(archive, search, request)
    assert str(passages_in_words(whole.tagged)) == "6 passages in 5 texts in 4 papers"
    undo(archive)
    assert len(list_passages(archive)) == 3


@pytest.mark.parametrize(
    "query", ['"harbin army" OR (rain manchester)', "(weather OR zeppelin) army", "army harbin"]
)
def test_a_pane_marks_of_a_hit_what_tagging_every_match_takes(
    archive: Archive, search: ArchiveSearch, query: str
) -> None:
    # The words of a phrase were marked one by one where another part of the query was found.
    finder = search.match_finder(SearchRequest(query))
    hits = [hit for hit in search.search(SearchRequest(query)).hits if hit.tier == 1]
    assert hits
    for hit in hits:
        text = read_excerpt(archive, hit.id).text
        assert list(search.marks_in(hit.id, query).matches) == finder.in_excerpt(
            hit.id, text, hit.language
        )


def test_an_export_of_a_request_never_goes_on_without_its_answer(
    archive: Archive, search: ArchiveSearch, tmp_path: Path
) -> None:
    tag_matches(archive, search, SearchRequest("army"), "army")
    with pytest.raises(TypeError):
        export_annotations(archive, "csv", tmp_path / "e.csv", request=SearchRequest("zeppelin"))
    assert not (tmp_path / "e.csv").exists()


def test_papers_are_named_while_they_are_few() -> None:
    papers = tuple(PaperCount(title, 1) for title in ("Izvestia", "", "The Guardian"))
    assert (
        str(passages_in_words(PassageCount(1, 1, papers[:1]))) == "1 passage in 1 text of Izvestia"
    )
    assert str(passages_in_words(PassageCount(3, 3, papers))) == (
        "3 passages in 3 texts of Izvestia, newspaper not known and The Guardian"
    )
    assert str(passages_in_words(PassageCount())) == "0 passages"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("manchester leaves", "no text holds all that is asked for, 2 texts hold some"),
        ("zeppelin", "nothing in the archive matches"),
        ("newspaper:guardian", "no words of the query are in the text of the 2 hits"),
    ],
)
def test_nothing_is_tagged_without_a_word_why(
    archive: Archive, search: ArchiveSearch, query: str, said: Message | str
) -> None:
    steps = len(list_journal(archive))
    report = tag_matches(archive, search, SearchRequest(query), "x")
    assert said in str(tagged_in_words(report))
    assert (report.step, len(list_passages(archive)), len(list_journal(archive))) == (
        None,
        0,
        steps,
    )
    assert count_matches(archive, search, SearchRequest(query), "x") == report


def test_tagging_twice_says_that_the_tag_is_there(archive: Archive, search: ArchiveSearch) -> None:
    tag_matches(archive, search, SearchRequest("manchester"), "x")
    again = tag_matches(archive, search, SearchRequest("manchester"), "x")
    assert str(tagged_in_words(again)) == "Nothing was tagged: the one match has the tag x already."


def test_without_an_index_no_action_takes_nothing_for_an_answer(archive: Archive) -> None:
    with pytest.raises(NotFoundError, match="index is being made"):
        tag_matches(archive, ArchiveSearch(archive), SearchRequest("army"), "x")


def exported(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_an_export_keeps_to_the_filters_also_without_a_query(
    archive: Archive, search: ArchiveSearch, guardian: Filters, tmp_path: Path
) -> None:
    tag_matches(archive, search, SearchRequest("army"), "actor/army")
    path = tmp_path / "out.csv"
    for query, expected in (("harbin", 2), ("", 3)):
        request = SearchRequest(query, guardian)
        count = count_passages_in(archive, excerpt_ids=search.matching_excerpts(request))
        report = export_annotations(archive, "csv", path, request=request, searcher=search)
        assert report.passages == count.passages == len(exported(path)) == expected
        assert {row["newspaper"] for row in exported(path)} == {"The Guardian"}


def test_an_export_takes_no_text_that_holds_only_some(
    archive: Archive, search: ArchiveSearch, tmp_path: Path
) -> None:
    tag_matches(archive, search, SearchRequest("army"), "actor/army")
    request = SearchRequest("manchester leaves")
    with pytest.raises(NotFoundError, match="write OR between"):
        export_annotations(archive, "csv", tmp_path / "out.csv", request=request, searcher=search)
    assert not (tmp_path / "out.csv").exists()


def test_an_export_can_leave_what_is_there(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("mine")
    with pytest.raises(InputError, match="is there already"):
        export_annotations(archive, "csv", path, overwrite=False)
    assert path.read_text() == "mine"
    export_annotations(archive, "csv", path)
    assert exported(path) == []


def test_an_export_never_takes_the_place_of_a_device_or_pipe(
    archive: Archive, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(InputError, match="is no file that could be written"):
        export_annotations(archive, "csv", pipe)
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (Filters(), "army"),
        (Filters(publications=frozenset({1})), "army — only The Guardian"),
        (
            Filters(publications=frozenset({1}), date_from="1945-08-01", date_to="1945-08-31"),
            "army — only The Guardian, August 1945",
        ),
        (
            Filters(publications=frozenset({1, 2, 0})),
            "army — only Izvestia, The Guardian or newspaper not known",
        ),
        (Filters(publications=frozenset({0, 1, 2, 3})), "army — only 4 newspapers"),
        (Filters(languages=frozenset({"ru", "en"})), "army — only English or Russian"),
        (Filters(kinds=frozenset({"ocr"}), date_from="1945-08-09"), "army — only OCR, from"),
        (Filters(date_to="1945-08-09"), "army — only up to 9 August 1945"),
        (Filters(date_from="1945-01-01", date_to="1945-12-31"), "army — only 1945"),
        (Filters(date_from="1945-08-01", date_to="1945-10-31"), "only August–October 1945"),
        (Filters(date_from="1945-08-09", date_to="1945-08-14"), "only 9–14 August 1945"),
    ],
)
def test_how_a_query_was_read_names_the_filters(
    search: ArchiveSearch, filters: Filters, said: str
) -> None:
    assert said in str(search.search(SearchRequest("army", filters)).read_as)
