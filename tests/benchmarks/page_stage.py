"""What stands around a query: opening the index, the facets of all hits, the snippets of a page."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from drawn_queries import Class, read_queries
from engines import TOP
from engines.ours import LANGUAGES, Asking, index_folder, written
from generated_texts import Excerpt
from measuring import hand_over, summary, timed
from texts import Texts, Wanted

from viewer.base.jobs import CancelToken
from viewer.search.columnar.evaluation.merged_docs import MergedDocs
from viewer.search.index.columns import ExcerptColumns, ExcerptIds
from viewer.search.language.expansions import expand
from viewer.search.language.query import ParsedQuery, parse
from viewer.search.language.read_query import ReadQuery
from viewer.search.requests import SearchRequest
from viewer.search.results.facets import count_facets
from viewer.search.results.snippets import snippet
from viewer.search.results.why import Explainer
from viewer.services.search.shown_places import SNIPPET

_TIMES = 3
_ASKED = {Class.COMMON, Class.OR, Class.PHRASE}


def main(folder: Path, wanted: Wanted, queries: Path, each: int) -> None:
    """Open the index, and show the hits of `each` queries of some classes."""
    began = time.perf_counter()
    engine, _ = index_folder(folder).open()
    opened = (time.perf_counter() - began) * 1000
    asked = [asked for asked in read_queries(queries, each) if asked.sort in _ASKED]
    engine.evaluate(parse(asked[0].words[0], LANGUAGES).tree, CancelToken())
    answered = (time.perf_counter() - began) * 1000
    texts = wanted.texts()
    asking = Asking(engine)
    read = [expand(asking.read(written(query)), engine, CancelToken()) for query in asked]
    found = [engine.evaluate(parsed.tree, CancelToken()) for parsed in read]
    everything = engine.evaluate(asking.read("").tree, CancelToken())
    pages = _pages(texts, [some.ids[:TOP] for some in found])
    counted = partial(_count, engine.columns())
    query = ReadQuery(SearchRequest(""), read[0])
    place = partial(engine.occurrences, query, CancelToken())
    hand_over(
        {
            "open_ms": opened,
            "first_answer_ms": answered,
            "facets": summary([timed(partial(counted, some), _TIMES) for some in found]),
            "facets_of_all": summary([timed(partial(counted, everything), _TIMES)]),
            "lines": len(place()),
            "places": summary([timed(place, _TIMES)]),
            "snippets": summary(
                [
                    timed(partial(_show, parsed, page), _TIMES)
                    for parsed, page in zip(read, pages, strict=True)
                    if len(page) == TOP
                ]
            ),
        }
    )


def _count(columns: ExcerptColumns, found: MergedDocs) -> None:
    """Newspapers, months and languages of all that was found."""
    count_facets(columns, found.rows, {})


def _show(parsed: ParsedQuery, page: Sequence[Excerpt]) -> None:
    """A snippet with marks of each excerpt, and why it was found."""
    explainer = Explainer(parsed.tree)
    for excerpt in page:
        language = excerpt.language if excerpt.language in LANGUAGES else ""
        explained = explainer.explain(excerpt.number, excerpt.headline, "", excerpt.text, language)
        snippet(excerpt.text, explained.places, SNIPPET, explained.answered)


def _pages(texts: Texts, wanted: Sequence[ExcerptIds]) -> list[list[Excerpt]]:
    """The excerpts of each row of ids: any that match do, so the first ones are taken."""
    last = max((int(ids[-1]) for ids in wanted if len(ids)), default=0)
    numbers = {number for ids in wanted for number in ids.tolist()}
    held = {}
    for excerpt in texts:
        if excerpt.number > last:
            break
        if excerpt.number in numbers:
            held[excerpt.number] = excerpt
    return [[held[number] for number in ids.tolist()] for ids in wanted]


if __name__ == "__main__":
    folder, wanted, queries, each = sys.argv[1:]
    main(Path(folder), Wanted.from_json(wanted), Path(queries), int(each))
