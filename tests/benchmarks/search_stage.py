"""How long a search takes by what is asked: count, facets and the first 50 hits with snippets."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from generated_texts import PHRASE
from measuring import hand_over, median_ms

from viewer.base.jobs import CancelToken
from viewer.services.archive.archive import Archive
from viewer.services.passages.tag_matches import tag_matches
from viewer.services.records.list_publications import read_publications
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import Filters, SearchRequest

#: What is asked, by the name in the table.
_QUERIES = {
    "common term": "army",
    "rare term": "zeppelin",
    "AND": "army AND surrender",
    "OR": "harbin OR surrender",
    "NOT": "army NOT war",
    "phrase": f'"{PHRASE}"',
    "prefix": "kwan*",
    "wildcard": "surr?nder",
    "fuzzy": "surender~",
    "term in 12 days": "army date:1945-08-09..1945-08-20",
    "tag": "tag:found",
    "tag and term": "tag:found army",
    "a sentence": "the army of japan did surrender at harbin after the war at the front",
}


def _measured(search: ArchiveSearch, request: SearchRequest, repeat: int) -> dict[str, Any]:
    answer = search.search(request, CancelToken())
    elapsed = median_ms(lambda: search.search(request, CancelToken()), repeat)
    return {
        "ms": elapsed,
        "hits": answer.total,
        "hits_of_some": answer.total_some,
        "query": request.query,
    }


def main(path: Path, repeat: int) -> None:
    """Tag what "liberation" finds, so that tags have something to answer, and measure."""
    with Archive.open(path) as archive:
        search = ArchiveSearch(archive)
        search.refresh()
        tag_matches(archive, search, SearchRequest("liberation"), "found")
        queries = {
            name: _measured(search, SearchRequest(query), repeat)
            for name, query in _QUERIES.items()
        }
        queries["common term, no hits shown"] = _measured(
            search, SearchRequest("army", limit=0), repeat
        )
        with archive.reading() as session:
            newspaper = read_publications(session)[0].id
        narrowed = SearchRequest("army", Filters(publications=frozenset({newspaper})))
        queries["term in one newspaper"] = _measured(search, narrowed, repeat)
        search.close()
    hand_over({"queries": queries})


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
