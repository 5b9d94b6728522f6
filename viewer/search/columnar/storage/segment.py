"""One segment: the inverted index of up to some ten thousand documents, as flat arrays.

Documents are numbered from 0. For each field:

    FIELD/terms, FIELD/ends      the sorted dictionary: all terms' bytes, where each ends
    FIELD/starts                 where each term's postings start, and where the last ones end
    FIELD/docs                   the documents of each posting, ascending in a term
    FIELD/counts                 how often the term occurs in each
    FIELD/place_starts           where each term's positions start, and where the last ones end
    FIELD/places                 word positions, from 0 in each document, ascending in a posting
    FIELD/lengths                the number of words in each document's field

`place_starts` and `places` are there for fields with positions, `lengths` for scored fields. Of
documents there are columns, `column/NAME`.

The facts: `documents`, `fields` (name → `tokens`, the sum of its lengths, and `bounded`, whether
all positions are below them) and `columns` (name → what its writer notes of it).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from viewer.search.columnar.storage.dictionary import TermDictionary
from viewer.search.columnar.storage.layout import Array, DamagedSegmentError, SegmentFile
from viewer.search.index.columns import ExcerptIds
from viewer.search.index.fields import EXCERPT

#: Document numbers of one segment as NumPy wants its indexes.
DocNumbers = NDArray[np.intp]
Mask = NDArray[np.bool_]

#: A segment written by this program has at most so many documents, so that their numbers and
#: most of what is counted for each fit into two bytes, and a query's work into a cache.
MOST_DOCUMENTS = 1 << 16

#: Ids that are spread over so many times their number are looked up by halving.
_MOST_SPREAD = 4


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of one term, deleted documents included.

    `docs` ascend; `counts` is how often the term occurs in each, as the segment keeps it.
    """

    docs: Array
    counts: Array


class Field:
    """One indexed field of a segment."""

    def __init__(self, file: SegmentFile, name: str, *, bounded: bool) -> None:
        self._file = file
        self.name = name
        #: Whether all positions in a document lie below the field's length in it.
        self.bounded = bounded
        self.has_positions = f"{name}/places" in file
        self.has_lengths = f"{name}/lengths" in file

    @cached_property
    def dictionary(self) -> TermDictionary:
        """The field's terms, read and checked at the first use."""
        ends = self._file.array(f"{self.name}/ends")
        content = self._file.array(f"{self.name}/terms")
        if len(ends) and int(ends[-1]) != len(content):
            raise DamagedSegmentError(self._file.path, f"the terms of {self.name} do not fit")
        return TermDictionary(content, ends)

    @cached_property
    def starts(self) -> Array:
        """Where each term's postings start; one more element than there are terms."""
        return self._file.array(f"{self.name}/starts")

    @cached_property
    def place_starts(self) -> Array:
        """Where each term's positions start; one more element than there are terms."""
        return self._file.array(f"{self.name}/place_starts")

    @cached_property
    def lengths(self) -> Array:
        """The number of words in each document's field."""
        return self._file.array(f"{self.name}/lengths")

    def line(self, gap: int) -> tuple[NDArray[np.signedinteger], int]:
        """Where the positions of each document begin when all documents are laid out on one line,
        each as long as the field, with `gap` positions between them; and the line's length.

        For bounded fields only. Kept for the gap that is asked for most, 1.
        """
        return self._tight_line if gap == 1 else self._line(gap)

    @cached_property
    def _tight_line(self) -> tuple[NDArray[np.signedinteger], int]:
        return self._line(1)

    def _line(self, gap: int) -> tuple[NDArray[np.signedinteger], int]:
        ends = np.cumsum(self.lengths.astype(np.int64) + gap)
        length = int(ends[-1]) if len(ends) else 0
        kind = np.int32 if length < np.iinfo(np.int32).max else np.int64
        return (ends - self.lengths - gap).astype(kind), length

    def frequencies(self) -> NDArray[np.int64]:
        """How many documents hold each term, deleted ones included."""
        starts = self.starts.astype(np.int64)
        return starts[1:] - starts[:-1]

    def place_frequencies(self) -> NDArray[np.int64]:
        """How many positions each term has, in deleted documents too."""
        starts = self.place_starts.astype(np.int64)
        return starts[1:] - starts[:-1]

    def find(self, term: bytes) -> int:
        """The number of a term, -1 where it is not here."""
        return self.dictionary.find(term)

    def postings(self, number: int) -> Postings:
        """The postings of a term by its number."""
        start, end = int(self.starts[number]), int(self.starts[number + 1])
        return Postings(
            self._file.array(f"{self.name}/docs", start, end),
            self._file.array(f"{self.name}/counts", start, end),
        )

    def docs(self, first: int, last: int) -> Array:
        """The documents of all postings of terms `first` to `last` (half-open), term by term."""
        start, end = int(self.starts[first]), int(self.starts[last])
        return self._file.array(f"{self.name}/docs", start, end)

    def counts(self, number: int) -> Array:
        """How many positions each posting of a term has; ones where positions are not kept."""
        start, end = int(self.starts[number]), int(self.starts[number + 1])
        return self._file.array(f"{self.name}/counts", start, end)

    def places(self, number: int) -> Array:
        """The positions of a term, posting by posting."""
        start, end = int(self.place_starts[number]), int(self.place_starts[number + 1])
        return self._file.array(f"{self.name}/places", start, end)

    def length(self, part: str) -> int:
        """The number of elements of one of the field's arrays."""
        return self._file.length(f"{self.name}/{part}")

    def whole(self, part: str) -> Array:
        """One of the field's arrays, whole: for merging."""
        return self._file.array(f"{self.name}/{part}")


