"""The rows of the engines' block, with what was to be reached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drawn_queries import Class
from rows import (
    Bound,
    Figure,
    Row,
    at_least,
    at_least_of,
    at_most,
    at_most_of,
    p95_at_most,
)
from running import Figures

_3_TANTIVY = at_most_of(3, "tantivy", "≤ 3 × tantivy")
_1_TANTIVY = at_most_of(1, "tantivy", "≤ 1 × tantivy")
_FTS5_PREFIX = at_most_of(1, "FTS5", "≤ FTS5's prefix")

_BOUNDS: dict[Class, tuple[Bound, Bound]] = {
    Class.COMMON: (_3_TANTIVY & at_most_of(1 / 20, "FTS5", "≤ FTS5 / 20"), _1_TANTIVY),
    Class.TERM: (_3_TANTIVY, _1_TANTIVY),
    Class.OR: (_3_TANTIVY, _1_TANTIVY),
    Class.AND: (_3_TANTIVY, _1_TANTIVY),
    Class.PHRASE: (_3_TANTIVY, _1_TANTIVY),
    Class.NEAR: (_3_TANTIVY, _1_TANTIVY),
    Class.PREFIX: (_FTS5_PREFIX, at_most(10)),
    Class.WILDCARD: (_FTS5_PREFIX, at_most(10)),
    Class.FUZZY_1: (p95_at_most(50), p95_at_most(10)),
    Class.FUZZY_2: (p95_at_most(50), p95_at_most(10)),
}


def engine_rows(block: Figures) -> list[Row]:
    """What was measured of all engines."""
    return [*_indexing(block), *_queries(block), _slowest(block, 30, 10), *_around(block)]


def million_rows(block: Figures) -> list[Row]:
    """What was measured of our engine, and of peers where they were asked, on very many texts."""
    ours = block["ours"]
    resident = _figure(ours, "queries", "resident_megabytes")
    opened = _figure(ours, "page", "open_ms")
    return [
        *(Row(row.name, row.ours, row.peers) for row in _indexing(block) if row.ours),
        *(Row(row.name, row.ours, row.peers) for row in _queries(block)),
        _slowest(block, 150, 50),
        Row("resident while searching, MB", resident, {}, at_most(1_500, "MB")),
        Row("open, ms", opened, {}, at_most(300)),
        *(Row(row.name, row.ours, row.peers) for row in _around(block)[2:]),
    ]


def _indexing(block: Figures) -> list[Row]:
    rate = "megabytes_a_second"
    one, two = (_figure(block["ours"], build, rate) for build in ("build", "build_by_two"))
    by_two = two.value / one.value if one and two else 0.0
    return [
        Row(
            "index, one process, MB/s",
            one,
            _peers(block, "build", rate),
            at_least(5, "MB/s") & at_least_of(0.8, "FTS5"),
            at_least_of(1.2, "FTS5"),
            _of_slice(block, "build", rate),
        ),
        Row(
            "index, two processes, MB/s",
            two,
            {},
            Bound("≥ 1.6 × one", lambda row: by_two >= 1.6 if row.ours else None),
        ),
        Row(
            "index size, of the text",
            _size(block["ours"]),
            {name: _size(found) for name, found in _engines(block).items()},
            at_most(2.5, "×"),
            at_most(1.5, "×"),
            _size(block.get("slice", {}).get("ours", {})),
        ),
    ]


def _queries(block: Figures) -> list[Row]:
    rows = []
    for sort in Class:
        must, aim = _BOUNDS.get(sort, (None, None))
        peers = _peers(block, "queries", "classes", sort.value)
        if sort is Class.WILDCARD:  # which SQLite lacks
            peers["FTS5"] = _peers(block, "queries", "classes", Class.PREFIX.value)["FTS5"]
        rows.append(
            Row(
                f"{sort.value}, ms",
                _figure(block["ours"], "queries", "classes", sort.value),
                peers,
                must,
                aim,
                _of_slice(block, "queries", "classes", sort.value),
            )
        )
    return rows


def _slowest(block: Figures, must: float, aim: float) -> Row:
    """The slowest class by its 95th percentile, for which alone the bounds are."""
    classes = block["ours"].get("queries", {}).get("classes", {})
    if not classes:
        return Row("slowest class, p95, ms", None, {}, at_most(must), at_most(aim))
    name = max(classes, key=lambda name: float(classes[name]["p95_ms"]))
    slowest = Figure(classes[name]["p95_ms"])
    return Row(f"slowest class, p95, ms: {name}", slowest, {}, at_most(must), at_most(aim))


def _around(block: Figures) -> list[Row]:
    ours = block["ours"]
    return [
        Row("open, ms", _figure(ours, "page", "open_ms"), {}),
        Row("resident while searching, MB", _figure(ours, "queries", "resident_megabytes"), {}),
        Row("open and first answer, ms", _figure(ours, "page", "first_answer_ms"), {}),
        Row("facets besides, ms", _figure(ours, "page", "facets"), {}, at_most(3)),
        Row("facets of all excerpts, ms", _figure(ours, "page", "facets_of_all"), {}, at_most(3)),
        Row("50 snippets with marks, ms", _figure(ours, "page", "snippets"), {}, at_most(10)),
        Row("reading a query from text, ms", _figure(ours, "queries", "reading"), {}),
        Row(
            f"all {ours.get('page', {}).get('lines', 0):,} places of a word, ms",
            _figure(ours, "page", "places"),
            {},
        ),
        Row(
            "a changed excerpt searchable, ms",
            _figure(ours, "update", "update"),
            {},
            at_most(200),
            at_most(50),
        ),
    ]


def _engines(block: Figures) -> dict[str, Figures]:
    return {
        "tantivy": block.get("tantivy_peer", {}),
        "FTS5": block.get("fts5", {}),
        "Whoosh": block.get("slice", {}).get("whoosh_stock", {}),
    }


def _peers(block: Figures, *path: str) -> dict[str, Figure | None]:
    return {name: _figure(found, *path) for name, found in _engines(block).items()}


def _of_slice(block: Figures, *path: str) -> Figure | None:
    return _figure(block.get("slice", {}).get("ours", {}), *path)


def _figure(found: Mapping[str, Any], *path: str) -> Figure | None:
    """A figure, or the median and p95 of a summary; None where it was not measured."""
    inner: Any = found
    for name in path:
        inner = inner.get(name) if isinstance(inner, Mapping) else None
    if isinstance(inner, Mapping):
        if not inner["acts"]:
            return None
        p95 = inner["p95_ms"] if inner["acts"] > 1 else None
        return Figure(inner["median_ms"], p95)
    return None if inner is None else Figure(inner)


def _size(found: Mapping[str, Any]) -> Figure | None:
    build = found.get("build") or found.get("build_by_two", {})
    if "index_megabytes" not in build:
        return None
    return Figure(build["index_megabytes"] / build["megabytes"])
