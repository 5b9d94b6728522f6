"""Clocks and memory for the stages, and how a stage hands over its figures."""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any


def median_ms(act: Callable[[], object], repeat: int) -> float:
    """The median of `repeat` runs of `act`, in milliseconds; one more run before is not counted."""
    act()
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def hand_over(figures: dict[str, Any]) -> None:
    """Print the stage's figures, with the peak memory of this process, as the last line."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    per_megabyte = 1024 * 1024 if sys.platform == "darwin" else 1024
    print(json.dumps({**figures, "peak_mb": peak / per_megabyte}, ensure_ascii=False))
