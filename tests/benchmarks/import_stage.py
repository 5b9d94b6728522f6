"""How fast a manifest comes in: reading, decoding, writing and journalling, to the commit."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from measuring import hand_over

from viewer.services.archive.archive import Archive
from viewer.services.exchange.import_texts import import_texts
from viewer.services.types import ImportOptions

archive_path, manifest = map(Path, sys.argv[1:])
with Archive.create(archive_path, "Benchmark") as archive:
    start = time.perf_counter()
    report = import_texts(archive, [manifest], ImportOptions())
    seconds = time.perf_counter() - start
hand_over({"seconds": seconds, "imported": len(report.imported), "skipped": len(report.skipped)})
