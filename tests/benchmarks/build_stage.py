"""How fast one engine indexes: from texts at hand to an index on disk and open to queries."""

from __future__ import annotations

import importlib
import sys
import time
from functools import partial
from pathlib import Path

from measuring import hand_over
from texts import Supply, Wanted


def main(engine: str, folder: Path, wanted: Wanted, processes: int) -> None:
    """Build and tell.

    What making or reading the texts takes is not counted, where nothing else goes on meanwhile.
    """
    build = importlib.import_module(f"engines.{engine}").build
    if processes > 1:
        build = partial(build, processes=processes)
    texts = wanted.texts()
    supply = Supply(texts)
    folder.mkdir(parents=True)
    began = time.perf_counter()
    build(folder, supply, len(texts))
    seconds = time.perf_counter() - began - (supply.seconds if processes == 1 else 0)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    hand_over(
        {
            "excerpts": len(texts),
            "processes": processes,
            "seconds": seconds,
            "megabytes": supply.megabytes,
            "megabytes_a_second": supply.megabytes / seconds,
            "index_megabytes": size / 1e6,
        }
    )


if __name__ == "__main__":
    engine, folder, wanted, processes = sys.argv[1:]
    main(engine, Path(folder), Wanted.from_json(wanted), int(processes))
