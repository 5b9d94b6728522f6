"""Other searches to offer with an answer: nothing found is never the end.

From the index: near spellings of words that it does not hold, words with the same beginning, words
made from the same name or noun, and the query with a word or a filter less. From the catalogue:
newspapers, tags, notes and events of that name. Every count is that of the very search suggested.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from viewer.base.jobs import CancelToken
from viewer.base.messages import Message
from viewer.search.analysis.stop_words import STOP_WORDS
from viewer.search.index.lexicon import FieldLexicon
from viewer.search.index.similar_forms import derived_forms, near_spellings
from viewer.search.language.rewording import (
    QueryTerm,
    plain_words,
    shorter,
    terms_of,
    with_either,
    with_words,
)
from viewer.services.search.filters_in_words import filters_named
from viewer.services.types import (
    Filters,
    PublicationInfo,
    SearchRequest,
    Suggestion,
    SuggestionKind,
)

MOST_SUGGESTIONS = 8

#: Suggestions from the index, so that there is room for what the catalogue knows.
MOST_OF_INDEX = 4

#: In a longer query, pasted prose, no word is guessed at and none is left out.
MOST_WORDS = 12

#: Suggestions of one kind, and words of a query for which others are looked for.
_MOST_OF_KIND = 2
_MOST_WORDS_TRIED = 4

#: The excerpts that a request finds in tier 1, narrowed.
FindExcerpts = Callable[[SearchRequest], Set[int]]


class Suggester:
    """Suggests searches besides one request. Every method gives only those that find something."""

    def __init__(
        self,
        request: SearchRequest,
        find: FindExcerpts,
        lexicon: FieldLexicon,
        names: FieldLexicon,
        languages: Sequence[str],
        cancel: CancelToken,
    ) -> None:
        """`lexicon` has the exact forms of the index, `names` the names of one word."""
        self._request = request
        self._find = find
        self._lexicon = lexicon
        self._names = names
        self._languages = languages
        self._cancel = cancel
        self._terms = terms_of(request.query)
        self._hits = find(request)
        words = plain_words(self._terms, but=STOP_WORDS)
        self._words = words[:_MOST_WORDS_TRIED] if len(words) <= MOST_WORDS else []

    @property
    def terms(self) -> list[QueryTerm]:
        """The parts of the request's query."""
        return self._terms

    def from_index(self, publications: Mapping[int, PublicationInfo]) -> Iterator[Suggestion]:
        """What the index suggests, the likeliest first."""
        unknown = [word for word in self._words if not self._is_held(word)]
        yield from self._beginnings(unknown)
        yield from self._spellings(unknown)
        if not self._hits:
            yield from self._fewer_filters(publications)
        yield from self._derived([word for word in self._words if word not in unknown])
        if not self._hits:
            yield from self._fewer_words()

    def offer(
        self,
        kind: SuggestionKind,
        query: str,
        said: str,
        /,
        *,
        filters: Filters | None = None,
        **arguments: object,
    ) -> Suggestion | None:
        """The suggestion of a query that finds a text which the request does not.

        `said` is the id of the message that offers it, with `arguments` and the number of texts as
        `count`.
        """
        self._cancel.check()
        narrowed = self._request.filters if filters is None else filters
        # A press on it is no typing: the last word is whole.
        asked = replace(self._request, query=query, filters=narrowed, typing=False)
        found = self._find(asked)
        if found <= self._hits:
            return None
        text = Message.of(said, count=len(found), **arguments)
        return Suggestion(kind, text, query, len(found), narrowed)

    def _is_held(self, word: str) -> bool:
        """Whether any text holds a plain word, or a name so called; of a word that is still being
        typed, the beginning is enough."""
        typing = self._request.typing and word == self._terms[-1].word
        return bool(self._find(SearchRequest(word, typing=typing)))

    def _spellings(self, unknown: Sequence[str]) -> Iterator[Suggestion]:
        near = {word: self._near(word) for word in unknown}
        guessed = {word: forms[0] for word, forms in near.items() if forms}
        if not guessed:
            return
        choices = [guessed]
        if len(guessed) == 1:
            [(word, _)] = guessed.items()
            choices = [{word: form} for form in near[word]]
        for others in choices:
            shown = " ".join(others.values())
            yield from _some(
                self.offer(
                    SuggestionKind.SPELLING,
                    with_words(self._terms, others),
                    "suggestion.meant",
                    meant=shown,
                )
            )

    def _near(self, word: str) -> list[str]:
        """Words that may have been meant: of the index, then names, also in another script."""
        begun = []
        if not self._lexicon.prefixed(word):  # else its beginning is offered
            begun = [self._names.forms[number] for number in self._names.prefixed(word)]
        found = [
            *near_spellings(word, self._lexicon, _MOST_OF_KIND),
            *begun[:_MOST_OF_KIND],
            *near_spellings(word, self._names, _MOST_OF_KIND),
        ]
        return list(dict.fromkeys(found))[:_MOST_OF_KIND]

    def _beginnings(self, unknown: Sequence[str]) -> Iterator[Suggestion]:
        for word in unknown[:_MOST_OF_KIND]:
            if " " in word or not self._lexicon.prefixed(word):
                continue
            yield from _some(
                self.offer(
                    SuggestionKind.BEGINNING,
                    with_words(self._terms, {word: f"{word}*"}),
                    "suggestion.beginning",
                    beginning=word,
                )
            )

    def _derived(self, held: Sequence[str]) -> Iterator[Suggestion]:
        found = 0
        for word in held:
            for form in derived_forms(
                word, self._lexicon, self._languages, _MOST_OF_KIND, self._cancel
            ):
                offer = self.offer(
                    SuggestionKind.DERIVED,
                    with_either(self._terms, word, form),
                    "suggestion.with",
                    form=form,
                )
                if offer is not None and found < _MOST_OF_KIND:
                    found += 1
                    yield offer

    def _fewer_words(self) -> Iterator[Suggestion]:
        parts = shorter(self._terms)
        if len(parts) > MOST_WORDS:
            return
        offers = [
            offer
            for part, query in parts
            if part.word not in STOP_WORDS
            for offer in _some(
                self.offer(
                    SuggestionKind.FEWER_WORDS,
                    query,
                    "suggestion.without",
                    part=part.text,
                )
            )
        ]
        yield from sorted(offers, key=lambda offer: -offer.count)[:_MOST_OF_KIND]

    def _fewer_filters(self, publications: Mapping[int, PublicationInfo]) -> Iterator[Suggestion]:
        filters = self._request.filters
        wider = [
            replace(filters, publications=frozenset()),
            replace(filters, languages=frozenset()),
            replace(filters, kinds=frozenset()),
            replace(filters, date_from="", date_to=""),
        ]
        offers = [
            self._with_filters(each, _taken_away(filters, each), publications)
            for each in dict.fromkeys(wider)
            if each != filters
        ]
        found = [offer for offer in offers if offer is not None]
        if not found and filters != Filters():
            found = list(_some(self._with_filters(Filters(), filters, publications)))
        yield from found

    def _with_filters(
        self, filters: Filters, without: Filters, publications: Mapping[int, PublicationInfo]
    ) -> Suggestion | None:
        return self.offer(
            SuggestionKind.FILTER,
            self._request.query,
            "suggestion.without-filter",
            filters=filters,
            without=filters_named(without, publications) or "",
        )


def _taken_away(filters: Filters, wider: Filters) -> Filters:
    """The filters that `wider` has no longer."""
    return Filters(
        publications=filters.publications - wider.publications,
        languages=filters.languages - wider.languages,
        kinds=filters.kinds - wider.kinds,
        date_from=filters.date_from if not wider.date_from else "",
        date_to=filters.date_to if not wider.date_to else "",
    )


def _some(offer: Suggestion | None) -> Iterator[Suggestion]:
    if offer is not None:
        yield offer
