"""One segment of the index as arrays: ids, living documents, lengths, postings, positions.

Whoosh's matchers give one posting at a time, through several Python calls each; its blocks hold
128 at once. Here the blocks of a leaf matcher are read whole. That leans on the insides of
`W3LeafMatcher` and of the length columns of Whoosh-Reloaded 2.7.5, the pinned version.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.matching import FilterMatcher
from whoosh.util.numeric import byte_to_length

from viewer.base.jobs import CancelToken
from viewer.search.bulk_writer import decoded
from viewer.search.engine import ExcerptIds
from viewer.search.fields import EXCERPT, WORD_FIELDS

DocNumbers = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: Terms listed between two looks at the cancel token.
STRIDE = 2_000

_LENGTHS = np.array([byte_to_length(code) for code in range(256)], dtype=np.float64)
_NO_DOCS = np.empty(0, np.int64)
_NO_FLOATS = np.empty(0, np.float64)


@dataclass(frozen=True, slots=True)
class Postings:
    """Living documents that hold a term, ascending, and how often each holds it."""

    docs: DocNumbers
    counts: Floats


NO_POSTINGS = Postings(_NO_DOCS, _NO_FLOATS)


class Segment:
    """A leaf reader of Whoosh's, read into arrays as they are asked for.

    Document numbers are the segment's own, from 0. Not for use by two threads at once: the
    matchers share the reader's place in its file.
    """

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self.size = int(reader.doc_count_all())
        self.live: Mask = np.ones(self.size, dtype=bool)
        if reader.has_deletions():
            self.live[list(reader.deleted_docs_set)] = False
        self.live_count = int(self.live.sum())
        self.ids: ExcerptIds = self._column(EXCERPT, ">u8").astype(np.int64)
        self.live_docs: DocNumbers = np.flatnonzero(self.live)
        self._by_id = self.live_docs[np.argsort(self.ids[self.live_docs], kind="stable")]
        self._sorted_ids = self.ids[self._by_id]
        # Files may be gone once another generation is current: all that is read later is open,
        # and the lengths are here.
        self._lengths = {field: self._column(f"_{field}_len", "u1") for field in WORD_FIELDS}

    def lengths(self, field: str, docs: DocNumbers) -> Floats:
        """The number of words of these documents' field, as the index keeps it (rounded)."""
        found: Floats = _LENGTHS[self._lengths[field][docs]]
        return found

    def docs_of(self, excerpt_ids: ExcerptIds) -> DocNumbers:
        """The living documents of these excerpts (ascending unique ids), ascending."""
        if not len(self._sorted_ids) or not len(excerpt_ids):
            return _NO_DOCS
        at = np.searchsorted(self._sorted_ids, excerpt_ids)
        at[at == len(self._sorted_ids)] = 0
        return np.sort(self._by_id[at[self._sorted_ids[at] == excerpt_ids]])

    def has_term(self, field: str, term: bytes) -> bool:
        """Whether any document, living or deleted, holds the term."""
        return (field, term) in self._reader

    def postings(self, field: str, term: bytes, cancel: CancelToken) -> Postings:
        """Which living documents hold the term, and how often."""
        if not self.has_term(field, term):
            return NO_POSTINGS
        docs, counts = [], []
        for matcher in _blocks(self._matcher(field, term)):
            cancel.check()
            docs.append(np.array(matcher._ids, dtype=np.int64))
            counts.append(np.array(matcher._weights, dtype=np.float64))
        all_docs, all_counts = np.concatenate(docs), np.concatenate(counts)
        if self.live_count < self.size:
            alive = self.live[all_docs]
            all_docs, all_counts = all_docs[alive], all_counts[alive]
        return Postings(all_docs, all_counts)

    def positions(
        self, field: str, term: bytes, docs: DocNumbers, cancel: CancelToken
    ) -> Iterator[list[int]]:
        """The term's word positions in each of `docs`, ascending; all of them must hold it."""
        wanted = docs.tolist()
        at = 0
        for matcher in _blocks(self._matcher(field, term)):
            cancel.check()
            held = matcher._ids
            if at == len(wanted):
                return
            if wanted[at] > held[-1]:
                continue
            matcher.value()
            values = matcher._values
            place = bisect_left(held, wanted[at])
            while at < len(wanted) and wanted[at] <= held[-1]:
                place = bisect_left(held, wanted[at], place)
                yield decoded(values[place])
                at += 1

    def forms(self, field: str, prefix: str, cancel: CancelToken) -> Iterator[str]:
        """The terms of a field that begin with `prefix`, sorted by their UTF-8."""
        for number, term in enumerate(self._reader.expand_prefix(field, prefix.encode())):
            if number % STRIDE == 0:
                cancel.check()
            yield term.decode()

    def frequency(self, field: str, term: bytes) -> int:
        """In how many documents the term stands, deleted ones included."""
        return int(self._reader.doc_frequency(field, term)) if self.has_term(field, term) else 0

    def _matcher(self, field: str, term: bytes) -> Any:
        matcher = self._reader.postings(field, term)
        if isinstance(matcher, FilterMatcher):  # drops deleted documents one by one; we mask them
            matcher = matcher.child
            matcher.reset()
        return matcher

    def _column(self, name: str, kind: str) -> NDArray[Any]:
        """A column of fixed-width numbers, whole; documents after its last value have 0."""
        values = np.zeros(self.size, dtype=kind)
        segment, storage = self._reader.segment(), self._reader.storage()
        file_name = self._reader.codec().column_filename(segment, name)
        if storage.file_exists(file_name):
            file = storage.open_file(file_name)
            held = np.frombuffer(file.get(0, storage.file_length(file_name)), dtype=kind)
            values[: len(held)] = held
            file.close()
        return values


def _blocks(matcher: Any) -> Iterator[Any]:
    """The matcher at each of its blocks, with the block's numbers and weights loaded."""
    while matcher.is_active():
        matcher.id()
        matcher.weight()
        yield matcher
        if not isinstance(matcher, W3LeafMatcher):  # a posting that stands in the list of terms
            return
        matcher._next_block()
