"""How fast the index is built from the catalogue, from nothing to sealed and in place."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from measuring import hand_over

from viewer.services.archive import Archive
from viewer.services.search_archive import ArchiveSearch

with Archive.open(Path(sys.argv[1]), read_only=True) as archive:
    search = ArchiveSearch(archive)
    start = time.perf_counter()
    state = search.refresh(rebuild=True)
    seconds = time.perf_counter() - start
    search.close()
size = sum(path.stat().st_size for path in Path(state.path).rglob("*") if path.is_file())
hand_over({"seconds": seconds, "excerpts": state.excerpts, "index_mb": size / 1e6})
