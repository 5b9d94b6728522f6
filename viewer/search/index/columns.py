"""What facets, filters and sorting need of every excerpt, as flat arrays out of the index."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ExcerptIds = NDArray[np.int64]

#: Positions in the columns.
Rows = NDArray[np.int64]
Scores = NDArray[np.float32]
Column = NDArray[np.integer]

#: The columns of numbers, and those of names: each excerpt's value is an index into the names.
NUMBERS = ("publication", "first", "last")
NAMES = ("language", "kind")


@dataclass(frozen=True, slots=True)
class ExcerptColumns:
    """Arrays of one length, a row for each excerpt of the index, in ascending order of ids.

    `publication` holds ids (0: none), `language` and `kind` indexes into the tuples that follow
    them, `first` and `last` the issue date's first and last day as the number `YYYYMMDD` (0:
    unknown).
    """

    ids: ExcerptIds
    publication: Column
    language: Column
    languages: tuple[str, ...]
    kind: Column
    kinds: tuple[str, ...]
    first: Column
    last: Column
