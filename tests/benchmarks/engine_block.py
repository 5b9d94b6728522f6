"""Our engine and its peers over the same texts with the same queries."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from drawn_queries import write_queries
from running import Figures, run
from texts import Wanted

#: Stock Whoosh is too slow for more than a slice of the texts and a few queries.
_SLICE = 3_000
_ASKED_OF_SLICE = 3
_ASKED_OF_PAGES = 10


def measured(
    folder: Path, wanted: Wanted, peers: Sequence[str], each: int, builds: Sequence[int] = (2, 1)
) -> Figures:
    """Every engine built and asked the same `each` queries of a class; Whoosh fewer.

    `builds`: how many processes build ours, once each, the last time for the queries.
    """
    folder.mkdir(parents=True)
    queries = folder / "queries.json"
    texts = wanted.texts()
    days = (issue.date for issue in texts.issues())
    write_queries(queries, texts.words_by_rank(), days, wanted.seed, each)
    figures: Figures = {
        "excerpts": len(texts),
        "ours": _ours(folder, wanted, queries, each, builds),
    }
    for engine in peers:
        if engine != "whoosh_stock":
            figures[engine] = _peer(engine, folder, wanted, queries, each)
        else:
            part = replace(wanted, excerpts=min(_SLICE, len(texts)))
            figures["slice"] = {
                "excerpts": part.excerpts,
                "whoosh_stock": _peer(engine, folder, part, queries, _ASKED_OF_SLICE),
                "ours": _peer("ours", folder, part, queries, _ASKED_OF_SLICE),
            }
    return figures


def _ours(folder: Path, wanted: Wanted, queries: Path, each: int, builds: Sequence[int]) -> Figures:
    index = folder / "ours"
    figures: Figures = {}
    for processes in builds:
        shutil.rmtree(index, ignore_errors=True)
        name = "build" if processes == 1 else "build_by_two"
        figures[name] = run("build_stage.py", "ours", index, wanted.to_json(), processes)
    figures["queries"] = run("query_stage.py", "ours", index, wanted.to_json(), queries, each)
    pages = min(each, _ASKED_OF_PAGES)
    figures["page"] = run("page_stage.py", index, wanted.to_json(), queries, pages)
    figures["update"] = run("update_stage.py", index, wanted.to_json())
    shutil.rmtree(index, ignore_errors=True)
    return figures


def _peer(engine: str, folder: Path, wanted: Wanted, queries: Path, each: int) -> Figures:
    index = folder / engine
    figures = {
        "build": run("build_stage.py", engine, index, wanted.to_json(), 1),
        "queries": run("query_stage.py", engine, index, wanted.to_json(), queries, each),
    }
    shutil.rmtree(index, ignore_errors=True)
    return figures
