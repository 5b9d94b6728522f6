"""The rows of the table: a figure of ours, the same of each peer, and what was to be reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

PEERS = ("tantivy", "FTS5", "Whoosh", "SQLite")


class Figure(NamedTuple):
    """A figure; of many acts the median, and then the 95th percentile too."""

    value: float
    p95: float | None = None

    def __str__(self) -> str:
        return _shown(self.value) + (f" ({_shown(self.p95)})" if self.p95 is not None else "")


@dataclass(frozen=True, slots=True)
class Bound:
    """Something to reach, in words; `holds` tells of a row whether it is, None where nobody can."""

    text: str
    holds: Callable[[Row], bool | None]

    def __and__(self, other: Bound) -> Bound:
        """Both."""
        return Bound(
            f"{self.text}, {other.text}",
            lambda row: _both(self.holds(row), other.holds(row)),
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `peers` by their names in `PEERS`.

    Whoosh is measured on a slice of the texts, and compared with ours on the same. `was` is what
    the figure was at first, where that is known.
    """

    name: str
    ours: Figure | None
    peers: dict[str, Figure | None]
    must: Bound | None = None
    aim: Bound | None = None
    ours_of_slice: Figure | None = None
    was: str = ""

    def ratio(self, peer: str) -> float | None:
        """Ours as a multiple of the peer's."""
        ours = self.ours_of_slice if peer == "Whoosh" else self.ours
        theirs = self.peers.get(peer)
        return ours.value / theirs.value if ours and theirs and theirs.value else None

    def reached(self) -> str:
        """`aim`, `must`, `no`, or nothing where there is nothing to reach or nothing measured."""
        must = self.must.holds(self) if self.must else None
        aim = self.aim.holds(self) if self.aim else None
        if aim and must is not False:
            return "aim"
        return "" if must is None else "must" if must else "no"

    def cells(self) -> list[str]:
        """As `HEADINGS` has them."""
        ratios = map(self.ratio, PEERS)
        return [
            self.name,
            _text(self.ours),
            *(_text(self.peers.get(peer)) for peer in PEERS),
            *("" if ratio is None else f"{_shown(ratio)} ×" for ratio in ratios),
            self.was,
            self.must.text if self.must else "",
            self.aim.text if self.aim else "",
            self.reached(),
        ]


HEADINGS = [
    "median (p95)",
    "Archive Viewer",
    *PEERS,
    *(f"of {peer}" for peer in PEERS),
    "was",
    "must",
    "aim",
    "reached",
]


def at_most(limit: float, unit: str = "ms") -> Bound:
    """The figure itself."""
    return Bound(f"≤ {limit:g} {unit}", lambda row: row.ours and row.ours.value <= limit)


def at_least(limit: float, unit: str) -> Bound:
    """The figure itself."""
    return Bound(f"≥ {limit:g} {unit}", lambda row: row.ours and row.ours.value >= limit)


def p95_at_most(limit: float) -> Bound:
    """Its 95th percentile, in ms."""
    return Bound(
        f"p95 ≤ {limit:g} ms",
        lambda row: row.ours.p95 <= limit if row.ours and row.ours.p95 is not None else None,
    )


def at_most_of(share: float, peer: str, text: str) -> Bound:
    """At most this multiple of a peer's."""
    return Bound(text, lambda row: _compared(row.ratio(peer), lambda ratio: ratio <= share))


def at_least_of(share: float, peer: str) -> Bound:
    """At least this multiple of a peer's."""
    return Bound(
        f"≥ {share:g} × {peer}",
        lambda row: _compared(row.ratio(peer), lambda ratio: ratio >= share),
    )


def _compared(ratio: float | None, holds: Callable[[float], bool]) -> bool | None:
    return None if ratio is None else holds(ratio)


def _both(one: bool | None, other: bool | None) -> bool | None:
    known = [held for held in (one, other) if held is not None]
    return all(known) if known else None


def _text(figure: Figure | None) -> str:
    return "–" if figure is None else str(figure)


def _shown(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"
