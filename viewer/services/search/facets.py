"""The facets of an answer as they are shown: with titles, colours and names of languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from viewer.search.engine import FacetCounts
from viewer.services.types import FacetCount, Facets, Kind, PublicationInfo
from viewer.text.languages import language_name
from viewer.text.wording import NO_NEWSPAPER

KIND_LABELS = {kind.value: kind.label for kind in Kind}


def labelled_facets(counts: FacetCounts, publications: Mapping[int, PublicationInfo]) -> Facets:
    """Each value of each facet with its label, the commonest first, months in their order."""
    return Facets(
        newspapers=_sorted(_newspaper(*each, publications) for each in counts.newspapers),
        languages=_labelled(counts.languages, language_name),
        kinds=_labelled(counts.kinds, lambda code: KIND_LABELS.get(code, code)),
        months=tuple((month, str(paper), count) for month, paper, count in counts.months),
        undated=counts.undated,
    )


def _newspaper(
    publication: int, count: int, publications: Mapping[int, PublicationInfo]
) -> FacetCount:
    info = publications.get(publication)
    label = info.title if info else NO_NEWSPAPER
    return FacetCount(str(publication), label, count, info.colour if info else "")


def _labelled(
    counts: Iterable[tuple[str, int]], label: Callable[[str], str]
) -> tuple[FacetCount, ...]:
    return _sorted(FacetCount(key, label(key), count) for key, count in counts)


def _sorted(facets: Iterable[FacetCount]) -> tuple[FacetCount, ...]:
    return tuple(sorted(facets, key=lambda facet: (-facet.count, facet.label)))
