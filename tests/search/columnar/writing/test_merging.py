"""Segments merged are the segment of their living documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.columnar.plain_index import plain_content, plainly, segment_of
from viewer.search.columnar.storage.content import FieldContent, SegmentContent
from viewer.search.columnar.storage.segment import Segment
from viewer.search.columnar.writing.merging import merged
from viewer.search.index.fields import EXCERPT

WORDS = st.lists(st.sampled_from(["war", "peace", "мир", "🚩", "a", "ab"]), max_size=8)
#: Words in two fields, and whether the document lives.
DOCUMENT = st.tuples(WORDS, WORDS, st.booleans())
Document = tuple[list[str], list[str], bool]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    return lambda: tmp_path_factory.mktemp("merging")


def made(folder: Path, documents: list[Document], first_id: int) -> Segment:
    return segment_of(
        folder,
        [text for text, _, _ in documents],
        [lives for _, _, lives in documents],
        range(first_id, first_id + len(documents)),
        {"headline": [headline for _, headline, _ in documents]},
    )


@given(st.lists(st.lists(DOCUMENT, max_size=6), min_size=1, max_size=5))
def test_merging_is_inverting_what_lives(
    place: Callable[[], Path], drawn: list[list[Document]]
) -> None:
    folder = place()
    segments = [made(folder, documents, 100 * at) for at, documents in enumerate(drawn)]
    content = merged(segments)
    living = [each for documents in drawn for each in documents if each[2]]
    assert content.documents == len(living)
    for number, name in enumerate(("text", "headline")):
        words = [each[number] for each in living]
        assert (name in content.fields) == any(words)
        if name in content.fields:
            found = content.fields[name]
            assert plain_content(found) == plainly(words)
            assert found.lengths is not None
            assert found.lengths.tolist() == [len(each) for each in words]
    assert content.columns[EXCERPT].tolist() == [
        100 * at + number
        for at, documents in enumerate(drawn)
        for number, each in enumerate(documents)
        if each[2]
    ]


def test_nothing_merged_is_nothing() -> None:
    content = merged([])
    assert (content.documents, dict(content.fields), dict(content.columns)) == (0, {}, {})


def test_more_documents_than_a_byte_counts(tmp_path: Path) -> None:
    segments = [segment_of(tmp_path, [["war"]] * 200, ids=range(at, at + 200)) for at in (0, 500)]
    content = merged(segments)
    assert plain_content(content.fields["text"]) == plainly([["war"]] * 400)
    assert content.columns[EXCERPT].tolist() == [*range(200), *range(500, 700)]


def test_a_long_text_beside_short_ones(tmp_path: Path) -> None:
    long = [f"w{number % 7_001}" for number in range(50_000)]
    documents = [[["war"], long, []], [["w5"], ["peace"]]]
    segments = [
        segment_of(tmp_path, documents[0], [False, True, True]),
        segment_of(tmp_path, documents[1]),
    ]
    assert plain_content(merged(segments).fields["text"]) == plainly([long, [], ["w5"], ["peace"]])


def test_columns_and_positions_of_some_only(tmp_path: Path) -> None:
    """What one segment lacks is 0 there, and positions are dropped."""
    term = {"terms": [b"war"], "starts": np.array([0, 1]), "docs": np.array([0])}
    fields = [
        FieldContent(**term, counts=np.array([2]), places=None, lengths=None),
        FieldContent(
            **term, counts=np.array([3]), places=np.array([0, 1, 4]), lengths=np.array([5])
        ),
    ]
    columns = [{"page": np.array([7])}, {}]
    segments = []
    for at, field in enumerate(fields):
        SegmentContent(1, {"text": field}, columns[at]).write(tmp_path / str(at))
        segments.append(Segment.open(tmp_path / str(at)))
    content = merged(segments)
    found = content.fields["text"]
    assert found.counts.tolist() == [2, 3]
    assert found.places is None
    assert found.lengths is not None
    assert found.lengths.tolist() == [0, 5]
    assert content.columns["page"].tolist() == [7, 0]


def test_columns_of_names_are_united(tmp_path: Path) -> None:
    """Only the names that living documents have are left, sorted; without a column it is none."""
    segments = []
    for at, (names, codes, live) in enumerate(
        [(["", "letter", "gone"], [1, 2, 0], [1, 0, 1]), (["report", "letter"], [0, 1], [1, 1])]
    ):
        noted = {"kind": {"names": names}}
        SegmentContent(len(codes), {}, {"kind": np.array(codes)}, noted).write(tmp_path / str(at))
        segments.append(Segment.open(tmp_path / str(at), live=np.array(live, np.bool_)))
    segments.append(segment_of(tmp_path / "more", [["war"]]))
    content = merged(segments)
    assert content.notes["kind"] == {"names": ["", "letter", "report"]}
    assert content.columns["kind"].tolist() == [1, 0, 2, 1, 0]
