"""A change leaves what was not touched, and segments neither become many nor stay dead."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.base.errors import Cancelled
from viewer.base.jobs import CancelToken
from viewer.search.columnar.storage.contents import SegmentEntry, read_marks
from viewer.search.columnar.storage.segment import Segment
from viewer.search.columnar.writing import changes, runs
from viewer.search.columnar.writing.changes import OpenSegment, changed_segments
from viewer.search.columnar.writing.runs import write_segments
from viewer.search.engine import IndexText


def text(number: int, words: str = "the war") -> IndexText:
    return IndexText(number, "en", "", "", words)


def texts(ids: Iterable[int], words: str = "the war") -> list[IndexText]:
    return [text(number, words) for number in ids]


def opened(folder: Path, entries: Iterable[SegmentEntry]) -> list[OpenSegment]:
    return [
        OpenSegment(
            entry, Segment.open(folder / entry.name, entry.digest, read_marks(folder, entry))
        )
        for entry in entries
    ]


def living(folder: Path, entries: Iterable[SegmentEntry]) -> list[list[int]]:
    """The ids of the living documents of each segment; the entries say how many."""
    found = []
    for entry, segment in ((held.entry, held.segment) for held in opened(folder, entries)):
        found.append(segment.ids[segment.live_docs].tolist())
        assert (entry.documents, entry.living) == (segment.size, segment.live_count)
        assert entry.living * 2 >= entry.documents
        assert entry.living
        assert entry.words == 2 * segment.live_tokens("text") or entry.marks
        assert bool(entry.marks) == (entry.living < entry.documents)
    return found


def changed(
    folder: Path,
    entries: Iterable[SegmentEntry],
    fresh: Iterable[IndexText] = (),
    deleted: Iterable[int] = (),
) -> list[SegmentEntry]:
    return changed_segments(folder, opened(folder, entries), fresh, set(deleted), CancelToken())


@pytest.fixture
def ten(tmp_path: Path) -> list[SegmentEntry]:
    """One segment of ten texts."""
    return write_segments(tmp_path, texts(range(10)), CancelToken())


def test_nothing_changed_is_the_same_table(tmp_path: Path, ten: list[SegmentEntry]) -> None:
    assert changed(tmp_path, ten) == ten
    assert changed(tmp_path, ten, deleted=[77, -1]) == ten
    assert len(list(tmp_path.iterdir())) == 1
    assert changed(tmp_path, []) == []


def test_a_deletion_writes_marks_only(tmp_path: Path, ten: list[SegmentEntry]) -> None:
    once = changed(tmp_path, ten, deleted=[3, 77])
    assert (once[0].name, once[0].digest) == (ten[0].name, ten[0].digest)
    assert living(tmp_path, once) == [[0, 1, 2, 4, 5, 6, 7, 8, 9]]
    twice = changed(tmp_path, once, deleted=[3, 5])
    assert living(tmp_path, twice) == [[0, 1, 2, 4, 6, 7, 8, 9]]
    # what was there before stays readable until the table no longer names it
    assert living(tmp_path, once) == [[0, 1, 2, 4, 5, 6, 7, 8, 9]]
    assert changed(tmp_path, twice, deleted=[3, 5]) == twice


def test_a_changed_text_goes_into_a_segment_of_its_own(
    tmp_path: Path, ten: list[SegmentEntry]
) -> None:
    entries = changed(tmp_path, ten, texts([4, 12], "army"), [5])
    assert living(tmp_path, entries) == [[0, 1, 2, 3, 6, 7, 8, 9], [4, 12]]


def test_with_nothing_left_a_segment_is_dropped(tmp_path: Path, ten: list[SegmentEntry]) -> None:
    assert changed(tmp_path, ten, deleted=range(10)) == []
    entries = changed(tmp_path, ten, texts(range(10), "army"))
    assert living(tmp_path, entries) == [list(range(10))]
    assert entries[0].name != ten[0].name


def test_mostly_dead_is_rewritten(tmp_path: Path, ten: list[SegmentEntry]) -> None:
    half = changed(tmp_path, ten, deleted=range(5))
    assert half[0].digest == ten[0].digest
    less = changed(tmp_path, half, deleted=[5])
    assert less[0].digest != ten[0].digest
    assert (less[0].documents, less[0].marks) == (4, "")
    assert living(tmp_path, less) == [[6, 7, 8, 9]]


def test_segments_of_a_size_are_merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Smallest first, and what is merged may be enough for the next size."""
    monkeypatch.setattr(changes, "FAN", 3)
    entries: list[SegmentEntry] = []
    counts = []
    for number in range(30):
        entries = changed(tmp_path, entries, [text(number)])
        counts.append(len(entries))
        assert sorted(chain(*living(tmp_path, entries))) == list(range(number + 1))
    # two words in a text: sizes below 3, 9 and 27 words
    assert counts[:9] == [1, 2, 1, 2, 3, 2, 3, 4, 1]
    assert max(counts) <= 7


def test_what_does_not_fit_together_is_not_merged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "FAN", 2)
    monkeypatch.setattr(changes, "MOST_DOCUMENTS", 5)
    entries: list[SegmentEntry] = []
    for number in range(0, 24, 3):
        entries = changed(tmp_path, entries, texts(range(number, number + 3)))
    assert living(tmp_path, entries) == [[n, n + 1, n + 2] for n in range(0, 24, 3)]
    monkeypatch.setattr(changes, "MOST_DOCUMENTS", 1_000)
    monkeypatch.setattr(changes, "MOST_WORDS", 2 * entries[0].words - 1)
    assert len(changed(tmp_path, entries)) == 8
    monkeypatch.setattr(changes, "MOST_WORDS", 2 * entries[0].words)
    assert len(changed(tmp_path, entries)) == 4


@given(
    st.lists(
        st.tuples(
            st.dictionaries(st.integers(0, 20), st.sampled_from(["", "war", "the army"])),
            st.sets(st.integers(0, 20)),
        ),
        max_size=8,
    ),
    st.integers(1, 4),
    st.integers(2, 4),
    st.integers(4, 30),
)
def test_after_any_changes_each_text_is_there_once(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: list[tuple[dict[int, str], set[int]]],
    run_texts: int,
    fan: int,
    most: int,
) -> None:
    folder = tmp_path_factory.mktemp("changes")
    entries: list[SegmentEntry] = []
    held: set[int] = set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "RUN_TEXTS", run_texts)
        patch.setattr(runs, "MOST_DOCUMENTS", most)
        patch.setattr(changes, "MOST_DOCUMENTS", most)
        patch.setattr(changes, "FAN", fan)
        for fresh, deleted in drawn:
            new = [text(number, words) for number, words in fresh.items()]
            entries = changed(folder, entries, new, deleted)
            held = (held - deleted) | fresh.keys()
            assert sorted(chain(*living(folder, entries))) == sorted(held)
            assert all(entry.documents <= most for entry in entries)


def test_a_cancelled_change_stops(tmp_path: Path, ten: list[SegmentEntry]) -> None:
    cancel = CancelToken()

    def stopping() -> Iterable[IndexText]:
        yield text(1)
        cancel.cancel()

    with pytest.raises(Cancelled):
        changed_segments(tmp_path, opened(tmp_path, ten), stopping(), [], cancel)
