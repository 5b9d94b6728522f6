"""Our engine over a few texts, without a folder that outlives it."""

from __future__ import annotations

from collections.abc import Sequence

from tests.search.columnar.oracle import SmallIndex
from viewer.search.columnar.engine import ColumnarEngine
from viewer.search.engine import IndexText

#: Held in the index and deleted again, so that no segment is without deleted documents.
_DELETED = IndexText(10**9, "en", "deleted war", "", "the deleted war army Харбин")


def columnar_engine(texts: Sequence[IndexText], parts: int = 2) -> ColumnarEngine:
    """The texts in some segments, each with a deleted text in it.

    The files are removed at once; they stay mapped while the engine is open.
    """
    split = [[*texts[part::parts], _DELETED] for part in range(parts)]
    with SmallIndex(split, [_DELETED.excerpt_id]) as index:
        return index.engine
