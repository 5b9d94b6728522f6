"""How long one engine takes for each class of queries: the best hits and the exact total.

What is timed begins with the query as the engine has it; reading it from text is told apart.

Every query is asked some times over: its time is the median of these. The first of them, when
nothing is at hand yet, is told apart.
"""

from __future__ import annotations

import importlib
import statistics
import sys
from collections import defaultdict
from functools import partial
from pathlib import Path

from drawn_queries import Class, read_queries
from engines import Query, Reading
from measuring import Timing, hand_over, resident_megabytes, summary, timed
from texts import Wanted

_TIMES = 3


def main(engine: str, folder: Path, wanted: Wanted, queries: Path, each: int) -> None:
    """Open the index, ask the first `each` queries of every class, and tell."""
    open_index = importlib.import_module(f"engines.{engine}").open_index
    read: Reading = open_index(folder, wanted.texts())
    totals: dict[Class, list[int]] = defaultdict(list)
    timings: dict[Class, list[Timing]] = defaultdict(list)
    readings: list[Timing] = []
    for asked in read_queries(queries, each):
        readings.append(timed(partial(read, asked), _TIMES))
        query = read(asked)
        if query is not None:
            found: list[int] = []
            timings[asked.sort].append(timed(partial(_ask, query, found), _TIMES))
            totals[asked.sort].append(found[0])
    hand_over(
        {
            "classes": {
                sort.value: {
                    **summary(timings[sort]),
                    "total_median": statistics.median(totals[sort]),
                    "totals": totals[sort],
                }
                for sort in timings
            },
            "reading": summary(readings),
            "resident_megabytes": resident_megabytes(),
        }
    )


def _ask(query: Query, found: list[int]) -> None:
    found.append(query())


if __name__ == "__main__":
    engine, folder, wanted, queries, each = sys.argv[1:]
    main(engine, Path(folder), Wanted.from_json(wanted), Path(queries), int(each))
