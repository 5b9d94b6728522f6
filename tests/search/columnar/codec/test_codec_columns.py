"""Every column of Whoosh's gives back what it was given, and sorts as it does in Whoosh."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import pytest
from whoosh import columns, fields
from whoosh.query import Every
from whoosh.sorting import FieldFacet

from tests.search.columnar.codec_texts import CODECS, index_of
from viewer.search.columnar.codec.codec import ColumnarCodec

COLUMNS: list[tuple[columns.Column, list[Any]]] = [
    *((columns.NumericColumn(code), [0, 3, -7]) for code in "bhiq"),
    *((columns.NumericColumn(code, default=9), [0, 3, 200]) for code in "BHIQ"),
    (columns.NumericColumn("Q"), [2**64 - 1, 0, 2**63]),
    (columns.NumericColumn("f"), [0.5, 3.0, -7.25]),
    (columns.NumericColumn("d"), [0.1, -2.5, float("inf")]),
    (columns.BitColumn(), [True, False, True]),
    (columns.VarBytesColumn(), [b"z", b"", "газета".encode()]),
    (columns.FixedBytesColumn(2), [b"zz", b"\0\0", b"ab"]),
    (columns.RefBytesColumn(), [b"z", b"z", b"ab"]),
    (columns.RefBytesColumn(2, default=b"no"), [b"zz", b"no", b"ab"]),
    (columns.CompressedBytesColumn(), [b"z" * 99, b"", b"ab"]),
    (columns.StructColumn("ifH", (0, 0.0, 1)), [(1, 0.5, 2), (0, 0.0, 1), (-1, 0.25, 3)]),
    (columns.PickleColumn(columns.VarBytesColumn()), [["a", 1], "🚩", []]),
    (columns.VarBytesListColumn(), [[b"z", b"a"], [], [b"\xff"]]),
    (columns.FixedBytesListColumn(1), [[b"z", b"a"], [], [b"\xff"]]),
]


def names(column: columns.Column) -> str:
    return type(column).__name__ if isinstance(column, columns.Column) else ""


def made(folder: Path, column: columns.Column, values: list[Any], codec: str) -> Any:
    """An index of two segments with one column; its second document is given no value."""
    of = fields.Schema(id=fields.ID(stored=True), value=fields.COLUMN(column))
    batches = [[{"id": "a", "value": values[0]}, {"id": "b"}, {"id": "c", "value": values[1]}]]
    return index_of(folder, [*batches, [{"id": "d", "value": values[2]}]], codec, of)


@pytest.mark.parametrize(("column", "values"), COLUMNS, ids=names)
def test_values_are_given_back(tmp_path: Path, column: columns.Column, values: list[Any]) -> None:
    index = made(tmp_path / "i", column, values, "columnar")
    for _ in range(2):
        with index.reader() as reader:
            found = [
                value
                for leaf, _ in reader.leaf_readers()
                for value in leaf.column_reader("value", translate=False)
            ]
        assert [found[0], *found[2:]] == values
        assert all(
            type(one) is type(other) for one, other in zip(found[2:], values[1:], strict=True)
        )
        index.optimize(codec=ColumnarCodec())


#: Whoosh itself cannot sort by the others, nor read what was not given of a compressed one.
SORTED = [
    (column, values)
    for column, values in COLUMNS
    if not isinstance(
        column, columns.WrappedColumn | columns.BitColumn | columns.CompressedBytesColumn
    )
]


@pytest.mark.parametrize(("column", "values"), SORTED, ids=names)
def test_documents_are_sorted_as_in_whoosh(
    tmp_path: Path, column: columns.Column, values: list[Any]
) -> None:
    orders = []
    for codec in CODECS:
        index = made(tmp_path / codec, column, values, codec)
        with index.reader() as reader:
            leaves = [leaf for leaf, _ in reader.leaf_readers()]
            readers = [leaf.column_reader("value", translate=False) for leaf in leaves]
            orders.append([[r.sort_key(n) for n in range(len(r))] for r in readers])
            if column.reversible:
                readers = [leaf.column_reader("value", reverse=True) for leaf in leaves]
                orders[-1] += [[r.sort_key(n) for n in range(len(r))] for r in readers]
    assert orders[0] == orders[1]


def test_truth_values_are_sorted(tmp_path: Path) -> None:
    column = columns.BitColumn()
    index = made(tmp_path / "i", column, [True, False, True], "columnar")
    with index.reader() as reader:
        leaf = reader.readers[0]
        for reverse, keys in ((False, [1, 0, 0]), (True, [0, 1, 1])):
            found = leaf.column_reader("value", reverse=reverse, translate=False)
            assert [found.sort_key(number) for number in range(3)] == keys


def test_a_list_is_sorted_by_its_first(tmp_path: Path) -> None:
    column = columns.VarBytesListColumn()
    index = made(tmp_path / "i", column, [[b"z", b"a"], [], [b"b"]], "columnar")
    with index.reader() as reader:
        found = reader.readers[0].column_reader("value", translate=False)
        assert [found.sort_key(number) for number in range(3)] == [b"z", [], []]


def test_a_number_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    index = made(tmp_path / "i", columns.NumericColumn("B"), [1, 2, 3], "columnar")
    writer = index.writer(codec=ColumnarCodec())
    with pytest.raises(struct.error):
        writer.add_document(id="x", value=256)
    writer.cancel()


def test_a_number_is_clamped(tmp_path: Path) -> None:
    column = columns.ClampedNumericColumn(columns.NumericColumn("B"))
    index = made(tmp_path / "i", column, [300, -5, 7], "columnar")
    index.optimize(codec=ColumnarCodec())
    with index.reader() as reader:
        assert list(reader.column_reader("value", translate=False)) == [255, 0, 0, 7]


def test_a_sortable_float(tmp_path: Path) -> None:
    of = fields.Schema(id=fields.ID(stored=True), price=fields.NUMERIC(float, sortable=True))
    prices = [{"id": "a", "price": 2.5}, {"id": "b"}, {"id": "c", "price": -1.25}]
    index = index_of(tmp_path / "i", [prices], of=of)
    with index.searcher() as searcher:
        found = searcher.search(Every(), sortedby=FieldFacet("price"))
        assert [hit["id"] for hit in found] == ["c", "a", "b"]
