"""A Whoosh segment writer for whole texts: several times as fast as `add_document`.

Whoosh's own writer makes a tuple of every posting, sorts them all, and hands them one by one to
its codec. Here postings are gathered by term as texts come, which is the order in which they are
written, and go to the files in blocks. The files are those of Whoosh's standard codec, so that
its readers and matchers work on them; the layout follows `W3PostingsWriter` and `W3TermInfo` of
Whoosh-Reloaded 2.7.5, the pinned version.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3TermInfo
from whoosh.system import pack_uint, pack_ushort
from whoosh.writing import SegmentWriter

from viewer.base.jobs import CancelToken
from viewer.search.analysis import forms
from viewer.search.engine import IndexText
from viewer.search.fields import EXCERPT, WORD_FIELDS, exact_field

#: Postings in one block of the file. Whoosh's default is 128; its readers take any number.
BLOCK = 512

#: Blocks shorter than this many bytes are not worth compressing.
WORTH_COMPRESSING = 256

#: Terms written between two looks at the cancel token.
STRIDE = 1_000

#: Field lengths that terms and blocks are said to span: any. Only Whoosh's own skipping of weak
#: blocks looks at it, which is right with bounds this wide, if slow. Blocks have codes of lengths.
_SHORTEST, _LONGEST = 0, 106_374
_SHORTEST_CODE, _LONGEST_CODE = 0, 255

#: (documents, occurrences in each, encoded positions in each or nothing at all), ascending.
_Entry = tuple[list[int], list[int], list[bytes]]


class TermPool:
    """Postings by field and term. Takes the place of Whoosh's sorting pool in a writer."""

    def __init__(self) -> None:
        self.fields: dict[str, dict[str, _Entry]] = {}
        self.postings = 0

    def add_stems(self, field: str, doc: int, places: dict[str, list[int]]) -> None:
        """Where in a document's field each stem stands. Documents must come ascending."""
        entries = self.fields.setdefault(field, {})
        for stem, at in places.items():
            entry = entries.get(stem)
            if entry is None:
                entries[stem] = entry = ([], [], [])
            entry[0].append(doc)
            entry[1].append(len(at))
            entry[2].append(_alone(at[0]) if len(at) == 1 else _encoded(at))
        self.postings += len(places)

    def add_exacts(self, field: str, doc: int, counts: dict[str, int]) -> None:
        """How often each exact form stands in a document's field. Documents come ascending."""
        entries = self.fields.setdefault(field, {})
        for exact, count in counts.items():
            entry = entries.get(exact)
            if entry is None:
                entries[exact] = entry = ([], [], [])
            entry[0].append(doc)
            entry[1].append(count)
        self.postings += len(counts)

    def add(self, item: tuple[str, bytes, int, float, bytes | None]) -> None:
        """One posting: what Whoosh calls when it merges an older segment into this writer."""
        field, term, doc, weight, value = item
        entry = self.fields.setdefault(field, {}).setdefault(term.decode(), ([], [], []))
        entry[0].append(doc)
        entry[1].append(int(weight))
        if value:
            entry[2].append(value)
        self.postings += 1

    def cleanup(self) -> None:
        """Let go of everything: what Whoosh calls when the writer is done or cancelled."""
        self.fields.clear()


