"""A segment gives back what was put into it, without what has been deleted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.columnar.plain_index import plain_field, plainly, segment_of
from viewer.search.columnar.storage.layout import DamagedSegmentError, write_segment
from viewer.search.columnar.storage.segment import Segment

WORDS = st.sampled_from(["war", "peace", "мир", "🚩"])
DOCUMENT = st.tuples(st.lists(WORDS, max_size=6), st.booleans())
Place = Callable[[], Path]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return lambda: tmp_path_factory.mktemp("segments")


@given(st.lists(DOCUMENT, max_size=9))
def test_it_says_what_was_put_into_it(place: Place, drawn: list[tuple[list[str], bool]]) -> None:
    documents, live = [words for words, _ in drawn], [lives for _, lives in drawn]
    plain = plainly(documents)
    segment = segment_of(place(), documents, live)
    field = segment.field("text")
    assert plain_field(field) == plain
    assert segment.size == len(documents)
    assert segment.live_count == sum(live)
    assert segment.live_docs.tolist() == [at for at, lives in enumerate(live) if lives]
    assert segment.live_tokens("text") == sum(len(words) for words, lives in drawn if lives)
    assert segment.live_tokens("headline") == 0
    if field is None:
        assert plain == {}
        return
    assert field.frequencies().tolist() == [len(held) for held in plain.values()]
    assert segment.living_frequencies("text").tolist() == [
        sum(live[doc] for doc in held) for held in plain.values()
    ]
    flat = [doc for held in plain.values() for doc in held]
    assert field.docs(0, len(plain)).tolist() == flat
    assert segment.with_live(None).live_tokens("text") == sum(map(len, documents))


@given(
    st.lists(st.tuples(st.integers(1, 30), st.booleans()), unique_by=lambda each: each[0]),
    st.sets(st.integers(0, 35)).map(sorted),
)
def test_documents_of_excerpts(
    place: Place, held: list[tuple[int, bool]], asked: list[int]
) -> None:
    ids, live = [each for each, _ in held], [lives for _, lives in held]
    segment = segment_of(place(), [[] for _ in ids], live, ids)
    wanted = [at for at, (each, lives) in enumerate(held) if lives and each in asked]
    assert segment.docs_of(np.array(asked, np.int64)).tolist() == wanted
    assert segment.ids.tolist() == ids


def test_fields_and_columns_that_are_not_there(tmp_path: Path) -> None:
    segment = segment_of(tmp_path, [["war"], []])
    assert segment.field("headline") is None
    assert segment.column("page") is None
    assert list(segment.fields) == ["text"]
    field = segment.fields["text"]
    assert field.has_positions
    assert field.has_lengths
    assert field.find(b"peace") == -1
    assert segment.live is None


def test_numbers_are_kept_narrow(tmp_path: Path) -> None:
    segment = segment_of(tmp_path, [["a"] * 300, ["b"]])
    field = segment.fields["text"]
    assert {part: field.whole(part).dtype.str for part in ("docs", "counts", "places")} == {
        "docs": "|u1",
        "counts": "<u2",
        "places": "<u2",
    }


@pytest.mark.parametrize("marks", [[], [True], [True, False, True]])
def test_marks_of_another_length_are_damage(marks: list[bool], tmp_path: Path) -> None:
    with pytest.raises(DamagedSegmentError, match="do not fit"):
        segment_of(tmp_path, [["war"], ["peace"]], marks)


SOUND: dict[str, Any] = {"documents": 2, "fields": {}, "columns": {}}


@pytest.mark.parametrize(
    "wrong",
    [
        {"documents": None}, {"documents": "two"}, {"documents": float("inf")},
        {"documents": float("nan")}, {"documents": []},
        {"fields": None}, {"fields": []}, {"fields": 5}, {"fields": {"text": None}},
        {"fields": {"text": {}}}, {"fields": {"text": "ab"}}, {"fields": {"text": [[1, 2]]}},
        {"fields": {"text": {"tokens": None}}}, {"fields": {"text": {"tokens": 1e400}}},
        {"columns": None}, {"columns": []}, {"columns": "a"}, {"columns": {"page": 7}},
    ],
    ids=str,
)  # fmt: skip
def test_facts_that_are_no_segments_are_damage(wrong: dict[str, Any], tmp_path: Path) -> None:
    """Even in a file whose checksums are right."""
    write_segment(tmp_path / "a", {}, SOUND)
    assert Segment.open(tmp_path / "a").size == 2
    write_segment(tmp_path / "b", {}, SOUND | wrong)
    with pytest.raises(DamagedSegmentError, match="facts"):
        Segment.open(tmp_path / "b")
    for missing in wrong:
        facts = {name: value for name, value in SOUND.items() if name != missing}
        write_segment(tmp_path / missing, {}, facts)
        with pytest.raises(DamagedSegmentError, match="facts"):
            Segment.open(tmp_path / missing)


def test_a_dictionary_that_does_not_fit_is_damage(tmp_path: Path) -> None:
    arrays = {
        "text/terms": np.frombuffer(b"war", np.uint8),
        "text/ends": np.array([2], np.uint8),
    }
    write_segment(tmp_path / "a", arrays, SOUND | {"fields": {"text": {"tokens": 1}}})
    with pytest.raises(DamagedSegmentError, match="do not fit"):
        _ = Segment.open(tmp_path / "a").fields["text"].dictionary
