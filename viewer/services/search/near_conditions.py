"""Near spellings of a newspaper or tag that a query names and the archive does not have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from viewer.annotation.codebook import SEPARATOR
from viewer.search.language.field_names import field_called
from viewer.search.language.rewording import QueryTerm, joined, quoted
from viewer.services.codebook.find_tags import tag_tree
from viewer.services.search.suggest import Suggester
from viewer.services.types import PublicationInfo, Suggestion, SuggestionKind
from viewer.text.folding import fold

#: The least likeness of what was written to what is held: about one slip in four letters.
_FLOOR = 0.7
_MOST = 2

_CONDITION = re.compile(r'(?P<name>[^\s()":]+):"?(?P<value>[^"]+)"?')


def near_conditions(
    suggester: Suggester, session: Session, publications: Mapping[int, PublicationInfo]
) -> Iterator[Suggestion]:
    """The query with the newspaper or tag that may have been meant; none where it is held."""
    held: dict[str, Callable[[], Iterable[str]]] = {
        "newspaper": lambda: _titles(publications.values()),
        "tag": lambda: _names_of_tags(session),
    }
    terms = suggester.terms
    for at, term in enumerate(terms):
        found = _CONDITION.fullmatch(term.text)
        field = field_called(found["name"]) if found else ""
        if found is None or field not in held:
            continue
        for value in _near(fold(found["value"]), held[field]()):
            meant = QueryTerm(f"{found['name']}:{quoted(value)}", "")
            offer = suggester.offer(
                SuggestionKind.SPELLING,
                joined([*terms[:at], meant, *terms[at + 1 :]]),
                "suggestion.meant",
                meant=value,
            )
            if offer is not None:
                yield offer


def _titles(publications: Iterable[PublicationInfo]) -> Iterator[str]:
    """What a newspaper may be asked for by: its titles, and their words of some length."""
    for info in publications:
        for title in info.titles:
            yield fold(title).removeprefix("the ")
            yield from (word for word in fold(title).split() if len(word) > 3)


def _names_of_tags(session: Session) -> Iterator[str]:
    tree = tag_tree(session)
    for path in tree.paths():
        yield fold(path)
        yield fold(path.rpartition(SEPARATOR)[2])


def _near(wanted: str, held: Iterable[str]) -> Sequence[str]:
    """The likest of what is held, best first; it may find nothing more than `wanted` does."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    known = list(dict.fromkeys(filter(None, held)))
    found = process.extract(
        wanted, known, scorer=OSA.normalized_similarity, score_cutoff=_FLOOR, limit=_MOST
    )
    return [value for value, _score, _at in found]
