"""Documents found in one segment, with their scores, and how two such sets are put together.

Few documents are kept one by one (`Sparse`), many as an element for each document of the segment
(`Dense`): adding up two arrays of 65,536 scores takes some ten microseconds, however many documents
they hold, which is less than adding ten thousand one by one.
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
DENSE_SHARE = 1 / 16

#: With so many times as many documents on one side, the others are looked up in it one by one.
_FAR_FEWER = 16

#: Among so few, documents are looked up one by one in any case.
_FEW = 2_048


@dataclass(frozen=True, slots=True)
class Sparse:
    """Documents of one segment, ascending, each once, and the score of each."""

    docs: DocNumbers
    scores: Scores

    def __len__(self) -> int:
        return len(self.docs)

    @property
    def nbytes(self) -> int:
        """The memory that its arrays take."""
        return self.docs.nbytes + self.scores.nbytes

    def sparse(self) -> Sparse:
        """Itself."""
        return self

    def dense(self, size: int) -> Dense:
        """The same for a segment of `size` documents, in new arrays."""
        mask = np.zeros(size, np.bool_)
        mask[self.docs] = True
        scores = np.zeros(size, np.float32)
        scores[self.docs] = self.scores
        return Dense(mask, scores)

    def mask(self, size: int) -> Mask:
        """Which documents these are, in a new array."""
        mask = np.zeros(size, np.bool_)
        mask[self.docs] = True
        return mask


@dataclass(frozen=True, slots=True)
class Dense:
    """For each document of a segment whether it is found, and its score: 0 where it is not."""

    found: Mask
    scores: Scores

    def __len__(self) -> int:
        return int(np.count_nonzero(self.found))

    @property
    def nbytes(self) -> int:
        """The memory that its arrays take."""
        return self.found.nbytes + self.scores.nbytes

    def sparse(self) -> Sparse:
        """The same, one by one."""
        docs = np.flatnonzero(self.found)
        return Sparse(docs, self.scores[docs])

    def dense(self, size: int) -> Dense:  # noqa: ARG002
        """The same in new arrays."""
        return Dense(self.found.copy(), self.scores.copy())

    def mask(self, size: int) -> Mask:  # noqa: ARG002
        """Which documents these are."""
        return self.found


Found: TypeAlias = Sparse | Dense

NOTHING = Sparse(np.empty(0, np.intp), np.empty(0, np.float32))


def constant(docs: DocNumbers, score: float) -> Sparse:
    """The same score for all."""
    return Sparse(docs, np.full(len(docs), score, np.float32))


def boosted(found: Found, boost: float) -> Found:
    """All scores times `boost`."""
    if boost == 1.0:
        return found
    if isinstance(found, Sparse):
        return Sparse(found.docs, found.scores * np.float32(boost))
    return Dense(found.found, found.scores * np.float32(boost))


def all_of(parts: Sequence[Found], size: int) -> Found:
    """The documents in all parts, with the sum of their scores. `size`: of the segment."""
    few = sorted((part for part in parts if isinstance(part, Sparse)), key=len)
    many = [part for part in parts if isinstance(part, Dense)]
    if not few:
        return reduce(_both_dense, many)
    found = reduce(lambda fewer, more: _both_sparse(fewer, more, size), few)
    for part in many:
        kept = part.found[found.docs]
        docs = found.docs[kept]
        found = Sparse(docs, found.scores[kept] + part.scores[docs])
    return found


def all_of_choices(choices: Sequence[Sequence[Found]], size: int) -> Found:
    """The documents that some part of each choice holds, with the sum of the scores of all parts.

    Where one choice is of few documents, only these are looked up in the parts of the others.
    """
    fewest, *others = sorted(choices, key=lambda parts: sum(map(_most, parts)))
    found = any_of(fewest, size)
    for parts in others:
        if isinstance(found, Dense):
            found = all_of([found, any_of(parts, size)], size)
            continue
        docs = found.docs
        kept = np.zeros(len(docs), np.bool_)
        scores = found.scores.copy()
        for part in parts:
            if isinstance(part, Dense):
                kept |= part.found[docs]
                scores += part.scores[docs]
            elif len(part.docs):
                at = np.searchsorted(part.docs, docs)
                at[at == len(part.docs)] = 0
                same = part.docs[at] == docs
                kept |= same
                scores[same] += part.scores[at[same]]
        found = Sparse(docs[kept], scores[kept])
    return found


def _most(part: Found) -> int:
    """At most so many documents are found."""
    return len(part.docs) if isinstance(part, Sparse) else len(part.found)


def any_of(parts: Sequence[Found], size: int) -> Found:
    """The documents in any part, with the sum of their scores."""
    parts = [part for part in parts if isinstance(part, Dense) or len(part)]
    if len(parts) < 2:
        return parts[0] if parts else NOTHING
    if len(parts) == 2 and (same := _of_the_same(*parts)) is not None:
        return same
    first, *others = sorted(parts, key=lambda part: isinstance(part, Sparse))
    sums = first.dense(size)
    for part in others:
        if isinstance(part, Dense):
            np.logical_or(sums.found, part.found, out=sums.found)
            np.add(sums.scores, part.scores, out=sums.scores)
        else:
            sums.found[part.docs] = True
            sums.scores[part.docs] += part.scores
    most = sum(len(part) if isinstance(part, Sparse) else size for part in parts)
    return sums if most > size * DENSE_SHARE else sums.sparse()


def _of_the_same(one: Found, other: Found) -> Found | None:
    """The sum of two that hold the same documents, as a stem and its only form do; else None."""
    if isinstance(one, Dense) or isinstance(other, Dense) or len(one) != len(other):
        return None
    same = one.docs is other.docs or np.array_equal(one.docs, other.docs)
    return Sparse(one.docs, one.scores + other.scores) if same else None


def without(found: Found, unwanted: Found, size: int) -> Found:
    """What is found, but for some documents."""
    if isinstance(found, Sparse):
        kept = ~held_by(unwanted, found.docs, size)
        return Sparse(found.docs[kept], found.scores[kept])
    kept = found.found & ~unwanted.mask(size)
    return Dense(kept, found.scores * kept)


def held_by(found: Found, asked: DocNumbers, size: int) -> Mask:
    """Which of the ascending `asked` documents are found."""
    if isinstance(found, Sparse):
        return among(found.docs, asked, size)
    return found.found[asked]


def among(docs: Array, asked: DocNumbers, size: int) -> Mask:
    """Which of the `asked` documents are among `docs`; both ascend."""
    if len(asked) * _FAR_FEWER < len(docs):
        at = np.searchsorted(docs, asked.astype(docs.dtype, copy=False))
        at[at == len(docs)] = 0
        return np.asarray(docs[at] == asked)
    held = np.zeros(size, np.bool_)
    held[docs] = True
    return held[asked]


def _both_dense(one: Dense, other: Dense) -> Dense:
    both = one.found & other.found
    scores = one.scores + other.scores
    scores *= both
    return Dense(both, scores)


def _both_sparse(fewer: Sparse, more: Sparse, size: int) -> Sparse:
    docs, scores = fewer.docs, fewer.scores
    if not len(docs) or not len(more.docs):
        return NOTHING
    if len(more.docs) < _FEW or len(docs) * _FAR_FEWER < len(more.docs):
        at = np.searchsorted(more.docs, docs)
        at[at == len(more.docs)] = 0
        same = more.docs[at] == docs
        return Sparse(docs[same], scores[same] + more.scores[at[same]])
    sums = more.dense(size)
    same = sums.found[docs]
    docs = docs[same]
    return Sparse(docs, scores[same] + sums.scores[docs])
