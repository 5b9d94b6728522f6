"""Where a passage stands on a new version of its text, or that nobody can be sure.

Every passage gets exactly one state. `exact` and `moved` mean that the text there is the quote,
character by character, and that its surroundings, its place or its rarity say that it is this one
and no look-alike. `fuzzy` means text much like the quote and unlike anything else there. What is
left needs a reader: `ambiguous` where several places or an unproved one come into question,
`orphan` where none does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final

from viewer.annotation.edits import Kept, kept, origin
from viewer.annotation.near_matches import NearMatch, likeness, near_matches
from viewer.annotation.selectors import Quote, occurrences
from viewer.text.kinds import AnchorState
from viewer.text.spans import Span

#: The least likeness of a fuzzy place to its quote, and its least lead over the next best.
FLOOR: Final = 0.8
MARGIN: Final = 0.1
#: Quotes of fewer code points are placed by position and surroundings only.
SHORTEST_FUZZY: Final = 8

# Surroundings at least this much like those of the quote speak for a place: one side kept whole
# and chance on the other.
_AGREEMENT: Final = 0.6
_EQUAL: Final = 0.02
_MOST_PLACES: Final = 2_000
_MOST_CONTEXT: Final = 512
_MOST_EXTENSION: Final = 12
_MOST_OFFERED: Final = 10


@dataclass(frozen=True, slots=True)
class Placement:
    """The outcome for one passage. `span` is None for `ambiguous` and `orphan`.

    `score` is the likeness, 0 to 1, of the text to the quote: there, or at the best place that
    came into question. `candidates` are the places to offer in review, the likeliest first.
    """

    span: Span | None
    state: AnchorState
    score: float
    candidates: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Question:
    """What is looked for, and what is known of the version that it comes from."""

    text: str
    quote: Quote
    old: Span
    old_text: str | None

    @property
    def length(self) -> int:
        return len(self.quote.exact)

    @property
    def has_context(self) -> bool:
        return bool(self.quote.prefix or self.quote.suffix)

    def was_elsewhere(self, span: Span) -> bool:
        """Whether the edits say that the text at `span` is another passage of the old version."""
        if self.old_text is None:
            return False
        source = origin(self.old_text, self.text, span)
        return source is not None and not source.overlaps(self.old)


@dataclass(frozen=True, slots=True)
class _Place:
    """A place that holds the quote exactly, and how much its surroundings agree, 0 to 1."""

    agreement: float
    start: int


def place(new_text: str, quote: Quote, old_start: int, old_text: str | None = None) -> Placement:
    """Find `quote`, which began at code point `old_start` of the old version, in `new_text`.

    `old_text`, where given, tells more: what was edited, and whether the quote was the only one of
    its kind. It is disregarded if the quote does not stand there. May take a second for long texts
    with much changed: not for the thread that draws. Raises `ValueError` for an empty quote.
    """
    if not quote.exact:
        raise ValueError("an empty quote has no place")
    if old_text is not None and not old_text.startswith(quote.exact, old_start):
        old_text = None
    old = Span(old_start, old_start + len(quote.exact))
    question = _Question(new_text, quote, old, old_text)
    starts = list(occurrences(new_text, quote.exact))
    return _exact(question, starts) if starts else _fuzzy(question)


def _exact(question: _Question, starts: Sequence[int]) -> Placement:
    """The outcome where the quote's words stand at `starts`."""
    length, old_start = question.length, question.old.start
    # Where it stands by the edits, where they are known, else by its old position.
    left: Kept | None = Kept(question.old, sure=True)
    if question.old_text is not None:
        left = kept(question.old_text, question.text, question.old)
    expected = left.span.start if left is not None and left.sure else None
    places = _ranked(question, starts, old_start if left is None else left.span.start)
    chosen = _chosen(question, places, expected)
    if chosen is not None and left is not None and not left.sure and chosen.agreement < 1.0:
        chosen = None
    if chosen is not None and _is_proved(question, chosen, len(starts), expected):
        state = AnchorState.EXACT if chosen.start == old_start else AnchorState.MOVED
        return Placement(Span(chosen.start, chosen.start + length), state, 1.0)
    untouched = question.old_text is not None and left is not None
    if length < SHORTEST_FUZZY and places[0].agreement < _AGREEMENT and not untouched:
        return Placement(None, AnchorState.ORPHAN, 0.0)
    return Placement(None, AnchorState.AMBIGUOUS, 1.0, _offered(question, places))


def _offered(question: _Question, places: Sequence[_Place]) -> tuple[Span, ...]:
    length = question.length
    offered = [Span(found.start, found.start + length) for found in places[:_MOST_OFFERED]]
    if length >= SHORTEST_FUZZY:  # the passage itself may have been corrected, unlike its double
        near = near_matches(question.text, question.quote.exact, FLOOR)
        offered += [match.span for match in near if match.span not in offered][:_MOST_OFFERED]
    return tuple(offered)


