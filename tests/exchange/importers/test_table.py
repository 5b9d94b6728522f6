from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.base.errors import InputError
from viewer.exchange.importers.table import Row, read_table


def _rows(text: str) -> list[Row]:
    return list(read_table(text, "list.csv").rows())


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(mark: str, end: str) -> None:
    heads, cells = ["Title", "text", "date"], ["a, b; c", "Война 🚩\u00a0e\u0301", "1945"]
    lines = [mark.join(heads), mark.join(f'"{cell}"' for cell in cells)]
    assert _rows(end.join(lines)) == [
        Row(2, {"headline": cells[0], "text": cells[1], "issue_date": cells[2]})
    ]


def test_a_line_that_names_the_delimiter() -> None:
    assert _rows("sep=;\r\ntitle;text\r\na,b;c\r\n") == [Row(3, {"headline": "a,b", "text": "c"})]
    assert _rows("sep=\t\ntitle\ttext\na\tb") == [Row(3, {"headline": "a", "text": "b"})]


def test_rows_count_as_in_a_spreadsheet() -> None:
    rows = _rows('\ufefftext,page\n"one\n\nline",1\n\n , \nb\n')
    assert [(row.number, row.cells) for row in rows] == [
        (2, {"text": "one\n\nline", "page": "1"}),
        (5, {"text": "b"}),
    ]


def test_rows_of_trouble_do_not_stop_the_rest() -> None:
    rows = _rows('text,page\n"a"b,1\nc,2,3\nd,4,\n"e,5\n')
    assert [row.number for row in rows] == [2, 3, 4, 5]
    assert "quotation mark where none may stand" in str(rows[0].trouble)
    assert "has 3 cells where the header has 2" in str(rows[1].trouble)
    assert rows[2].cells == {"text": "d", "page": "4"}
    assert "never closed" in str(rows[3].trouble)


def test_long_cells_are_read() -> None:
    assert _rows("text\n" + "x" * 300_000)[0].cells["text"] == "x" * 300_000


def test_several_columns_for_one_field() -> None:
    rows = _rows("text,title,headline,note,notes\na,,b,c,d\ne,f,g,,h\n")
    assert rows[0].cells == {"text": "a", "headline": "b", "note": "c\nd"}
    assert rows[1].cells == {"text": "e", "headline": "f", "note": "h"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("title,date\na,b\n", "“title”, “date”"),
        ("Just a sentence, with a comma.\n", "“Just a sentence”, “with a comma.”"),
        ("", "nothing"),
        ("\n\n", "nothing"),
        ('"', "nothing"),
    ],
)
def test_what_is_missing_is_named(text: str, found: str) -> None:
    with pytest.raises(InputError) as caught:
        read_table(text, "list.csv")
    assert f"its first row has {found}." in str(caught.value)
    assert "“text”" in str(caught.value)
    assert "“path”" in str(caught.value)


def test_unknown_columns() -> None:
    assert read_table("text, my colour ,\na,b,", "list.csv").unknown == ("my colour",)


_CELL = st.text(alphabet="a,;|\t\n\r\"' Ж🚩\u0301\u00a0=", max_size=12)


@given(st.lists(st.tuples(_CELL, _CELL), max_size=6), st.sampled_from([",", ";", "\t", "|"]))
def test_what_the_csv_module_writes_is_read(cells: list[tuple[str, str]], mark: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=mark).writerows([("text", "headline"), *cells])
    expected = [
        {name: cell for name, cell in zip(("text", "headline"), row, strict=True) if cell.strip()}
        for row in cells
    ]
    assert [row.cells for row in _rows(stream.getvalue())] == [row for row in expected if row]
