"""Clocks and memory for the stages, and how a stage hands over its figures."""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np


def median_ms(act: Callable[[], object], repeat: int) -> float:
    """The median of `repeat` runs of `act`, in milliseconds; one more run before is not counted."""
    act()
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def processor_ms(
    act: Callable[[], object], repeat: int, before: Callable[[], object] = lambda: None
) -> float:
    """The median processor time of `repeat` runs of `act`, in milliseconds, all threads counted.

    `before` runs before each and is not counted.
    """
    times = []
    for _ in range(repeat):
        before()
        start = time.process_time()
        act()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


class Timing(NamedTuple):
    """Of one act, in milliseconds: the median of some runs, and the first of them."""

    median: float
    first: float


def timed(act: Callable[[], object], times: int) -> Timing:
    """`times` runs of `act`, the first one counted as well."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        found.append((time.perf_counter() - start) * 1000)
    return Timing(statistics.median(found), found[0])


def summary(timings: Sequence[Timing]) -> dict[str, Any]:
    """Of many acts of one sort: medians and 95th percentiles, and each by itself."""
    if not timings:
        return {"acts": 0}
    medians = [timing.median for timing in timings]
    firsts = [timing.first for timing in timings]
    return {
        "acts": len(timings),
        "median_ms": statistics.median(medians),
        "p95_ms": float(np.percentile(medians, 95)),
        "first_median_ms": statistics.median(firsts),
        "first_p95_ms": float(np.percentile(firsts, 95)),
        "raw_ms": [round(median, 4) for median in medians],
    }


def hand_over(figures: dict[str, Any]) -> None:
    """Print the stage's figures, with the peak memory of this process, as the last line."""
    print(json.dumps({**figures, "peak_mb": _memory("VmHWM")}, ensure_ascii=False))


def resident_megabytes() -> float:
    """What this process holds in memory now, mapped files too; the peak where nothing tells."""
    return _memory("VmRSS")


def private_megabytes() -> float:
    """What this process holds in memory that it shares with no other; 0 where nothing tells."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def _memory(name: str) -> float:
    """A figure of this process's status in megabytes.

    Where there is no such file: the peak by `getrusage`, in which that of the process that started
    this one counts as well.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return float(peak / (1024 * 1024 if sys.platform == "darwin" else 1024))
    kilobytes = next(line for line in status.splitlines() if line.startswith(name)).split()[1]
    return int(kilobytes) / 1024
