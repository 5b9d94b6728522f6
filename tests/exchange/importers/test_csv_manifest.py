from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from viewer.base.errors import Cancelled
from viewer.base.jobs import CancelToken
from viewer.exchange.importers.csv_manifest import outline
from viewer.exchange.importers.paths import count_paths, read_paths
from viewer.exchange.importers.records import ReadOptions

Read = Callable[..., Any]
Put = Callable[..., Path]

HEADS = (
    "headline,newspaper,date,byline,page,column,edition,language,kind,dateline,url,note,text\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_rows_that_hold_their_text(read: Read, put: Put, hard: str, encoding: str) -> None:
    row = f'War,Izvestia,9 August 1945,TASS,1,2,late,ru,ocr,Moscow,http://x,n,"{hard}"\r\n'
    data = (HEADS + row).encode(encoding)
    path = put("list.csv", data)
    came = read(path)
    record = came.only
    assert record.text == hard.replace("\r\n", "\n")
    assert (record.headline, record.publication, record.issue_date) == (
        "War", "Izvestia", "1945-08-09",
    )  # fmt: skip
    assert (record.byline, record.page, record.column, record.edition) == ("TASS", "1", "2", "late")
    assert (record.language, record.kind, record.dateline) == ("ru", "ocr", "Moscow")
    assert (record.url, record.note, record.place_in_source) == ("http://x", "n", "row 2")
    assert record.path == f"{path}, row 2"
    assert record.source.sha256 == hashlib.sha256(data).hexdigest()
    assert (record.source.file_name, record.source.importer) == ("list.csv", "csv")
    assert not came.warned


def test_rows_that_name_files(read: Read, put: Put, hard: str) -> None:
    put("texts/a.txt", f"First line\n\n{hard}")
    put("texts/b.md", f"---\nauthor: B\nnote: of the file\n---\n# Head\n\n{hard}")
    path = put(
        "list.tsv",
        "Path\tTitle\tdate\tnote\tsource\n"
        "texts/a.txt\tA\t1945-08-14\t\tReader, 2020\n"
        "texts\\b.md\t\t\tof the row\t\n",
    )
    first, second = read(path).records
    assert (first.headline, first.issue_date) == ("A", "1945-08-14")
    assert (first.source.file_name, first.source.importer) == ("a.txt", "txt")
    assert first.source.citation == "Reader, 2020"
    assert first.path == str(path.parent / "texts" / "a.txt")
    assert (second.headline, second.byline) == ("Head", "B")
    assert second.note == "of the row\nof the file"


def test_bad_rows_are_skipped_one_by_one(read: Read, put: Put) -> None:
    put("a.bin", bytes(range(256)) * 9)
    path = put(
        "list.csv",
        "text,path,date\n"
        "good,,1945-02-30\n"
        ",missing.txt,\n"
        ",../outside.txt,\n"
        ",/etc/passwd,\n"
        ",C:\\secret.txt,\n"
        ",list.csv,\n"
        ",a.bin,\n"
        ",,1945\n"
        '"x"y,,\n'
        '"open,,\n',
    )
    came = read(path)
    assert [record.text for record in came.records] == ["good"]
    assert came.records[0].note == "Date as given: 1945-02-30"
    assert str(came.warned[0].warning).startswith("“list.csv, row 2” gives the date “1945-02-30”")
    assert [one.path for one in came.skipped] == [f"{path}, row {n}" for n in range(3, 12)]
    for one, words in zip(
        came.skipped,
        [
            "no file or folder", "does not lie in the folder", "does not lie in the folder",
            "does not lie in the folder", "is a table itself", "binary",
            "neither a text nor a path", "quotation mark", "never closed",
        ],
        strict=True,
    ):  # fmt: skip
        assert words in str(one.reason)


@pytest.mark.skipif(os.name == "nt", reason="links need rights here")
def test_links_out_of_the_folder_are_not_followed(read: Read, put: Put, tmp_path: Path) -> None:
    outside = put("outside/secret.txt", "secret")
    path = put("in/list.csv", "path\nlink.txt\nfolder/secret.txt\n")
    (path.parent / "link.txt").symlink_to(outside)
    (path.parent / "folder").symlink_to(outside.parent)
    came = read(path)
    assert not came.records
    assert len(came.skipped) == 2


def test_a_text_goes_before_a_path(read: Read, put: Put) -> None:
    record = read(put("list.csv", "text,path\nwords,scans/1.jpg\n")).only
    assert record.text == "words"
    assert record.note == "Path as given: scans/1.jpg"


def test_columns_that_do_not_come_in_are_named(read: Read, put: Put) -> None:
    came = read(put("list.csv", "text,colour,size,title,headline\na,b,c,d,e\n"))
    assert "“colour”, “size”" in str(came.warned[0].warning)
    assert "headline" in str(came.warned[1].warning)


def test_tables_without_texts(read: Read, put: Put) -> None:
    assert "first row has “a”, “b”" in str(read(put("a.csv", "a,b\n1,2\n")).skipped[0].reason)
    assert "no rows" in str(read(put("b.csv", "text,title\n")).skipped[0].reason)


def test_encoding_asked_for_is_of_the_listed_files(read: Read, put: Put) -> None:
    put("a.txt", "Война".encode("cp1251"))
    record = read(put("list.csv", "path,title\na.txt,Начало\n"), encoding="cp1251").only
    assert (record.text, record.headline) == ("Война", "Начало")
    table = put("old.csv", "text,title\nВойна,Начало\n".encode("koi8-r"))
    assert read(table, encoding="koi8-r").only.text == "Война"


def test_outline_counts_rows_and_names_files(put: Put) -> None:
    put("a.txt", "x")
    path = put("list.csv", "path,text\na.txt,\n,b\n../c.txt,\n")
    seen = outline(path, ReadOptions())
    assert seen.rows == 3
    assert seen.listed == {os.path.realpath(path.parent / "a.txt")}
    assert outline(path.parent / "none.csv", ReadOptions()).rows == 1


def test_reading_stops_when_asked(put: Put) -> None:
    cancel = CancelToken()
    outcomes = read_paths([put("list.csv", "text\na\nb\n")], cancel=cancel)
    next(outcomes)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(outcomes)


def test_rows_are_counted(put: Put) -> None:
    assert count_paths([put("list.csv", "text\na\nb\n\nc\n")]) == 3
