"""The matcher against the plainest possible one: lists that are walked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import formats
from whoosh.matching import ReadTooFar
from whoosh.scoring import BaseScorer

from viewer.search.columnar.codec.posting_list import BLOCK, PostingList
from viewer.search.columnar.codec.posting_matcher import PostingMatcher
from viewer.search.columnar.storage.content import FieldContent, SegmentContent
from viewer.search.columnar.storage.segment import Segment

#: Documents with the positions of the only term in each.
Walked = dict[int, list[int]]


class Shortness(BaseScorer):  # type: ignore[misc]
    """Scores a posting's weight, and its field's shortness."""

    def __init__(self, lengths: Any) -> None:
        self._lengths = lengths

    def supports_block_quality(self) -> bool:
        return True

    def score(self, matcher: PostingMatcher) -> float:
        return matcher.weight() / self._lengths[matcher.id()]

    def block_quality(self, matcher: PostingMatcher) -> float:
        return matcher.block_max_weight() / (matcher.block_min_length() or 1)


@dataclass(frozen=True)
class Made:
    segment: Segment
    walked: Walked

    def postings(self) -> PostingList:
        return PostingList(self.segment.fields["text"], 0, self.segment.live)

    def matcher(self, format_: formats.Format | None = None, scorer: Any = None) -> PostingMatcher:
        kept = format_ or formats.Positions()
        return PostingMatcher(self.postings(), kept, ("text", b"war"), scorer)

    def living(self) -> list[int]:
        live = self.segment.live
        return [doc for doc in sorted(self.walked) if live is None or live[doc]]


def made(folder: Path, walked: Walked, documents: int, dead: set[int] | None = None) -> Made:
    """A segment of one term. A document's field is as long as its last position, and one more."""
    docs = sorted(walked)
    lengths = np.ones(documents, np.int64)
    for doc, places in walked.items():
        lengths[doc] = places[-1] + 1
    content = FieldContent(
        terms=[b"war"],
        starts=np.array([0, len(docs)]),
        docs=np.array(docs),
        counts=np.array([len(walked[doc]) for doc in docs]),
        places=np.array([place for doc in docs for place in walked[doc]]),
        lengths=lengths,
    )
    path = folder / "made.col"
    path.unlink(missing_ok=True)
    SegmentContent(documents, {"text": content}).write(path, durable=False)
    live = np.array([doc not in (dead or ()) for doc in range(documents)])
    return Made(Segment.open(path, live=live), walked)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("postings")


places = st.sets(st.integers(0, 300), min_size=1, max_size=4).map(sorted)
walks = st.dictionaries(st.integers(0, 399), places, min_size=1, max_size=400)


@settings(max_examples=50, deadline=None)
@given(walks, st.sets(st.integers(0, 399), max_size=60))
def test_walking(folder: Path, walked: Walked, dead: set[int]) -> None:
    given = made(folder, walked, 400, dead)
    matcher = given.matcher()
    assert list(matcher.all_ids()) == given.living()
    for doc in given.living():
        assert matcher.id() == doc
        assert matcher.weight() == matcher.value_as("frequency") == len(walked[doc])
        assert matcher.value_as("positions") == walked[doc]
        assert matcher.format.decode_positions(matcher.value()) == walked[doc]
        assert [span.start for span in matcher.spans()] == walked[doc]
        matcher.next()
    assert not matcher.is_active()
    with pytest.raises(ReadTooFar):
        matcher.id()


@settings(max_examples=50, deadline=None)
@given(walks, st.lists(st.integers(0, 70_000) | st.integers(0, 400), max_size=9))
def test_skipping(folder: Path, walked: Walked, targets: list[int]) -> None:
    given = made(folder, walked, 400)
    matcher = given.matcher()
    at = 0
    for target in targets:
        at = max(at, target)
        matcher.skip_to(target)
        left = [doc for doc in given.living() if doc >= at]
        assert list(matcher.all_ids()) == left
        if not left:
            with pytest.raises(ReadTooFar):
                matcher.skip_to(target)
            return
        at = left[0]


@settings(max_examples=50, deadline=None)
@given(walks, st.sets(st.integers(0, 399), max_size=60), st.floats(0, 3))
def test_no_block_hides_a_better_posting(
    folder: Path, walked: Walked, dead: set[int], least: float
) -> None:
    given = made(folder, walked, 400, dead)
    lengths = given.segment.fields["text"].lengths
    matcher = given.matcher(scorer=Shortness(lengths))
    found = set()
    matcher.skip_to_quality(least)
    while matcher.is_active():
        assert matcher.score() <= matcher.block_quality()
        assert matcher.block_min_id() <= matcher.id() <= matcher.block_max_id()
        assert matcher.block_min_length() <= lengths[matcher.id()] <= matcher.block_max_length()
        assert matcher.id() not in dead
        found.add(matcher.id())
        if matcher.next():
            matcher.skip_to_quality(least)
    assert {doc for doc in given.living() if len(walked[doc]) / lengths[doc] > least} <= found


def test_blocks_are_left_one_by_one(folder: Path) -> None:
    docs = 2 * BLOCK + 1
    matcher = made(folder, {doc: [0] for doc in range(docs)}, docs).matcher()
    left = []
    while matcher.is_active():
        before = matcher.id()
        if matcher.next():
            left.append(before)
    assert left == [BLOCK - 1, 2 * BLOCK - 1, 2 * BLOCK]
    assert (matcher.block_max_weight(), matcher.block_min_length()) == (0.0, 0)
    assert matcher.block_max_length() == 0


def test_a_copy_goes_its_own_way(folder: Path) -> None:
    matcher = made(folder, {1: [0], 5: [1]}, 6).matcher()
    copied = matcher.copy()
    copied.next()
    assert (matcher.id(), copied.id()) == (1, 5)
    assert copied.value_as("positions") == [1]
    copied.reset()
    assert copied.id() == 1


def test_what_a_format_supports(folder: Path) -> None:
    given = made(folder, {1: [0, 2]}, 2)
    words = given.matcher()
    assert words.supports("positions")
    assert words.term() == ("text", b"war")
    assert [each.term() for each in words.term_matchers()] == [("text", b"war")]
    assert list(words.copy().items_as("positions")) == [(1, [0, 2])]
    counted = given.matcher(formats.Frequency())
    assert not counted.supports("positions")
    assert counted.format.decode_frequency(counted.value()) == 2
    assert counted.value_as("weight") == 2
    noted = given.matcher(formats.Existence())
    assert noted.value() == b""
    assert list(noted.all_items()) == [(1, b"")]


def test_the_statistics_of_a_term(folder: Path) -> None:
    info = made(folder, {1: [0], 3: [0, 4], 7: [9]}, 8, dead={7}).postings().info()
    assert (info.doc_frequency(), info.weight(), info.max_weight()) == (2, 3.0, 2.0)
    assert (info.min_length(), info.max_length()) == (1, 5)
    assert (info.min_id(), info.max_id()) == (1, 3)


def test_the_statistics_of_a_term_whose_documents_are_deleted(folder: Path) -> None:
    info = made(folder, {1: [0], 3: [4]}, 8, dead={1, 3}).postings().info()
    assert (info.doc_frequency(), info.weight(), info.max_weight()) == (0, 0.0, 0.0)
    assert (info.min_length(), info.max_length(), info.min_id(), info.max_id()) == (1, 5, 1, 3)
