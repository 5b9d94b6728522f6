from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.exchange.exporters.csv_table import guard, unguard, write
from viewer.exchange.exporters.rows import ExportInfo, ExportPassage

Make = Callable[..., ExportPassage]

#: What a table that was exported once is read by: names and order must last.
_COLUMNS = (
    "quote", "note", "tags", "links", "citation", "newspaper", "newspaper_original", "place",
    "headline", "byline", "issue_date", "edition", "page", "column", "language", "kind", "url",
    "source", "state", "start", "end", "prefix", "suffix", "creator", "created", "modified",
    "annotation_uid", "excerpt_uid", "version_uid", "version_number", "version_sha256", "guarded",
)  # fmt: skip


def _written(passages: list[ExportPassage], info: ExportInfo) -> list[dict[str, str]]:
    stream = io.BytesIO()
    assert write(passages, stream, info) == len(passages)
    text = stream.getvalue().decode("utf-8")
    assert text[0] == "\ufeff"
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))


def test_a_row_for_each_passage(passage: Make, info: ExportInfo) -> None:
    one = passage()
    (row,) = _written([one], info)
    assert tuple(row) == _COLUMNS
    assert row["quote"] == one.quote
    assert row["note"] == "What a\nnote!"
    assert row["tags"] == "framing/liberation; actor/Soviet Union"
    assert row["citation"] == one.citation
    assert row["newspaper"] == "The Guardian"
    assert (row["start"], row["end"]) == ("10", str(one.end))
    assert row["guarded"] == ""


def test_lines_end_as_the_standard_says(passage: Make, info: ExportInfo) -> None:
    stream = io.BytesIO()
    write([passage()], stream, info)
    assert stream.getvalue().startswith(b"\xef\xbb\xbfquote,note,")
    assert stream.getvalue().endswith(b"\r\n")
    assert not stream.closed


def test_nothing_is_taken_for_a_formula_and_it_is_said(passage: Make, info: ExportInfo) -> None:
    one = passage(quote='=HYPERLINK("http://x")', note="-1", headline="'@x", byline="'Twas")
    (row,) = _written([one], info)
    assert row["quote"] == '\'=HYPERLINK("http://x")'
    assert row["note"] == "'-1"
    assert row["headline"] == "''@x"
    assert row["byline"] == "'Twas"
    assert row["guarded"] == "quote; note; headline"


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"])
def test_guarded_characters(first: str) -> None:
    assert guard(f"{first}x") == f"'{first}x"
    assert guard(f"x{first}") == f"x{first}"


def test_separators_within_tags(passage: Make, info: ExportInfo) -> None:
    (row,) = _written([passage(tags=(("a;b", ""), ("c\\d", "")))], info)
    assert row["tags"] == "a\\;b; c\\\\d"


def test_no_passages(info: ExportInfo) -> None:
    assert _written([], info) == []


_TEXT = st.text(st.characters(exclude_categories=["Cs"])) | st.text(
    alphabet="'=+-@\t\r\n\",;Ж🚩\u0301"
)


@given(_TEXT)
def test_guarding_can_be_undone(cell: str) -> None:
    assert unguard(guard(cell)) == cell
    assert guard(cell)[:1] not in tuple("=+-@\t\r\n")


@given(st.lists(_TEXT, max_size=4))
def test_quotes_come_back(passage: Make, info: ExportInfo, quotes: list[str]) -> None:
    rows = _written([passage(quote=quote, note=quote) for quote in quotes], info)
    assert [unguard(row["quote"]) for row in rows] == quotes
    for row, quote in zip(rows, quotes, strict=True):
        assert ("quote" in row["guarded"].split("; ")) == (row["quote"] != quote)