def _ranked(question: _Question, starts: Sequence[int], expected: int) -> list[_Place]:
    """The exact places, those first whose surroundings agree most, then the nearest."""
    quote = question.quote
    if len(starts) > _MOST_PLACES:
        whole = quote.prefix + quote.exact + quote.suffix
        in_context = [start + len(quote.prefix) for start in occurrences(question.text, whole)]
        near = nsmallest(_MOST_PLACES, starts, key=lambda start: abs(start - expected))
        starts = sorted({*near, *in_context[:_MOST_PLACES]})
    places = [_Place(_agreement(question.text, quote, start), start) for start in starts]
    return sorted(places, key=lambda found: (-found.agreement, abs(found.start - expected)))


def _agreement(text: str, quote: Quote, start: int) -> float:
    """How much the surroundings of a place are like those of the quote; 0.0 where it has none."""
    if not quote.prefix and not quote.suffix:
        return 0.0
    end = start + len(quote.exact)
    first = max(0, start - len(quote.prefix))
    if text.endswith(quote.prefix, first, start) and text.startswith(quote.suffix, end):
        return 1.0
    prefix, suffix = quote.prefix[-_MOST_CONTEXT:], quote.suffix[:_MOST_CONTEXT]
    before = likeness(prefix, text[max(0, start - len(prefix)) : start]) * len(prefix)
    after = likeness(suffix, text[end : end + len(suffix)]) * len(suffix)
    # Never quite 1: the far parts that were left out may be what tells two places apart.
    return min((before + after) / (len(prefix) + len(suffix)), 0.99)


def _chosen(question: _Question, places: Sequence[_Place], expected: int | None) -> _Place | None:
    """The one place that stands out, or None.

    It does by being the only one in the very same surroundings; else by standing where the edits
    put it; else by a lead in its surroundings, or, of equals, by its old position.
    """
    best = places[0]
    runner_up = places[1].agreement if len(places) > 1 else 0.0
    if best.agreement == 1.0 and runner_up < 1.0:
        return best
    there = next((found for found in places if found.start == expected), None)
    if there is not None:
        by_edits = question.old_text is not None and there.agreement >= _AGREEMENT
        if by_edits or there.agreement >= best.agreement - _EQUAL:
            return there
    lead = best.agreement - runner_up
    return best if len(places) == 1 or lead >= MARGIN else None


def _is_proved(question: _Question, chosen: _Place, places: int, expected: int | None) -> bool:
    """Whether more than the words themselves says that this is the passage and no look-alike."""
    if chosen.agreement == 1.0:
        return True
    is_long = question.length >= SHORTEST_FUZZY
    if chosen.start == expected:
        return chosen.agreement >= _AGREEMENT or is_long or not question.has_context
    if question.was_elsewhere(Span(chosen.start, chosen.start + question.length)):
        return False
    if chosen.agreement >= _AGREEMENT:
        return True
    if not is_long or places > 1:
        return False
    if question.old_text is not None:
        return question.old_text.count(question.quote.exact) == 1
    return not question.has_context


def _fuzzy(question: _Question) -> Placement:
    """The outcome where the quote's words stand nowhere."""
    if question.length < SHORTEST_FUZZY:
        return Placement(None, AnchorState.ORPHAN, 0.0)
    matches = near_matches(question.text, question.quote.exact, FLOOR - MARGIN)
    if not matches:
        return Placement(None, AnchorState.ORPHAN, 0.0)
    best = matches[0]
    offered = tuple(match.span for match in matches[:_MOST_OFFERED])
    if best.likeness < FLOOR:
        return Placement(None, AnchorState.ORPHAN, best.likeness, offered)
    leads = len(matches) == 1 or best.likeness - matches[1].likeness >= MARGIN
    whole = _to_whole_words(question.text, question.quote, best)
    if not leads or whole.likeness < FLOOR or question.was_elsewhere(best.span):
        return Placement(None, AnchorState.AMBIGUOUS, best.likeness, offered)
    return Placement(whole.span, AnchorState.FUZZY, whole.likeness)


def _to_whole_words(text: str, quote: Quote, match: NearMatch) -> NearMatch:
    """`match` with words that it cuts taken in whole, where the quote did not cut any there."""
    start, end = match.span.start, match.span.end
    if not _inside_word(quote.prefix + quote.exact, len(quote.prefix)):
        while _inside_word(text, start) and match.span.start - start < _MOST_EXTENSION:
            start -= 1
    if not _inside_word(quote.exact + quote.suffix, len(quote.exact)):
        while _inside_word(text, end) and end - match.span.end < _MOST_EXTENSION:
            end += 1
    return NearMatch(likeness(quote.exact, text[start:end]), Span(start, end))


def _inside_word(text: str, position: int) -> bool:
    return 0 < position < len(text) and text[position - 1].isalnum() and text[position].isalnum()
