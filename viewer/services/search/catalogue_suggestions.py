"""What a query's words are besides words of texts: a newspaper, a tag, words of notes and events.

Each is offered as the search that finds the texts it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice

from sqlalchemy.orm import Session

from viewer.search.analysis.analyser import analyse
from viewer.search.analysis.stop_words import STOP_WORDS
from viewer.search.language.rewording import QueryTerm, joined, plain_words, quoted
from viewer.services.codebook.find_tags import tag_tree
from viewer.services.search.near_conditions import near_conditions
from viewer.services.search.suggest import MOST_OF_INDEX, MOST_SUGGESTIONS, MOST_WORDS, Suggester
from viewer.services.types import Filters, PublicationInfo, Suggestion, SuggestionKind
from viewer.text.folding import fold

#: Tags of one name that are offered.
_MOST_TAGS = 2


def suggestions(
    suggester: Suggester, session: Session, publications: Mapping[int, PublicationInfo]
) -> tuple[Suggestion, ...]:
    """What to offer, from the index and from the catalogue: the likeliest, each search once."""
    found = chain(
        near_conditions(suggester, session, publications),
        islice(suggester.from_index(publications), MOST_OF_INDEX),
        from_catalogue(suggester, session, publications),
    )
    unlike: dict[tuple[str, Filters], Suggestion] = {}
    for offer in found:
        unlike.setdefault((offer.query.casefold(), offer.filters), offer)
    return tuple(unlike.values())[:MOST_SUGGESTIONS]


def from_catalogue(
    suggester: Suggester, session: Session, publications: Mapping[int, PublicationInfo]
) -> Iterator[Suggestion]:
    """Newspapers, tags, notes and events that the words of the query name, or that hold them."""
    terms = suggester.terms
    if not terms or not all(term.word for term in terms) or len(terms) > MOST_WORDS:
        return
    yield from _newspapers(suggester, terms, publications)
    yield from _tags(suggester, terms, session)
    yield from _noted(suggester, plain_words(terms, but=STOP_WORDS))


def _newspapers(
    suggester: Suggester, terms: Sequence[QueryTerm], publications: Mapping[int, PublicationInfo]
) -> Iterator[Suggestion]:
    """The first run of words that is a newspaper's title, the longest from there."""
    titles = {key: title for title, key in _titles(publications)}
    for first in range(len(terms)):
        for end in range(len(terms), first, -1):
            key = _words(joined(terms[first:end]))
            if key not in titles:
                continue
            value = fold(joined(terms[first:end]))
            held = {info.title for info in publications.values() if _bears(info, value)}
            said, named = "suggestion.newspapers", value
            if len(held) == 1:
                said, named = "suggestion.newspaper", next(iter(held))
            condition = f"newspaper:{quoted(value)}"
            rest = [*terms[:first], QueryTerm(condition, ""), *terms[end:]]
            offer = suggester.offer(
                SuggestionKind.NEWSPAPER,
                joined(rest),
                said,
                name=named,
            )
            if offer is not None:
                yield offer
            return


def _titles(publications: Mapping[int, PublicationInfo]) -> Iterator[tuple[str, str]]:
    """Every title that a newspaper bears or bore, and its words to compare, without "The"."""
    for info in publications.values():
        for title in info.titles:
            words = _words(title)
            yield title, words
            yield title, words.removeprefix("the ")


def _bears(info: PublicationInfo, value: str) -> bool:
    """Whether `newspaper:value` takes the newspaper in."""
    return any(value in fold(title) for title in info.titles)


def _words(text: str) -> str:
    return " ".join(token.exact for token in analyse(text, ""))


def _tags(
    suggester: Suggester, terms: Sequence[QueryTerm], session: Session
) -> Iterator[Suggestion]:
    tree = tag_tree(session)
    paths = sorted(tree.path(key) for key in tree.called(joined(terms)))
    for path in paths[:_MOST_TAGS]:
        offer = suggester.offer(
            SuggestionKind.TAG,
            f"tag:{quoted(path)}",
            "suggestion.tag",
            tag=path,
        )
        if offer is not None:
            yield offer


def _noted(suggester: Suggester, words: Sequence[str]) -> Iterator[Suggestion]:
    """Texts with passages whose notes hold the words, and texts that tell of such events."""
    for kind, field, said in (
        (SuggestionKind.NOTE, "note", "suggestion.notes"),
        (SuggestionKind.EVENT, "event", "suggestion.events"),
    ):
        query = " ".join(f"{field}:{quoted(word)}" for word in words)
        if query:
            offer = suggester.offer(kind, query, said)
            if offer is not None:
                yield offer
