"""Margin lanes: which column each passage's bracket is drawn in, so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

from viewer.text.spans import Span


def lanes(spans: Sequence[Span]) -> list[int]:
    """A lane (0 is nearest the text) for each span, in the order given.

    Spans that share a code point never share a lane, and no more lanes are used than spans cover
    one code point at the most crowded place. Earlier spans get the nearer lanes; of those that
    start together the longer, of equals the one given first. So the result depends only on the
    spans and their order.
    """
    result = [0] * len(spans)
    free: list[int] = []
    in_use: list[tuple[int, int]] = []  # (end, lane), the earliest end first
    opened = 0
    reading_order = sorted(
        range(len(spans)), key=lambda index: (spans[index].start, -spans[index].end)
    )
    for index in reading_order:
        span = spans[index]
        while in_use and in_use[0][0] <= span.start:
            heappush(free, heappop(in_use)[1])
        if free:
            lane = heappop(free)
        else:
            lane = opened
            opened += 1
        heappush(in_use, (span.end, lane))
        result[index] = lane
    return result
