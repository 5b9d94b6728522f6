from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.base.errors import InputError
from viewer.exchange.importers.plain_text import first_line_as_headline, read_plain_text
from viewer.exchange.importers.records import ReadOptions, TextRecord
from viewer.exchange.importers.source_file import SourceFile
from viewer.text.canonical import canonical
from viewer.text.encoding import decode

Read = Callable[..., Any]
Put = Callable[..., Path]


def test_text_is_whole_and_canonical(read: Read, put: Put, hard: str) -> None:
    path = put("1945-08-14 Guardian - The Russian Advances.txt", hard)
    record = read(path).only
    assert record.text == hard.replace("\r\n", "\n")
    assert record.headline == "Guardian - The Russian Advances"
    assert record.issue_date == "1945-08-14"
    assert record.kind == "transcription"
    assert (record.publication, record.page, record.byline) == ("", "", "")
    assert record.path == str(path)
    assert record.source.sha256 == hashlib.sha256(hard.encode()).hexdigest()
    assert record.source.file_name == path.name
    assert (record.source.encoding, record.source.importer) == ("utf-8", "txt")


def test_first_line_is_the_headline_and_stays(read: Read, put: Put, hard: str) -> None:
    record = read(put("a.txt", f"\r\n  Russia Joins\u00a0War \r\n\r\n{hard}")).only
    assert record.headline == "Russia Joins\u00a0War"
    assert record.text.startswith("\n  Russia Joins\u00a0War \n\nFlag")


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Head\n\nbody", "Head"),
        ("Head\n \t\nbody", "Head"),
        ("Head\nbody", ""),
        ("Head", ""),
        ("Head\n", ""),
        ("Head\n\n\n", ""),
        ("\n\nHead\n\nbody", "Head"),
        ("x" * 120 + "\n\nbody", "x" * 120),
        ("x" * 121 + "\n\nbody", ""),
        ("", ""),
        ("\n" * 60 + "Head\n\nbody", ""),
    ],
)
def test_which_first_lines_are_headlines(text: str, headline: str) -> None:
    assert first_line_as_headline(text) == headline


def test_nonsense_date_in_a_name_is_said_and_kept(read: Read, put: Put, hard: str) -> None:
    came = read(put("1945-02-30 Guardian.txt", hard))
    assert came.only.issue_date == ""
    assert came.only.note == "Date as given: 1945-02-30"
    assert "“1945-02-30 Guardian.txt” gives the date “1945-02-30”" in str(came.warned[0].warning)


def test_guessed_encoding_is_said(read: Read, put: Put) -> None:
    words = "Война с Японией началась девятого августа, сообщает газета. " * 5
    path = put("a.txt", words.encode("cp1251"))
    came = read(path)
    assert came.only.text == words
    assert "cp1251" in str(came.warned[0].warning)
    assert "--encoding" in str(came.warned[0].warning)
    forced = read(path, encoding="koi8-r")
    assert forced.only.text == words.encode("cp1251").decode("koi8-r")
    assert not forced.warned
    assert forced.only.source.encoding == "koi8-r"


def test_bytes_that_do_not_fit_a_forced_encoding(read: Read, put: Put, hard: str) -> None:
    came = read(put("a.txt", b"caf\xe9 " * 10), encoding="utf-8")
    assert not came.records
    assert "utf-8" in str(came.skipped[0].reason)


def test_language_asked_for_goes_before_a_guess(read: Read, put: Put) -> None:
    path = put("a.txt", "Сегодня утром началась война с Японией, и это было ещё не всё. " * 3)
    assert read(path).only.language == "ru"
    assert read(path, language="Mongolian").only.language == "mn"
    assert read(put("b.txt", "1945 ++ 12")).only.language == ""


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_text_equals_the_decoded_bytes(text: str, encoding: str) -> None:
    data = f"Війна 🚩 e\u0301\u00a0\r\n{text}".encode(encoding)
    file = SourceFile(Path("a.txt"), data)
    try:
        decoded = decode(data).text
    except InputError:
        return
    records = [one for one in read_plain_text(file, ReadOptions()) if isinstance(one, TextRecord)]
    assert [record.text for record in records] == [canonical(decoded)]
