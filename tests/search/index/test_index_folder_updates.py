"""An index that was changed answers as one built anew, however it is parted into segments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.search.small_index import (
    KEY,
    STAMP,
    alike,
    answers,
    digests,
    files,
    named_files,
    table,
    text,
    texts,
)
from viewer.search.columnar.writing import changes, runs
from viewer.search.engine import IndexText
from viewer.search.index.index_folder import IndexFolder

WORDS = st.lists(st.sampled_from(["army", "armies", "war", "the", "Токио", "🚩"]), max_size=6)
HELD = st.dictionaries(st.integers(1, 12), WORDS, max_size=9)
CHANGES = st.lists(st.tuples(HELD, st.sets(st.integers(1, 12), max_size=6)), max_size=6)

New = Callable[[], IndexFolder]


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> New:
    return lambda: IndexFolder(tmp_path_factory.mktemp("index"), KEY)


@contextmanager
def parted(run_texts: int, most: int, fan: int) -> Iterator[None]:
    """Runs of so many texts, segments of at most so many, merged when there are `fan` of a size."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "RUN_TEXTS", run_texts)
        patch.setattr(runs, "MOST_DOCUMENTS", most)
        patch.setattr(changes, "MOST_DOCUMENTS", most)
        patch.setattr(changes, "FAN", fan)
        yield


@settings(max_examples=60)
@given(
    first=HELD,
    then=CHANGES,
    parts=st.tuples(st.integers(1, 4), st.integers(1, 8), st.integers(2, 4)),
)
@example({1: ["war"], 2: []}, [({2: ["army"]}, {1}), ({}, {2}), ({}, {7})], (1, 8, 2))
@example({1: [], 2: ["🚩"]}, [({3: []}, set()), ({1: ["the"]}, {3})], (1, 2, 2))
def test_an_updated_index_equals_a_rebuilt_one(
    new: New,
    first: dict[int, list[str]],
    then: list[tuple[dict[int, list[str]], set[int]]],
    parts: tuple[int, int, int],
) -> None:
    """The same ids with the same scores, also on the way."""
    updated, rebuilt = new(), new()
    held = dict(first)
    rebuilt.build(texts(held), 0, STAMP)
    with parted(*parts):
        updated.build(texts(held), 0, STAMP)
    assert answers(updated) == alike(answers(rebuilt))
    for changed, deleted in then:
        gone = deleted - set(changed)
        with parted(*parts):
            noted = updated.update(texts(changed), gone, STAMP)
        held = {i: words for i, words in (held | changed).items() if i not in gone}
        assert noted.excerpts == len(held)
        assert files(updated) == named_files(updated)
    rebuilt.build(texts(held), 0, STAMP)
    assert answers(updated) == alike(answers(rebuilt))
    assert answers(updated)["*"].keys() == held.keys()


def test_texts_may_come_in_any_order(new: New) -> None:
    """First and last by their ids, others between them not."""
    folder, ordered = new(), new()
    held = {1: ["war"], 4: ["army"], 3: ["the", "war"], 2: [], 9: ["armies"]}
    folder.build(texts(held), 0, STAMP)
    ordered.build(texts(dict(sorted(held.items()))), 0, STAMP)
    assert answers(folder) == alike(answers(ordered))
    assert list(answers(folder)["army"]) == [4, 9]


def test_what_is_updated_and_deleted_is_gone(new: New) -> None:
    """A text that is both changed and named as deleted stays: it was changed last."""
    folder = new()
    folder.build(texts({1: ["war"], 2: ["war"]}), 0, STAMP)
    folder.update(texts({1: ["army"]}), {1, 2}, STAMP)
    assert answers(folder)["*"].keys() == {1}
    assert answers(folder)["army"].keys() == {1}


def test_small_segments_do_not_become_many(new: New) -> None:
    folder = new()
    folder.build([], 0, STAMP)
    most = 0
    for number in range(1, 41):
        folder.update([text(number, f"word{number} common")], [], STAMP)
        most = max(most, len(table(folder)["segments"]))
    assert most <= 2 * changes.FAN
    found = answers(folder, ["common", "word7", "word1*"])
    assert list(found["common"]) == list(range(1, 41))
    assert list(found["word7"]) == [7]
    assert list(found["word1*"]) == [1, *range(10, 20)]


def test_a_segment_that_is_mostly_dead_is_rewritten(new: New) -> None:
    folder = new()
    folder.build(texts({number: ["war"] for number in range(10)}), 0, STAMP)
    before = digests(folder)
    folder.update([], range(5), STAMP)
    (entry,) = table(folder)["segments"]
    assert (digests(folder), entry["living"], bool(entry["marks"])) == (before, 5, True)
    folder.update([], [5], STAMP)
    (entry,) = table(folder)["segments"]
    assert (entry["documents"], entry["living"], entry["marks"]) == (4, 4, "")
    folder.update([], range(10), STAMP)
    assert table(folder)["segments"] == []
    assert not answers(folder)["*"]


def test_a_large_build_is_written_in_segments(new: New) -> None:
    folder, whole = new(), new()
    many = [text(i, f"word{i} and common army here") for i in range(1, 200)]
    whole.build(many, 0, STAMP)
    with parted(7, 50, 8):
        folder.build(iter(many), 0, STAMP)
    assert [entry["documents"] for entry in table(folder)["segments"]] == [49, 49, 49, 49, 3]
    assert answers(folder) == alike(answers(whole))
    assert list(answers(folder, ["word150"])["word150"]) == [150]


def mixed_texts() -> list[IndexText]:
    languages = ("en", "ru", "mn", "")
    return [
        IndexText(n, languages[n % 4], f"War {n}", "ТАСС", f"armies of Японией {n % 7} цэргүүд 🚩")
        for n in range(60)
    ]


def test_two_processes_write_what_one_writes(new: New, monkeypatch: pytest.MonkeyPatch) -> None:
    """Byte for byte. How texts are parted is this process's; the others only write."""
    one, two = new(), new()
    monkeypatch.setattr(runs, "RUN_TEXTS", 8)
    monkeypatch.setattr(runs, "MOST_DOCUMENTS", 30)
    one.build(mixed_texts(), 60, STAMP)
    two.build(mixed_texts(), 60, STAMP, processes=2)
    assert len(digests(one)) == 3
    assert digests(two) == digests(one)
    assert files(two) == named_files(two)
    assert answers(two) == answers(one)
