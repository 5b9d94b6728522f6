"""How fast the index is built from the catalogue, from nothing to in place."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from measuring import hand_over

from viewer.services.archive.archive import Archive
from viewer.services.search.search_archive import ArchiveSearch


def main(path: Path) -> None:
    """Build it; where worker processes are started, they import this file and do nothing."""
    with Archive.open(path, read_only=True) as archive:
        search = ArchiveSearch(archive)
        start = time.perf_counter()
        state = search.refresh(rebuild=True)
        seconds = time.perf_counter() - start
        search.close()
    size = sum(file.stat().st_size for file in Path(state.path).rglob("*") if file.is_file())
    hand_over({"seconds": seconds, "excerpts": state.excerpts, "index_mb": size / 1e6})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
