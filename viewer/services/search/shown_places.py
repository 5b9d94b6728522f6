"""What of a text a hit shows and a pane opens at: matched words, or the passages asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from viewer.base.ids import AnnotationId
from viewer.search.results.snippets import best_match, snippet
from viewer.search.results.why import Explanation
from viewer.services.search.passage_hits import PassageHit
from viewer.text.spans import Span

#: Code points of a snippet: three lines of a narrow list, so that the marks are in view.
SNIPPET = 120


@dataclass(frozen=True, slots=True)
class ShownPlaces:
    """Places in a text, ascending and apart, and what of the query each answers."""

    spans: list[Span]
    answered: list[frozenset[str]]
    passages: Sequence[PassageHit]

    def snippet(self, text: str) -> tuple[str, tuple[Span, ...]]:
        """The piece of the text around the best of them, and the marks in it."""
        return snippet(text, self.spans, SNIPPET, self.answered)

    @property
    def best(self) -> Span | None:
        """The first place in the snippet; None where there are none."""
        if not self.spans:
            return None
        return self.spans[best_match(self.spans, SNIPPET, self.answered)]

    @property
    def best_passage(self) -> AnnotationId | None:
        """The passage asked for that holds the best place, if one does."""
        best = self.best
        held = (each for each in self.passages if best is not None and each.span.overlaps(best))
        return next((each.annotation_id for each in held), None)


def shown_places(found: Explanation, passages: Sequence[PassageHit]) -> ShownPlaces:
    """Matched words, and those passages that hold none of them.

    Words inside a passage answer its condition too, so that the best window has both.
    """
    if not passages:
        return ShownPlaces(found.places, found.answered, ())
    spans, answered = list(found.places), list(found.answered)
    ends = [span.end for span in found.places]
    apart: list[tuple[Span, frozenset[str]]] = []
    for passage in passages:
        first = at = bisect_left(ends, passage.span.start + 1)
        while at < len(ends) and found.places[at].start < passage.span.end:
            answered[at] |= {passage.condition}
            at += 1
        if at == first:
            apart.append((passage.span, frozenset((passage.condition,))))
    for span, condition in apart:
        if spans and len(spans) > len(found.places) and span.start < spans[-1].end:
            # passages may overlap; the marks of a snippet may not
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, span.end))
            answered[-1] |= condition
        else:
            spans.append(span)
            answered.append(condition)
    order = sorted(range(len(spans)), key=lambda at: spans[at])
    return ShownPlaces([spans[at] for at in order], [answered[at] for at in order], passages)