class Segment:
    """An open segment and which of its documents live. Safe between threads; never changes."""

    def __init__(self, file: SegmentFile, live: Mask | None = None) -> None:
        """`live` has an element for each document; None: all live."""
        self.file = file
        try:
            self.size = int(file.facts["documents"])
            noted = dict(_named(file, "fields"))
            self._tokens = {name: int(each["tokens"]) for name, each in noted.items()}
            self.columns: dict[str, dict[str, Any]] = dict(_named(file, "columns"))
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise DamagedSegmentError(file.path, "its facts are not those of a segment") from error
        if live is not None and len(live) != self.size:
            raise DamagedSegmentError(file.path, "the marks of its deleted documents do not fit")
        self._fields = {
            name: Field(file, name, bounded=bool(each.get("bounded")))
            for name, each in noted.items()
        }
        self.live_count = self.size if live is None else int(np.count_nonzero(live))
        #: Which documents live; None where all do.
        self.live: Mask | None = None if self.live_count == self.size else live

    @classmethod
    def open(cls, path: Path, digest: str | None = None, live: Mask | None = None) -> Segment:
        """The segment in a file. Raises `DamagedSegmentError` and `OSError`."""
        return cls(SegmentFile(path, digest), live)

    def with_live(self, live: Mask | None) -> Segment:
        """The same segment with other living documents; what was read of it stays read."""
        found = Segment(self.file, live)
        found._fields = self._fields
        return found

    @property
    def fields(self) -> dict[str, Field]:
        """The indexed fields by name."""
        return self._fields

    def field(self, name: str) -> Field | None:
        """An indexed field; None where no document has anything in it."""
        return self._fields.get(name)

    def column(self, name: str) -> Array | None:
        """A column of numbers, an element for each document; None where there is none."""
        return self.file.array(f"column/{name}") if name in self.columns else None

    @cached_property
    def live_docs(self) -> DocNumbers:
        """The numbers of the living documents, ascending."""
        return np.arange(self.size) if self.live is None else np.flatnonzero(self.live)

    @cached_property
    def ids(self) -> ExcerptIds:
        """The catalogue's ids of all documents, deleted ones included."""
        column = self.column(EXCERPT)
        return np.zeros(self.size, np.int64) if column is None else column.astype(np.int64)

    @cached_property
    def _by_id(self) -> tuple[ExcerptIds, DocNumbers]:
        """The living documents' ids, ascending, and the document of each."""
        ids = self.ids[self.live_docs]
        if np.all(ids[1:] > ids[:-1]):
            return ids, self.live_docs
        order = np.argsort(ids, kind="stable")
        return ids[order], self.live_docs[order]

    def docs_of(self, excerpt_ids: ExcerptIds) -> DocNumbers:
        """The living documents of these excerpts (ascending unique ids), ascending."""
        ids, docs = self._by_id
        if not len(ids):
            return docs
        start, end = np.searchsorted(excerpt_ids, (ids[0], ids[-1] + 1))
        asked = excerpt_ids[start:end]
        table = self._table_by_id
        if table is not None:
            found = table[asked - ids[0]]
            found = found[found >= 0]
        elif len(asked) > len(ids):
            at = np.searchsorted(asked, ids)
            at[at == len(asked)] = 0
            found = docs[asked[at] == ids]
        else:
            at = np.searchsorted(ids, asked)
            found = docs[at[ids[at] == asked]]
        return found if np.all(found[1:] > found[:-1]) else np.sort(found)

    @cached_property
    def _table_by_id(self) -> DocNumbers | None:
        """From the lowest living id on, the document of each id, -1 where there is none; None
        where the ids are spread too far for a table."""
        ids, docs = self._by_id
        spread = int(ids[-1]) - int(ids[0]) + 1
        if spread > _MOST_SPREAD * len(ids):
            return None
        table = np.full(spread, -1, np.intp)
        table[ids - ids[0]] = docs
        return table

    def times(self, field: str, number: int) -> int:
        """How often a term (-1: none) occurs in a field of all live documents."""
        if number < 0:
            return 0
        found = self._fields[field]
        counts = found.counts(number)
        if self.live is not None:
            counts = counts[self.live[found.postings(number).docs]]
        return int(counts.sum(dtype=np.int64))

    def living_frequencies(self, field: str) -> NDArray[np.int64]:
        """How many live documents hold each term of a field."""
        found = self._fields[field]
        if self.live is None:
            return found.frequencies()
        living = np.zeros(found.length("docs") + 1, np.int64)
        np.cumsum(self.live[found.whole("docs")], out=living[1:])
        return np.diff(living[found.starts])

    def live_tokens(self, field: str) -> int:
        """The number of words in a field of all living documents."""
        if self.live is None:
            return self._tokens.get(field, 0)
        found = self._fields.get(field)
        if found is None or not found.has_lengths:
            return 0
        return int(found.lengths[self.live].sum(dtype=np.int64))


def _named(file: SegmentFile, part: str) -> list[tuple[str, dict[str, Any]]]:
    return [(str(name), dict(noted)) for name, noted in file.facts[part].items()]
