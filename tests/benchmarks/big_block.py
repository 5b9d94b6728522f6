"""The program on an archive of 100,000 excerpts, 100,000 passages and 500 tags, and its rows."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from big_archive import archive_in
from rows import Figure, Row, at_most
from running import Figures, run

from viewer.base.paths import HOME_VARIABLE

#: What the queries and the list of all passages took at first, in milliseconds.
_WERE = {"tag:": "72", "page:": "18", "place:": "17", "note:": "6"}
_LISTS_WERE = {"passages opened": "1,600 at 40,000"}


def measured(kept: Path, excerpts: int, seed: int, repeat: int) -> Figures:
    """All stages on the archive in the folder `kept`, which is made there the first time."""
    # The key that seals an index lies at home: it is kept with the archive.
    with _home(kept / "home"):
        archive = archive_in(kept, excerpts, seed)
        made: Figures = {}
        if not archive.exists():
            print(f"making {archive}, once …", file=sys.stderr)
            made = run("big_archive.py", archive, excerpts, seed)
        if "failed" in made:
            return made
        return {
            "excerpts": excerpts,
            "services": run("big_stage.py", archive, repeat),
            "start": run("big_window_stage.py", "start", archive),
            "window": run("big_window_stage.py", "tag", archive, repeat),
        }


@contextmanager
def _home(folder: Path) -> Iterator[None]:
    before = os.environ.get(HOME_VARIABLE)
    os.environ[HOME_VARIABLE] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[HOME_VARIABLE]
        else:
            os.environ[HOME_VARIABLE] = before


def big_rows(figures: Figures) -> list[Row]:
    """Every figure with what it was at first, and what is to be reached."""
    return [
        *_services(figures.get("services", {})),
        *_window(figures.get("window", {}), figures.get("start", {})),
    ]


def _services(found: Figures) -> list[Row]:
    if "tag" not in found:
        return []
    tag, bulk = found["tag"], found["bulk"]
    passages = f"{bulk['passages']:,} passages"
    return [
        Row("tag set, committed, ms", Figure(tag["ms"]), _sqlite(tag["sqlite_ms"])),
        Row("its undo, ms", Figure(tag["undo_ms"]), {}),
        *(
            _bounded(
                f"{name}, ms", ms, "1,600 at 40,000" if name == "passages opened" else "", 50, 20
            )
            for name, ms in found["lists"].items()
        ),
        *(
            _bounded(f"{name} {when} ({each['hits']:,} hits), ms", each[when], _WERE[name], 10, 5)
            for name, each in found["queries"].items()
            for when in ("after a change", "again")
        ),
        _bounded(f"tag {passages}, ms", bulk["tag_ms"], "4,000", 1500, 700, bulk["sqlite_ms"]),
        _bounded("their undo, ms", bulk["undo_ms"], "4,000", 1500, 700),
    ]


def _window(window: Figures, start: Figures) -> list[Row]:
    rows = []
    if "painted_ms" in window:
        painted = window["painted_ms"]
        rows.append(_bounded("tag set, committed and painted, ms", painted, "> 1,000", 30, 15))
    if "usable_ms" in start:
        usable = start["usable_ms"]
        rows += [
            _bounded("start to usable window, ms", usable, "1,300 on 5,000", 1000, 700),
            _bounded("private memory, MB", start["private_mb"], "", 250, 180),
        ]
    return rows


def _bounded(
    name: str, value: float, was: str, must: float, aim: float, sqlite: float | None = None
) -> Row:
    unit = name.rpartition(", ")[2]
    peers = {} if sqlite is None else _sqlite(sqlite)
    return Row(name, Figure(value), peers, at_most(must, unit), at_most(aim, unit), was=was)


def _sqlite(value: float) -> dict[str, Figure | None]:
    return {"SQLite": Figure(value)}