class BulkWriter(SegmentWriter):  # type: ignore[misc]
    """A `SegmentWriter` that takes whole texts through `add_text`. `commit` may be cancelled."""

    def __init__(self, opened: Any, cancel: CancelToken) -> None:
        super().__init__(opened, compound=False)
        self.pool: TermPool = TermPool()
        self._cancel = cancel

    def add_text(self, text: IndexText) -> None:
        """Add one excerpt. On an exception the writer must be cancelled."""
        # All that can fail on a text comes before the writer is touched.
        inverted = {field: _inverted(getattr(text, field), text.language) for field in WORD_FIELDS}
        documents, schema, doc = self.perdocwriter, self.schema, self.docnum
        documents.start_doc(doc)
        documents.add_column_value(EXCERPT, schema[EXCERPT].column_type, text.excerpt_id)
        for field, (length, places, counts) in inverted.items():
            if length:
                documents.add_field(field, schema[field], None, length)
                self.pool.add_stems(field, doc, places)
                self.pool.add_exacts(exact_field(field), doc, counts)
        documents.finish_doc()
        self._added = True
        self.docnum += 1

    def _flush_segment(self) -> None:
        """Write the postings: Whoosh's hook, called by `commit`."""
        self.perdocwriter.close()
        terms = self.fieldwriter
        for field in sorted(self.pool.fields):
            terms.start_field(field, self.schema[field])
            prefix = pack_ushort(terms._fieldid)
            for number, (term, entry) in enumerate(sorted(self.pool.fields[field].items())):
                if number % STRIDE == 0:
                    self._cancel.check()
                terms._tindex.add(prefix + term.encode(), _written(terms._postfile, entry))
            terms.finish_field()
        terms.close()


def decoded(value: bytes) -> list[int]:
    """The positions in one encoded value: the reverse of what Whoosh's `Positions` writes."""
    return list(accumulate(pickle.loads(value[4:])))  # noqa: S301  (sealed: see seal.py)


def _encoded(positions: list[int]) -> bytes:
    """Ascending positions as Whoosh's `Positions` format has them: their number, then gaps."""
    gaps = positions[:1] + [after - before for before, after in pairwise(positions)]
    encoded: bytes = pack_uint(len(positions)) + pickle.dumps(gaps, 2)
    return encoded


@lru_cache(maxsize=8192)
def _alone(position: int) -> bytes:
    """The encoding of a single position: the most frequent case by far, and soon seen again."""
    return _encoded([position])


def _inverted(text: str, language: str) -> tuple[int, dict[str, list[int]], dict[str, int]]:
    """The number of words, the positions of each stem, the occurrences of each exact form."""
    places: dict[str, list[int]] = {}
    counts: dict[str, int] = {}
    found = forms(text, language)
    for position, (exact, stem) in enumerate(found):
        if stem in places:
            places[stem].append(position)
        else:
            places[stem] = [position]
        counts[exact] = counts.get(exact, 0) + 1
    return len(found), places, counts


def _written(file: Any, entry: _Entry) -> bytes:
    """Write one term's postings, and give the description that the term is listed with.

    A single posting goes into the description itself.
    """
    docs, weights, values = entry
    info = W3TermInfo(
        weight=sum(weights), df=len(docs), minlength=_SHORTEST, maxlength=_LONGEST,
        maxweight=max(weights), minid=docs[0], maxid=docs[-1],
    )  # fmt: skip
    if len(docs) == 1:
        info.set_inlined(docs, weights, values or [b""])
    else:
        start = file.tell()
        file.write(WHOOSH3_HEADER_MAGIC)
        for block in _blocks(docs, weights, values):
            file.write(block)
        info.set_extent(start, file.tell() - start)
    described: bytes = info.to_bytes()
    return described


def _blocks(docs: list[int], weights: list[int], values: list[bytes]) -> Iterator[bytes]:
    for start in range(0, len(docs), BLOCK):
        some, weighing = docs[start : start + BLOCK], weights[start : start + BLOCK]
        heaviest = max(weighing)
        same = heaviest == min(weighing)
        content = (
            (some[0], *(after - before for before, after in pairwise(some))),
            float(heaviest) if same else tuple(weighing),
            tuple(values[start : start + BLOCK]) if values else None,
        )
        packed = pickle.dumps(content, 2)
        compressed = len(packed) >= WORTH_COMPRESSING
        if compressed:
            packed = zlib.compress(packed, 1)
        head = pickle.dumps(
            (len(some), some[-1], heaviest, int(compressed), _SHORTEST_CODE, _LONGEST_CODE), 2
        )
        size = len(head) + len(packed)
        last = start + BLOCK >= len(docs)
        yield (-size if last else size).to_bytes(4, "big", signed=True) + head + packed
