"""All forms of one field over all segments, read from their dictionaries."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from viewer.base.jobs import CancelToken
from viewer.search.columnar.storage.segment import Segment
from viewer.search.index.lexicon import FieldLexicon


def field_lexicon(segments: Sequence[Segment], field: str, cancel: CancelToken) -> FieldLexicon:
    """The forms of a field that live documents hold, and how many hold each.

    Raises `Cancelled` and `DamagedSegmentError`.
    """
    counted: dict[bytes, int] = {}
    for segment in segments:
        cancel.check()
        found = segment.field(field)
        if found is None:
            continue
        terms = found.dictionary.terms(range(len(found.dictionary)))
        living = segment.living_frequencies(field).tolist()
        if not counted:
            counted = dict(zip(terms, living, strict=True))
            continue
        for term, count in zip(terms, living, strict=True):
            counted[term] = counted.get(term, 0) + count
    kept = sorted(term for term, count in counted.items() if count)
    texts = array("q", (counted[term] for term in kept))
    return FieldLexicon([term.decode() for term in kept], texts)
