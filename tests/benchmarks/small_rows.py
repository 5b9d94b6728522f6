"""The rows of the program on a small archive."""

from __future__ import annotations

from rows import Figure, Row
from running import Figures


def small_rows(figures: Figures) -> list[Row]:
    """Rates, the searches through the service, reading, long texts, the window, peak memory."""
    rows = [*_rates(figures), *_searches(figures), *_reading(figures)]
    return [*rows, *_long_texts(figures), *_memory(figures)]


def _rates(figures: Figures) -> list[Row]:
    megabytes = figures["corpus"]["megabytes"]
    rows = []
    for name in ("import", "index"):
        seconds = figures[name].get("seconds")
        rate = Figure(megabytes / seconds) if seconds else None
        rows.append(Row(f"{name}, MB of text a second", rate, {}))
    return rows


def _searches(figures: Figures) -> list[Row]:
    rows = []
    for query, found in figures["search"].get("queries", {}).items():
        some = f" and {found['hits_of_some']:,}" if found["hits_of_some"] else ""
        name = f"search: {query} ({found['hits']:,}{some} hits), ms"
        rows.append(Row(name, Figure(found["ms"]), {}))
    return rows


def _reading(figures: Figures) -> list[Row]:
    rows = []
    reading, window = figures["reading"], figures["window"]
    if "failed" not in reading:
        for what in ("shown", "shown and painted"):
            peer = reading[what]["peer"]
            name = f"300,000 characters, 2,000 passages {what}, ms (QPlainTextEdit: {peer:.1f})"
            rows.append(Row(name, Figure(reading[what]["ours"]), {}))
    if "failed" not in window:
        rows.append(Row("start to usable window, s", Figure(window["seconds"]), {}))
    return rows


def _long_texts(figures: Figures) -> list[Row]:
    rows = []
    long, tag = figures.get("long text", {}), figures.get("tag", {})
    for what in ("opened", "tagged"):
        if what in long:
            name = f"2,000,000 characters, 20,000 passages {what}: window still for, ms"
            rows.append(Row(name, Figure(long[what]["still_ms"]), {}))
    if "seconds" in tag:
        name = f"tag {tag['passages']:,} matches in one text of 48 MB, s"
        rows.append(Row(name, Figure(tag["seconds"]), {}))
    return rows


def _memory(figures: Figures) -> list[Row]:
    return [
        Row(f"peak memory, {name}, MB", Figure(figures[name]["peak_mb"]), {})
        for name in ("import", "index", "search", "reading", "window", "long text", "tag")
        if "peak_mb" in figures.get(name, {})
    ]
