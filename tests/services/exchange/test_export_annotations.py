"""Exports: only quotations that stand in their text, whole files, each format."""

import csv
import io
import json
import sqlite3
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.services.conftest import tag_words
from viewer.base.errors import Cancelled, InputError, NotFoundError
from viewer.base.jobs import CancelToken
from viewer.services.archive.archive import Archive
from viewer.services.archive.check_archive import check_archive
from viewer.services.archive.undo_steps import undo
from viewer.services.exchange import export_annotations as export_module
from viewer.services.exchange.export_annotations import export_annotations
from viewer.services.passages.list_passages import list_passages
from viewer.services.passages.tag_passage import tag_passage
from viewer.services.passages.write_note import write_note
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import ExcerptReading, Filters, PassageInfo, SearchRequest
from viewer.text.spans import Span


@pytest.fixture
def tagged(archive: Archive, reading: ExcerptReading) -> Archive:
    start = reading.text.index("Квантунская")
    passage = tag_passage(archive, reading.version_id, Span(start, start + 17), ["actor/Japan"])
    write_note(archive, passage, "=SUM(A1) 🗒")
    tag_passage(archive, reading.version_id, Span(8, 14), ["event"])
    return archive


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_every_format_holds_every_exact_quote(tagged: Archive, tmp_path: Path) -> None:
    quotes = {passage.quote for passage in list_passages(tagged)}
    for name in ("csv", "markdown", "webannotation"):
        report = export_annotations(tagged, name, tmp_path / name)
        assert (report.passages, report.problems) == (2, ())
    assert {row["quote"] for row in rows(tmp_path / "csv")} == quotes
    page = json.loads((tmp_path / "webannotation").read_text(encoding="utf-8"))
    assert {item["target"]["selector"][0]["exact"] for item in page["items"]} == quotes
    written = unescape((tmp_path / "markdown").read_text(encoding="utf-8"))
    assert "Квантунская\u00a0армия" in written
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_an_export_can_be_of_a_tag_or_a_query(tagged: Archive, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert export_annotations(tagged, "csv", path, tags=["ACTOR"]).passages == 1
    with pytest.raises(NotFoundError, match="no tag"):
        export_annotations(tagged, "csv", path, tags=["nowhere"])
    search = ArchiveSearch(tagged)
    search.refresh()
    for query, expected in (("harbin", 2), ("capitals", 0)):
        request = SearchRequest(query)
        report = export_annotations(tagged, "csv", path, request=request, searcher=search)
        assert report.passages == expected
    search.close()


def test_a_quote_that_is_not_in_its_text_is_left_out_and_repaired(
    tagged: Archive, tmp_path: Path
) -> None:
    connection = sqlite3.connect(tagged.path)
    with connection:
        connection.execute(
            'UPDATE annotation SET start = start + 1, "end" = "end" + 1 WHERE id = 1'
        )
    connection.close()
    report = export_annotations(tagged, "csv", tmp_path / "out.csv")
    assert report.passages == 1
    assert "Passage 1 was left out" in str(report.problems[0])
    found = check_archive(tagged)
    assert len(found.problems) == 1
    mended = check_archive(tagged, repair=True)
    assert mended.problems == ()
    assert "moved" in str(mended.repaired[0])
    assert check_archive(tagged).problems == ()
    assert export_annotations(tagged, "csv", tmp_path / "out.csv").passages == 2
    undo(tagged)
    assert len(check_archive(tagged).problems) == 1


def test_trouble_leaves_the_older_export(tagged: Archive, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no format"):
        export_annotations(tagged, "docx", tmp_path / "out")
    with pytest.raises(InputError, match="cannot be written"):
        export_annotations(tagged, "csv", tmp_path / "no folder" / "out.csv")
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        export_annotations(tagged, "csv", tmp_path / "folder")
    assert (tmp_path / "folder").is_dir()


def test_an_export_never_takes_the_place_of_its_archive(tagged: Archive, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(tagged.path)
    (tmp_path / "twin.csv").hardlink_to(tagged.path)
    for name in ("archive.db", "link.csv", "twin.csv", "archive.db-wal"):
        with pytest.raises(InputError, match="the archive itself"):
            export_annotations(tagged, "csv", tmp_path / name)
    assert check_archive(tagged).problems == ()


def test_a_passage_whose_text_went_meanwhile_is_left_out(
    tagged: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def then_undone(*args: Any, **more: Any) -> list[PassageInfo]:
        passages = list_passages(tagged)
        for _ in range(4):
            undo(tagged)
        return passages

    monkeypatch.setattr(export_module, "list_passages", then_undone)
    report = export_annotations(tagged, "csv", tmp_path / "out.csv")
    assert (report.passages, len(report.problems)) == (0, 2)


def test_a_sound_archive_has_no_problems(tagged: Archive) -> None:
    report = check_archive(tagged)
    assert report.problems == ()
    assert report.checked["annotation"] == 2


def test_a_text_that_was_tampered_with_is_found(tagged: Archive) -> None:
    connection = sqlite3.connect(tagged.path)
    with connection:
        connection.execute("UPDATE body SET text = text || '!' WHERE id = 2")
    connection.close()
    assert "SHA-256" in str(check_archive(tagged).problems[0])


def test_without_leave_no_file_is_replaced_not_even_one_that_came_meanwhile(
    tagged: Archive, tmp_path: Path
) -> None:
    there, late = tmp_path / "there.csv", tmp_path / "late.csv"
    there.write_bytes(b"an older export")
    with pytest.raises(InputError, match="is there already"):
        export_annotations(tagged, "csv", there, overwrite=False)
    with pytest.raises(InputError, match="is there already"):
        export_annotations(
            tagged,
            "csv",
            late,
            overwrite=False,
            progress=lambda _done, _total: late.write_bytes(b"somebody else's"),
        )
    assert there.read_bytes() == b"an older export"
    assert late.read_bytes() == b"somebody else's"
    export_annotations(tagged, "csv", there)
    assert len(rows(there)) == 2


def test_an_export_that_fails_or_is_stopped_leaves_nothing_beside_the_older_one(
    tagged: Archive, tmp_path: Path
) -> None:
    folder = tmp_path / "exports"
    (folder / "taken.csv").mkdir(parents=True)
    (folder / "older.csv").write_bytes(b"an older export")
    with pytest.raises(InputError, match="cannot be written"):
        export_annotations(tagged, "csv", folder / "taken.csv")
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        export_annotations(tagged, "csv", folder / "older.csv", cancel=cancel)
    assert sorted(each.name for each in folder.iterdir()) == ["older.csv", "taken.csv"]
    assert (folder / "older.csv").read_bytes() == b"an older export"


def test_an_export_of_hits_takes_the_list_that_is_shown_filters_and_tag_included(
    papers: Archive, tmp_path: Path
) -> None:
    path = tmp_path / "out.csv"
    tag_words(papers, 1, "Manchuria", "place")
    tag_words(papers, 1, "Soviet", "actor")
    tag_words(papers, 3, "Manchuria", "place")
    search = ArchiveSearch(papers)
    search.refresh()
    english = Filters(kinds=frozenset({"transcription"}))

    def exported(query: str, filters: Filters, *tags: str) -> list[tuple[str, str]]:
        request = SearchRequest(query, filters, limit=1)
        export_annotations(papers, "csv", path, request=request, searcher=search, tags=tags)
        return [(row["quote"], row["headline"]) for row in rows(path)]

    assert len(exported("manchuria", Filters())) == 3
    assert [quote for quote, _ in exported("manchuria", english)] == ["Soviet", "Manchuria"]
    assert len(exported("manchuria", Filters(), "place")) == 2
    assert [quote for quote, _ in exported("manchuria", english, "place")] == ["Manchuria"]
    with pytest.raises(NotFoundError, match="2 texts"):  # they hold some of it, none all
        exported("advance withdrawal", Filters())
    search.close()
