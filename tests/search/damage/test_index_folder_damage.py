"""Damaged bytes of an index: noticed, never believed, and mended by a build."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.search.small_index import (
    KEY,
    QUERIES,
    STAMP,
    WORDS,
    Answers,
    answers,
    assert_mended_by_a_build,
    data_files,
    state,
    text,
    texts,
)
from viewer.base.jobs import CancelToken
from viewer.search.columnar.storage.layout import BLOCK
from viewer.search.index.index_errors import IndexDamagedError
from viewer.search.index.index_folder import IndexFolder, IndexFolderState
from viewer.search.language.query import parse

BROAD = ("w77a", "the war", '"the war"', "w7*", "w17a~", "headline:w5*", "NOT w60a")


def assert_right_or_damaged(
    folder: IndexFolder, expected: Answers, queries: Sequence[str] = QUERIES
) -> None:
    """Each query is answered as before the damage, or the damage is met."""
    for query in queries:
        try:
            assert answers(folder, [query]).items() <= expected.items()
        except IndexDamagedError:
            assert state(folder) == "damaged"


@settings(max_examples=120)
@given(st.data())
def test_one_damaged_byte_gives_no_wrong_answer(
    copied: Callable[[], IndexFolder], expected: Answers, data: st.DataObject
) -> None:
    folder = copied()
    path = data.draw(st.sampled_from(data_files(folder)), "file")
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1), "place")
    content[at] ^= data.draw(st.integers(1, 255), "change")
    path.write_bytes(content)
    assert_right_or_damaged(folder, expected)
    try:
        folder.update([text(60, "war")], [1], STAMP)
    except IndexDamagedError:
        assert state(folder) == "damaged"
    assert_mended_by_a_build(folder)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> IndexFolder:
    """One segment of several blocks, so that of a damaged one some questions are answered."""
    folder = IndexFolder(tmp_path_factory.mktemp("large"), KEY)
    held = {n: [*WORDS, *(f"w{n * k % 6_007}a" for k in range(60))] for n in range(1, 2_500)}
    folder.build(texts(held), 0, STAMP)
    return folder


@pytest.fixture(scope="module")
def expected_of_large(large: IndexFolder) -> Answers:
    return answers(large, BROAD)


@settings(max_examples=40)
@given(place=st.floats(0, 1, exclude_max=True), change=st.integers(1, 255))
def test_what_is_damaged_elsewhere_is_answered(
    large: IndexFolder,
    expected_of_large: Answers,
    tmp_path_factory: pytest.TempPathFactory,
    place: float,
    change: int,
) -> None:
    folder = IndexFolder(tmp_path_factory.mktemp("copies") / "index", KEY)
    shutil.copytree(large.path, folder.path)
    (path,) = folder.path.glob("*.segment")
    content = bytearray(path.read_bytes())
    assert len(content) > 5 * BLOCK
    content[int(place * len(content))] ^= change
    path.write_bytes(content)
    assert_right_or_damaged(folder, expected_of_large, BROAD)


@settings(max_examples=60)
@given(st.data())
def test_a_file_cut_or_grown_is_noticed(
    copied: Callable[[], IndexFolder], expected: Answers, data: st.DataObject
) -> None:
    folder = copied()
    path = data.draw(st.sampled_from(data_files(folder)), "file")
    content = path.read_bytes()
    kept = data.draw(st.integers(0, len(content)), "kept")
    more = data.draw(st.binary(min_size=kept == len(content), max_size=70), "more")
    if content != content[:kept] + more:
        path.write_bytes(content[:kept] + more)
        # blanks behind the table change nothing in it
        blank = kept == len(content) and not more.strip() and path.suffix == ".json"
        assert state(folder) == ("current" if blank else "damaged")
    assert_right_or_damaged(folder, expected)
    assert_mended_by_a_build(folder)


def test_damage_is_met_where_it_is_read(folder: IndexFolder) -> None:
    """Opening reads no arrays; a thorough look reads all."""
    for path in folder.path.glob("*.segment"):
        content = bytearray(path.read_bytes())
        content[64] ^= 1
        path.write_bytes(content)
    assert folder.inspect(thorough=False).state is IndexFolderState.CURRENT
    found = folder.inspect()
    assert found.state is IndexFolderState.DAMAGED
    assert found.stamp is None
    assert "differs from its checksum" in found.reason
    for query in QUERIES:
        with pytest.raises(IndexDamagedError, match="Rebuild it"):
            answers(folder, [query])


def test_a_thorough_look_trusts_nothing_read_before(folder: IndexFolder) -> None:
    """Though an engine has the same files open and has checked them."""
    engine, _ = folder.open()
    assert folder.inspect().state is IndexFolderState.CURRENT
    path = next(folder.path.glob("*.segment"))
    content = bytearray(path.read_bytes())
    content[64] ^= 1
    path.unlink()
    path.write_bytes(content)
    assert folder.inspect().state is IndexFolderState.DAMAGED
    path.unlink()
    assert folder.inspect().state is IndexFolderState.DAMAGED
    engine.close()


def test_a_rebuilt_index_has_nothing_of_the_damaged_one(tmp_path: Path) -> None:
    """Though the same texts give the same bytes, and an engine still has the damaged ones open."""
    folder = IndexFolder(tmp_path, KEY)
    held = texts({1: ["war"], 2: ["army"]})
    folder.build(held, 2, STAMP)
    (path,) = folder.path.glob("*.segment")
    content = bytearray(path.read_bytes())
    content[64] ^= 1
    path.write_bytes(content)
    damaged, _ = folder.open()
    everything = parse("*", ["en"]).tree
    with pytest.raises(IndexDamagedError):
        damaged.evaluate(everything, CancelToken())
    folder.discard()
    folder.build(held, 2, STAMP)
    mended, _ = folder.open()
    assert mended.evaluate(everything, CancelToken()).ids.tolist() == [1, 2]
    damaged.close()
