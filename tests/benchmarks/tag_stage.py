"""How long tagging every match takes in one text of 48 MB with 125,000 matches, and its memory."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from measuring import hand_over

from viewer.services.archive.archive import Archive
from viewer.services.exchange.import_texts import import_texts
from viewer.services.passages.tag_matches import tag_matches
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import ImportOptions, SearchRequest

_MATCHES = 125_000
_LINE = "Troops of the front went on through the hills that day, and nobody wrote of it again.\n"


def make(folder: Path) -> None:
    """Import and index the text, in a process of its own: its memory is not what is asked."""
    page = folder / "huge.txt"
    page.write_text(
        "".join(f"{number} Harbin fell.\n{_LINE * 4}\n" for number in range(_MATCHES)),
        encoding="utf-8",
    )
    with Archive.create(folder / "huge.db", "Huge") as archive:
        import_texts(archive, [page], ImportOptions(language="en"))
        search = ArchiveSearch(archive)
        search.refresh()
        search.close()
    hand_over({})


def tag(folder: Path) -> None:
    """Tag every match as one step."""
    with Archive.open(folder / "huge.db") as archive:
        search = ArchiveSearch(archive)
        search.refresh()
        began = time.perf_counter(), time.process_time()
        report = tag_matches(archive, search, SearchRequest("harbin"), "place")
        seconds, processor = time.perf_counter() - began[0], time.process_time() - began[1]
        search.close()
    assert report.tagged.passages == _MATCHES
    hand_over({"seconds": seconds, "processor_seconds": processor, "passages": _MATCHES})


{"make": make, "tag": tag}[sys.argv[1]](Path(sys.argv[2]))
