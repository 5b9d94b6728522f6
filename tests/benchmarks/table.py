"""One table of all that was measured, as plain text or as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from big_block import big_rows
from engine_rows import engine_rows, million_rows
from rows import HEADINGS, Row
from running import Figures, failed
from small_rows import small_rows


def printed(figures: Figures, *, markdown: bool) -> str:
    """The blocks that were measured, one below the other, and what failed."""
    machine = figures["machine"]
    lines = [f"{machine['cpus']} cpus, Python {machine['python']}, {machine['system']}"]
    for title, rows in _blocks(figures):
        lines += ["", title, "", *_lines(_table(rows), markdown)]
    for found in figures.get("collections", {}).values():
        if "rankings" in found:
            lines += ["", _counted(found), "", *_lines(_rankings(found), markdown)]
    return "\n".join([*lines, *(f"FAILED: {said}" for said in failed(figures))])


def _blocks(figures: Figures) -> list[tuple[str, list[Row]]]:
    found = []
    if "engines" in figures:
        block = figures["engines"]
        part = block.get("slice", {}).get("excerpts")
        whoosh = f" (Whoosh, and ours as a share of it: {part:,} of them)" if part else ""
        found.append((f"Engines, {_size(block)}{whoosh}", engine_rows(block)))
    if "million" in figures:
        title = f"Engines, {_size(figures['million'])}"
        found.append((title, million_rows(figures["million"])))
    if "excerpts" in figures.get("big", {}):
        title = f"Program, {figures['big']['excerpts']:,} excerpts and passages, processor time"
        found.append((title, big_rows(figures["big"])))
    if "small" in figures:
        corpus = figures["small"]["corpus"]
        title = f"Program, {corpus['excerpts']:,} excerpts, {corpus['megabytes']:.1f} MB of text"
        found.append((title, small_rows(figures["small"])))
    return found


def _size(block: Figures) -> str:
    builds = (
        found[build]
        for found in block.values()
        if isinstance(found, dict)
        for build in ("build", "build_by_two")
        if "megabytes" in found.get(build, {})
    )
    megabytes = next((build["megabytes"] for build in builds), None)
    text = "" if megabytes is None else f", {megabytes:,.0f} MB of text"
    return f"{block['excerpts']:,} excerpts{text}"


def _table(rows: Sequence[Row]) -> list[list[str]]:
    """Headings and cells; columns in which nothing stands are left out."""
    table = [HEADINGS, *(row.cells() for row in rows)]
    kept = [
        at for at in range(len(HEADINGS)) if any(line[at] not in ("", "–") for line in table[1:])
    ]
    return [[line[at] for at in kept] for line in table]


def _counted(found: Figures) -> str:
    return (
        f"Ranking, {found['collection']}: {found['documents']:,} texts, "
        f"{found['queries']:,} queries with judgements, as people wrote them"
    )


def _rankings(found: Figures) -> list[list[str]]:
    """One line for each engine; three decimals, as such figures are given."""
    rows = [
        [name, *(f"{value:.3f}" for value in measures.values())]
        for name, measures in found["rankings"].items()
    ]
    return [["", *next(iter(found["rankings"].values()))], *rows]


def _lines(table: list[list[str]], markdown: bool) -> list[str]:
    return _markdown(table) if markdown else _plain(table)


def _markdown(table: list[list[str]]) -> list[str]:
    head, *body = table
    rule = [" --- ", *(" ---: " for _ in head[1:])]
    return [
        "| " + " | ".join(head) + " |",
        "|" + "|".join(rule) + "|",
        *("| " + " | ".join(line) + " |" for line in body),
    ]


def _plain(table: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return [
        "  ".join(
            [line[0].ljust(widths[0])]
            + [cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)]
        )
        for line in table
    ]
