"""How well each engine ranks the texts of a test collection."""

from __future__ import annotations

import sys
from pathlib import Path

from measuring import hand_over
from retrieval.collection import read_collection
from retrieval.measures import measured
from retrieval.rankers import RANKERS

#: The measures by the name in the table, in the order of `Measures`.
_NAMES = ("MAP", "nDCG@10", "recall@100")


def main(folder: Path) -> None:
    """Ask each engine every query that has judgements."""
    collection = read_collection(folder)
    asked = {
        key: words for key, words in collection.queries.items() if key in collection.judgements
    }
    judgements = {key: collection.judgements[key] for key in asked}
    rankings = {}
    for name, ranker in RANKERS.items():
        rank = ranker(collection.documents)
        found = measured({key: rank(words) for key, words in asked.items()}, judgements)
        rankings[name] = dict(zip(_NAMES, found, strict=True))
    hand_over(
        {
            "collection": collection.name,
            "documents": len(collection.documents),
            "queries": len(asked),
            "rankings": rankings,
        }
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
