"""Places that hold nearly the words looked for: the fuzzy half of anchoring.

Likeness is 1 minus the Levenshtein distance over the longer length. Windows that overlap enough to
hold any good match whole are sieved by a fast partial ratio; what passes is fitted at both ends.
Long passages are sieved by a dozen pieces of them, for a match has most of its pieces in place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from viewer.text.spans import Span

# The sieve counts a substitution twice; matches that are worth keeping stay well over this.
_SIEVE: Final = 60.0
_LONG: Final = 128
_PIECE: Final = 48
_MOST_PIECES: Final = 12
# How much a match may gain by fitting its ends.
_WORST_START: Final = 0.3


@dataclass(frozen=True, slots=True)
class NearMatch:
    """A place and how much its text is like the words looked for, 0 to 1."""

    likeness: float
    span: Span


def near_matches(text: str, words: str, least: float) -> list[NearMatch]:
    """Places in `text` at least `least` (over 0.6) like `words`, none overlapping a better one.

    The best first; of equals the earlier. Takes time in proportion to the text, and more for
    longer words: not for the thread that draws.
    """
    if not text or not words:
        return []
    rough = _by_pieces(text, words) if len(words) > _LONG else _by_windows(text, words, least)
    found = [
        _fitted(text, words, start, end)
        for start, end in rough
        if likeness(words, text[start:end]) >= least - _WORST_START
    ]
    return _apart([match for match in found if match.likeness >= least])


def likeness(one: str, other: str, *, least: float = 0.0) -> float:
    """How much alike two texts are: 1 minus their Levenshtein distance over the longer length.

    0.0 where it is under `least`, which is faster to find out.
    """
    return Levenshtein.normalized_similarity(one, other, score_cutoff=least)


def _apart(found: list[NearMatch]) -> list[NearMatch]:
    chosen: list[NearMatch] = []
    for match in sorted(found, key=lambda match: (-match.likeness, match.span)):
        if not any(match.span.overlaps(better.span) for better in chosen):
            chosen.append(match)
    return chosen


def _by_windows(text: str, words: str, least: float) -> Iterator[tuple[int, int]]:
    """Rough ends of what may be matches: the best in each window, and beside it in each."""
    longest = int(len(words) / least) + 1
    for start in range(0, max(1, len(text) - longest + 1), len(words)):
        end = min(len(text), start + len(words) + longest)
        best = _sieved(text, words, start, end)
        if best is None:
            continue
        yield best
        for low, high in ((start, best[0]), (best[1], end)):
            beside = _sieved(text, words, low, high)
            if beside is not None:
                yield beside


def _sieved(text: str, words: str, start: int, end: int) -> tuple[int, int] | None:
    """The ends of the place between `start` and `end` most like `words`, if it is at all."""
    if end - start < len(words):
        # The sieve would look for the shorter in the longer: the other way round.
        alike = fuzz.ratio(words, text[start:end], score_cutoff=_SIEVE)
        return (start, end) if alike and end > start else None
    alignment = fuzz.partial_ratio_alignment(words, text[start:end], score_cutoff=_SIEVE)
    if alignment is None or alignment.dest_start == alignment.dest_end:
        return None
    return start + alignment.dest_start, start + alignment.dest_end


def _by_pieces(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Rough ends of what may be matches: where pieces of `words` put the whole."""
    pieces = min(_MOST_PIECES, len(words) // _PIECE)
    offsets = [(len(words) - _PIECE) * number // max(1, pieces - 1) for number in range(pieces)]
    slack = len(words) // 8
    seen: set[int] = set()
    for offset in offsets:
        piece = words[offset : offset + _PIECE]
        for first, _ in _by_windows(text, piece, 0.7):
            start = max(0, first - offset)
            if start // slack not in seen and start < len(text):
                seen.add(start // slack)
                yield start, min(len(text), start + len(words))


def _fitted(text: str, words: str, first: int, last: int) -> NearMatch:
    """The best match near the given ends: each of them moves in turn while that helps."""
    best = _Fit.of(text, words, first, last)
    reach = max(2, len(words) // 2)
    stride = max(1, len(words) // 64)
    while True:
        moves = [
            (best.first, end) for end in range(best.last - reach, best.last + reach + 1, stride)
        ] + [(start, best.last) for start in range(best.first - reach, best.first + reach, stride)]
        better = max(
            _Fit.of(text, words, start, end, least=best.likeness)
            for start, end in moves
            if 0 <= start < end <= len(text)
        )
        if better > best:
            best = better
        elif stride > 1:
            reach, stride = stride, max(1, stride // 4)
        else:
            return NearMatch(best.likeness, Span(best.first, best.last))


class _Fit(NamedTuple):
    """Ends tried, in the order of their worth: of equals those that keep the length."""

    likeness: float
    length_kept: int
    first: int
    last: int

    @classmethod
    def of(cls, text: str, words: str, first: int, last: int, *, least: float = 0.0) -> _Fit:
        alike = likeness(words, text[first:last], least=least)
        return cls(alike, -abs(last - first - len(words)), first, last)
