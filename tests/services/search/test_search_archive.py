"""Searching: words, metadata, tags and notes in one query, ranked, counted and narrowed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.base.errors import Cancelled
from viewer.base.ids import AnnotationId, ExcerptId
from viewer.base.jobs import CancelToken
from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import redo, undo
from viewer.services.exchange.import_texts import import_texts
from viewer.services.passages.list_passages import list_passages
from viewer.services.passages.tag_matches import tag_matches
from viewer.services.passages.tag_passage import tag_passage
from viewer.services.passages.write_note import write_note
from viewer.services.records.read_excerpt import read_excerpt
from viewer.services.search.match_finder import MatchFinder
from viewer.services.search.search_archive import NO_INDEX, ArchiveSearch
from viewer.services.types import Filters, ImportOptions, SearchRequest, SortOrder
from viewer.text.spans import Span

ROWS = """headline,newspaper,date,language,page,text
Russians Advance,The Guardian,1945-08-14,en,5,The Soviet armies advance in Manchuria 🚩.
Address,Известия,1945-09-04,ru,1,Советская армия разгромила Квантунскую армию в Маньчжурии.
Withdrawal,The New York Times,1945-10-18,en,4,Soviet withdrawal from Manchuria; an army leaves.
Weather,The Guardian,,en,2,Rain over Manchester; no army anywhere.
"""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    table = tmp_path / "rows.csv"
    table.write_text(ROWS, encoding="utf-8")
    with Archive.create(tmp_path / "archive.db", "Test") as archive:
        import_texts(archive, [table], ImportOptions())
        yield archive


def headlines(search: ArchiveSearch, query: str, **more) -> list[str]:
    answer = search.search(SearchRequest(query, **more))
    return [hit.headline for hit in answer.hits if hit.tier == 1]


def test_all_words_come_first_and_some_of_them_after(search: ArchiveSearch) -> None:
    answer = search.search(SearchRequest("soviet advance"))
    assert (answer.total, answer.total_some) == (1, 1)
    assert [(hit.headline, hit.tier) for hit in answer.hits] == [
        ("Russians Advance", 1),
        ("Withdrawal", 2),
    ]


def test_marks_are_code_points_of_the_snippet(search: ArchiveSearch) -> None:
    (hit,) = search.search(SearchRequest("квантунская")).hits
    assert [mark.of(hit.snippet) for mark in hit.marks] == ["Квантунскую"]
    assert hit.why


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("newspaper:guardian", {"Russians Advance", "Weather"}),
        ('newspaper:"new york times"', {"Withdrawal"}),
        ("newspaper:известия", {"Address"}),
        ("language:russian", {"Address"}),
        ("page:4", {"Withdrawal"}),
        ("date:1945-08..1945-09", {"Russians Advance", "Address"}),
        ("date:1945-10-18", {"Withdrawal"}),
        ("army date:1945", {"Withdrawal", "Russians Advance"}),
        ("army NOT newspaper:guardian", {"Withdrawal"}),
        ("manchur*", {"Russians Advance", "Withdrawal"}),
        ('"soviet armies"', {"Russians Advance"}),
        ("headline:weather", {"Weather"}),
        ("has:date", {"Russians Advance", "Address", "Withdrawal"}),
        ("", {"Russians Advance", "Address", "Withdrawal", "Weather"}),
    ],
)
def test_one_query_over_words_and_metadata(
    search: ArchiveSearch, query: str, expected: set[str]
) -> None:
    assert set(headlines(search, query)) == expected


@pytest.mark.parametrize(
    "query",
    [
        "newspaper:pravda",
        "tag:nowhere",
        "date:1945-02-30",
        "language:xx",
        "kind:poem",
        "has:wings",
        'name:"nobody"',
    ],
)
def test_what_cannot_be_answered_is_said(search: ArchiveSearch, query: str) -> None:
    answer = search.search(SearchRequest(query))
    assert len(answer.complaints) == 1


def test_an_unknown_newspaper_finds_nothing_rather_than_everything(search: ArchiveSearch) -> None:
    assert search.search(SearchRequest("army newspaper:pravda")).total == 0


def test_tags_and_notes_do_not_wait_for_the_index(archive: Archive, search: ArchiveSearch) -> None:
    reading = read_excerpt(archive, ExcerptId(2))
    passage = tag_passage(archive, reading.version_id, Span(0, 9), ["actor/soviet union"])
    write_note(archive, passage, "Сравни с «Таймс»")
    assert headlines(search, "tag:actor") == ["Address"]
    assert headlines(search, 'tag:"soviet union"') == ["Address"]
    assert headlines(search, "note:таймс") == ["Address"]
    assert headlines(search, "has:note has:tag") == ["Address"]


def test_facets_are_counted_without_their_own_narrowing(search: ArchiveSearch) -> None:
    everything = search.search(SearchRequest("")).facets
    assert {facet.label: facet.count for facet in everything.newspapers} == {
        "The Guardian": 2,
        "The New York Times": 1,
        "Известия": 1,
    }
    assert (everything.undated, len(everything.months)) == (1, 3)
    guardian = next(f for f in everything.newspapers if f.label == "The Guardian")
    narrowed = search.search(
        SearchRequest("", Filters(publications=frozenset({int(guardian.key)})))
    )
    assert narrowed.total == 2
    assert narrowed.facets.newspapers == everything.newspapers
    assert [(facet.key, facet.count) for facet in narrowed.facets.languages] == [("en", 2)]


def test_narrowing_by_language_kind_and_days(search: ArchiveSearch) -> None:
    assert headlines(search, "", filters=Filters(languages=frozenset({"ru"}))) == ["Address"]
    assert headlines(search, "", filters=Filters(kinds=frozenset({"ocr"}))) == []
    assert headlines(search, "", filters=Filters(date_from="1945-09-01", date_to="1945-09-30")) == [
        "Address"
    ]


def test_hits_sort_by_date_and_newspaper_and_come_in_pages(search: ArchiveSearch) -> None:
    by_date = ["Russians Advance", "Address", "Withdrawal", "Weather"]
    assert headlines(search, "", sort=SortOrder.DATE) == by_date
    assert headlines(search, "", sort=SortOrder.DATE, limit=2, offset=1) == by_date[1:3]
    assert headlines(search, "", sort=SortOrder.NEWSPAPER) == [
        "Russians Advance",
        "Weather",
        "Withdrawal",
        "Address",
    ]


def test_pages_run_on_from_the_first_tier_into_the_second(search: ArchiveSearch) -> None:
    whole = search.search(SearchRequest("soviet army advance", limit=10)).hits
    singly = [
        search.search(SearchRequest("soviet army advance", limit=1, offset=n)).hits[0]
        for n in range(len(whole))
    ]
    assert [hit.id for hit in singly] == [hit.id for hit in whole]


def test_new_and_undone_texts_are_found_and_lost(archive: Archive, search: ArchiveSearch) -> None:
    path = archive.path.parent / "new.txt"
    path.write_text("A submarine surfaced. ⚓")
    import_texts(archive, [path], ImportOptions())
    assert search.state().state == "stale"
    search.refresh()
    assert search.state().state == "current"
    assert search.search(SearchRequest("submarines")).total == 1
    undo(archive)
    assert search.search(SearchRequest("submarines")).total == 0, "gone even before the refresh"
    search.refresh()
    redo(archive)
    search.refresh()
    assert search.search(SearchRequest("submarines")).total == 1


def test_a_damaged_or_foreign_index_is_made_anew(archive: Archive, search: ArchiveSearch) -> None:
    search.close()
    folder = Path(search.state().path)
    for path in folder.rglob("*"):
        if path.is_file() and path.name != "current.json":
            path.write_bytes(b"\x80\x04cos\nsystem\n")
    again = ArchiveSearch(archive)
    assert again.state().state == "damaged"
    again.refresh()
    assert again.state().state == "current"
    assert again.search(SearchRequest("soviet")).total == 2
    again.close()


def test_without_an_index_it_says_so(archive: Archive) -> None:
    answer = ArchiveSearch(archive).search(SearchRequest("army"))
    assert (answer.total, answer.complaints) == (0, (NO_INDEX,))


def test_a_cancelled_search_stops(search: ArchiveSearch) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        search.search(SearchRequest("army"), cancel)


@pytest.mark.parametrize("query", ["", "   ", "AND OR NOT", "((((", '"', "x" * 10_000, "a " * 5000])
def test_no_query_is_refused(search: ArchiveSearch, query: str) -> None:
    search.search(SearchRequest(query))


def test_a_hit_names_no_condition_that_does_not_hold_for_it(search: ArchiveSearch) -> None:
    answer = search.search(SearchRequest("manchester OR (manchuria newspaper:guardian)"))
    reasons = {hit.headline: tuple(map(str, hit.why)) for hit in answer.hits}
    assert reasons["Russians Advance"] == ("newspaper guardian",)
    answer = search.search(SearchRequest("withdrawal OR page:5"))
    reasons = {hit.headline: tuple(map(str, hit.why)) for hit in answer.hits}
    assert reasons == {"Withdrawal": ("headline",), "Russians Advance": ("page 5",)}


def test_what_is_gone_is_known(archive: Archive, search: ArchiveSearch) -> None:
    asked = [ExcerptId(number) for number in (1, 4, 5, 999)]
    assert search.gone(asked) == {5, 999}
    undo(archive)
    assert search.gone(asked) == set(asked)
    assert search.gone([]) == frozenset()


def test_every_match_is_tagged_as_one_step(archive: Archive, search: ArchiveSearch) -> None:
    report = tag_matches(archive, search, SearchRequest("manchuria"), "place/Manchuria")
    assert report.tagged.passages == 2
    assert report.step is not None
    again = tag_matches(archive, search, SearchRequest("manchuria"), "place/Manchuria")
    assert (again.tagged.passages, again.already, again.step) == (0, 2, None)
    assert set(headlines(search, "tag:place")) == {"Russians Advance", "Withdrawal"}
    undo(archive)
    assert search.search(SearchRequest("has:tag")).total == 0


def test_tagging_stops_between_two_texts(archive: Archive, search: ArchiveSearch) -> None:
    cancel = CancelToken()
    looked_at = []

    class Interrupting:
        def __init__(self, finder: MatchFinder) -> None:
            self.finder = finder

        def in_excerpt(self, excerpt_id: ExcerptId, text: str, language: str) -> list[Span]:
            looked_at.append(text)
            cancel.cancel()
            return self.finder.in_excerpt(excerpt_id, text, language)

    class Interrupted:
        def matching_excerpts(self, request: SearchRequest, cancel: CancelToken) -> list[ExcerptId]:
            return search.matching_excerpts(request, cancel)

        def match_finder(self, request: SearchRequest, token: CancelToken) -> Interrupting:
            return Interrupting(search.match_finder(request, token))

    with pytest.raises(Cancelled):
        tag_matches(
            archive,
            Interrupted(),  # type: ignore[arg-type]
            SearchRequest("army"),
            "actor",
            cancel=cancel,
        )
    assert len(looked_at) == 1
    assert search.search(SearchRequest("has:tag")).total == 0


def test_matches_of_many_texts_are_tagged_beside_the_passages_that_stand(
    archive: Archive, search: ArchiveSearch
) -> None:
    reading = read_excerpt(archive, ExcerptId(1))
    at = reading.text.index("Manchuria")
    noted = tag_passage(archive, reading.version_id, Span(at, at + 9), ["elsewhere"])
    report = tag_matches(archive, search, SearchRequest("manchuria"), "place/Manchuria")
    passages = {passage.id: passage for passage in list_passages(archive)}
    assert (report.tagged.passages, len(passages)) == (2, 2)
    assert [tag.path for tag in passages[noted].tags] == ["elsewhere", "place/Manchuria"]
    assert {passage.quote for passage in passages.values()} == {"Manchuria"}


def test_matched_words_side_by_side_are_one_passage(
    archive: Archive, search: ArchiveSearch
) -> None:
    tag_matches(archive, search, SearchRequest("soviet armies newspaper:guardian"), "actor")
    assert [passage.quote for passage in list_passages(archive)] == ["Soviet armies"]
    assert (
        list_passages(archive, annotation_ids=[AnnotationId(1)])[0].headline == "Russians Advance"
    )
