from __future__ import annotations

from pathlib import Path

import pytest
from whoosh import columns, formats
from whoosh.codec.base import OutOfOrderError

from viewer.search.columnar.codec.segment_draft import FieldDraft, SegmentDraft
from viewer.search.columnar.storage.segment import Segment

PLACES = formats.Positions()


def draft(format_: formats.Format, *postings: tuple[int, float, bytes]) -> FieldDraft:
    """A field of one term."""
    made = FieldDraft("text", format_, False)
    made.start_term(b"war")
    for posting in postings:
        made.add(*posting)
    made.finish_term()
    return made


def test_weights_like_the_counts_are_not_kept() -> None:
    content = draft(PLACES, (0, 2.0, PLACES.encode([1, 4])), (3, 1.0, PLACES.encode([0])))
    found = content.content(None)
    assert found is not None
    assert found.weights is None
    assert (found.counts.tolist(), found.places.tolist()) == ([2, 1], [1, 4, 0])  # type: ignore[union-attr]


def test_other_weights_are_kept() -> None:
    found = draft(formats.Existence(), (0, 1.0, b""), (3, 2.5, b"")).content(None)
    assert found is not None
    assert found.weights is not None
    assert (found.counts.tolist(), found.weights.tolist()) == ([1, 1], [1.0, 2.5])


def test_positions_ascend_however_they_came() -> None:
    found = draft(PLACES, (0, 3.0, PLACES.encode([7, 2, 2]))).content(None)
    assert found is not None
    assert found.places is not None
    assert found.places.tolist() == [2, 2, 7]


@pytest.mark.parametrize(
    ("format_", "first", "second", "count", "weight"),
    [
        (formats.Existence(), b"", b"", 1, 1.0),
        (formats.Frequency(), b"\0\0\0\2", b"\0\0\0\3", 5, 5.0),
        (formats.Frequency(), b"", b"", 2, 5.0),
        (PLACES, PLACES.encode([1, 8]), PLACES.encode([0, 3, 9]), 5, 5.0),
    ],
)
def test_two_postings_of_one_document_are_one(
    format_: formats.Format, first: bytes, second: bytes, count: int, weight: float
) -> None:
    given = (1.0, 1.0) if isinstance(format_, formats.Existence) else (2.0, 3.0)
    found = draft(format_, (4, given[0], first), (4, given[1], second)).content(None)
    assert found is not None
    assert (found.docs.tolist(), found.counts.tolist()) == ([4], [count])
    assert (found.counts if found.weights is None else found.weights).tolist() == [weight]
    if found.places is not None:
        assert found.places.tolist() == [0, 1, 3, 8, 9]


def test_postings_out_of_order_are_refused() -> None:
    made = FieldDraft("text", formats.Existence(), False)
    made.start_term(b"war")
    made.add(3, 1.0, b"")
    with pytest.raises(OutOfOrderError):
        made.add(2, 1.0, b"")
    made.finish_term()
    with pytest.raises(OutOfOrderError):
        made.start_term(b"peace")


def test_a_term_without_postings_is_forgotten() -> None:
    assert draft(PLACES).content(None) is None


def test_lengths_and_columns_of_documents_without_any(tmp_path: Path) -> None:
    made = SegmentDraft()
    made.fields = {"text": draft(formats.Existence(), (2, 1.0, b""))}
    for document in range(4):
        if document == 1:
            made.add_column_value("page", columns.NumericColumn("B", default=9), 7)
        made.add_document({}, {"text": 5} if document == 2 else {})
    made.write(tmp_path / "made.col")
    segment = Segment.open(tmp_path / "made.col")
    assert segment.fields["text"].lengths.tolist() == [0, 0, 5, 0]
    assert segment.file.array("column/page").tolist() == [9, 7, 9, 9]
