"""Documents of one segment with their scores, and how two such sets are put together.

Few documents are kept one by one (`PostingSet`), many as an element for each document of the
segment (`Bitset`): adding up two arrays of 65,536 scores takes some ten microseconds, however many
documents they hold, which is less than adding ten thousand one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from viewer.search.columnar.storage.layout import Array
from viewer.search.columnar.storage.segment import DocNumbers, Mask

Scores = NDArray[np.float32]

#: More documents than this share of a segment are kept densely.
BITSET_SHARE = 1 / 16

#: With so many times as many documents on one side, the others are looked up in it one by one.
_FAR_FEWER = 16

#: Among so few, documents are looked up one by one in any case.
_FEW = 2_048


@dataclass(frozen=True, slots=True)
class PostingSet:
    """Documents of one segment, ascending, each once, and the score of each."""

    docs: DocNumbers
    scores: Scores

    def __len__(self) -> int:
        return len(self.docs)

    @property
    def nbytes(self) -> int:
        """The memory that its arrays take."""
        return self.docs.nbytes + self.scores.nbytes

    def posting_set(self) -> PostingSet:
        """Itself."""
        return self

    def bitset(self, size: int) -> Bitset:
        """The same for a segment of `size` documents, in new arrays."""
        mask = np.zeros(size, np.bool_)
        mask[self.docs] = True
        scores = np.zeros(size, np.float32)
        scores[self.docs] = self.scores
        return Bitset(mask, scores)

    def mask(self, size: int) -> Mask:
        """Which documents these are, in a new array."""
        mask = np.zeros(size, np.bool_)
        mask[self.docs] = True
        return mask


@dataclass(frozen=True, slots=True)
class Bitset:
    """For each document of a segment whether it is found, and its score: 0 where it is not."""

    bits: Mask
    scores: Scores

    def __len__(self) -> int:
        return int(np.count_nonzero(self.bits))

    @property
    def nbytes(self) -> int:
        """The memory that its arrays take."""
        return self.bits.nbytes + self.scores.nbytes

    def posting_set(self) -> PostingSet:
        """The same, one by one."""
        docs = np.flatnonzero(self.bits)
        return PostingSet(docs, self.scores[docs])

    def bitset(self, size: int) -> Bitset:  # noqa: ARG002
        """The same in new arrays."""
        return Bitset(self.bits.copy(), self.scores.copy())

    def mask(self, size: int) -> Mask:  # noqa: ARG002
        """Which documents these are."""
        return self.bits


ScoredDocs: TypeAlias = PostingSet | Bitset

NOTHING = PostingSet(np.empty(0, np.intp), np.empty(0, np.float32))


def constant(docs: DocNumbers, score: float) -> PostingSet:
    """The same score for all."""
    return PostingSet(docs, np.full(len(docs), score, np.float32))


def boosted(found: ScoredDocs, boost: float) -> ScoredDocs:
    """All scores times `boost`."""
    if boost == 1.0:
        return found
    if isinstance(found, PostingSet):
        return PostingSet(found.docs, found.scores * np.float32(boost))
    return Bitset(found.bits, found.scores * np.float32(boost))


def all_of(parts: Sequence[ScoredDocs], size: int) -> ScoredDocs:
    """The documents in all parts, with the sum of their scores. `size`: of the segment."""
    few = sorted((part for part in parts if isinstance(part, PostingSet)), key=len)
    many = [part for part in parts if isinstance(part, Bitset)]
    if not few:
        return reduce(_both_bitsets, many)
    found = reduce(lambda fewer, more: _both_posting_sets(fewer, more, size), few)
    for part in many:
        kept = part.bits[found.docs]
        docs = found.docs[kept]
        found = PostingSet(docs, found.scores[kept] + part.scores[docs])
    return found


def all_of_choices(choices: Sequence[Sequence[ScoredDocs]], size: int) -> ScoredDocs:
    """The documents that some part of each choice holds, with the sum of the scores of all parts.

    Where one choice is of few documents, only these are looked up in the parts of the others.
    """
    fewest, *others = sorted(choices, key=lambda parts: sum(map(_most, parts)))
    found = any_of(fewest, size)
    for parts in others:
        if isinstance(found, Bitset):
            found = all_of([found, any_of(parts, size)], size)
            continue
        docs = found.docs
        kept = np.zeros(len(docs), np.bool_)
        scores = found.scores.copy()
        for part in parts:
            if isinstance(part, Bitset):
                kept |= part.bits[docs]
                scores += part.scores[docs]
            elif len(part.docs):
                at = np.searchsorted(part.docs, docs)
                at[at == len(part.docs)] = 0
                same = part.docs[at] == docs
                kept |= same
                scores[same] += part.scores[at[same]]
        found = PostingSet(docs[kept], scores[kept])
    return found


def _most(part: ScoredDocs) -> int:
    """At most so many documents are found."""
    return len(part.docs) if isinstance(part, PostingSet) else len(part.bits)


def any_of(parts: Sequence[ScoredDocs], size: int) -> ScoredDocs:
    """The documents in any part, with the sum of their scores."""
    parts = [part for part in parts if isinstance(part, Bitset) or len(part)]
    if len(parts) < 2:
        return parts[0] if parts else NOTHING
    if len(parts) == 2 and (same := _of_the_same(*parts)) is not None:
        return same
    first, *others = sorted(parts, key=lambda part: isinstance(part, PostingSet))
    sums = first.bitset(size)
    for part in others:
        if isinstance(part, Bitset):
            np.logical_or(sums.bits, part.bits, out=sums.bits)
            np.add(sums.scores, part.scores, out=sums.scores)
        else:
            sums.bits[part.docs] = True
            sums.scores[part.docs] += part.scores
    most = sum(len(part) if isinstance(part, PostingSet) else size for part in parts)
    return sums if most > size * BITSET_SHARE else sums.posting_set()


def _of_the_same(one: ScoredDocs, other: ScoredDocs) -> ScoredDocs | None:
    """The sum of two that hold the same documents, as a stem and its only form do; else None."""
    if isinstance(one, Bitset) or isinstance(other, Bitset) or len(one) != len(other):
        return None
    same = one.docs is other.docs or np.array_equal(one.docs, other.docs)
    return PostingSet(one.docs, one.scores + other.scores) if same else None


def without(found: ScoredDocs, unwanted: ScoredDocs, size: int) -> ScoredDocs:
    """What is found, but for some documents."""
    if isinstance(found, PostingSet):
        kept = ~held_by(unwanted, found.docs, size)
        return PostingSet(found.docs[kept], found.scores[kept])
    kept = found.bits & ~unwanted.mask(size)
    return Bitset(kept, found.scores * kept)


def held_by(found: ScoredDocs, asked: DocNumbers, size: int) -> Mask:
    """Which of the ascending `asked` documents are found."""
    if isinstance(found, PostingSet):
        return among(found.docs, asked, size)
    return found.bits[asked]


def among(docs: Array, asked: DocNumbers, size: int) -> Mask:
    """Which of the `asked` documents are among `docs`; both ascend."""
    if len(asked) * _FAR_FEWER < len(docs):
        at = np.searchsorted(docs, asked.astype(docs.dtype, copy=False))
        at[at == len(docs)] = 0
        return np.asarray(docs[at] == asked)
    held = np.zeros(size, np.bool_)
    held[docs] = True
    return held[asked]


def _both_bitsets(one: Bitset, other: Bitset) -> Bitset:
    both = one.bits & other.bits
    scores = one.scores + other.scores
    scores *= both
    return Bitset(both, scores)


def _both_posting_sets(fewer: PostingSet, more: PostingSet, size: int) -> PostingSet:
    docs, scores = fewer.docs, fewer.scores
    if not len(docs) or not len(more.docs):
        return NOTHING
    if len(more.docs) < _FEW or len(docs) * _FAR_FEWER < len(more.docs):
        at = np.searchsorted(more.docs, docs)
        at[at == len(more.docs)] = 0
        same = more.docs[at] == docs
        return PostingSet(docs[same], scores[same] + more.scores[at[same]])
    sums = more.bitset(size)
    same = sums.bits[docs]
    docs = docs[same]
    return PostingSet(docs, scores[same] + sums.scores[docs])
