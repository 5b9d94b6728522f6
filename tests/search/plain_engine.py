"""A search engine over a list of texts: slow, and easy to believe.

It reads queries as every engine does and looks at each text by itself; no index, no array. What it
answers is what `viewer.search.engine.SearchEngine` promises.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from whoosh import query

from viewer.base.jobs import CancelToken
from viewer.search.analysis.analyser import analyse
from viewer.search.engine import EngineAnswer, FacetCounts, IndexText, Occurrence, RankedHit
from viewer.search.index.fields import EXACT_SUFFIX, fields_of_word, stem_field
from viewer.search.index.lexicon import FieldLexicon, TermCounts
from viewer.search.language.read_query import ReadQuery
from viewer.search.language.tree import IdSet, positive
from viewer.search.requests import Filters
from viewer.search.results.phrases import phrase_places
from viewer.search.results.scoring import K1, B, idf
from viewer.text.dates import day_number
from viewer.text.kinds import SortOrder

#: Ids with their scores.
Matches = dict[int, float]

Value = TypeVar("Value", int, str)

_NEVER = 99_999_999


@dataclass(frozen=True)
class PlainText:
    """One text and its words, field by field."""

    held: IndexText

    @cached_property
    def words(self) -> dict[str, list[str]]:
        """Stems under the field's name, exact forms under that of the exact field."""
        found = {}
        for field in ("headline", "byline", "text"):
            tokens = list(analyse(getattr(self.held, field), self.held.language))
            found[field] = [token.stem for token in tokens]
            found[field + EXACT_SUFFIX] = [token.exact for token in tokens]
        return found

    def positions(self, field: str, word: str) -> list[int]:
        return [at for at, each in enumerate(self.words[field]) if each == word]

    def phrases(self, node: query.Phrase) -> list[tuple[int, int]]:
        each = [self.positions(node.fieldname, word) for word in node.words]
        return phrase_places(each, node.slop)

    def passes(self, filters: Filters, *, but: str = "") -> bool:
        """Whether the filters let it through, the one of the facet `but` left aside."""
        text = self.held
        first, last = day_number(filters.date_from), day_number(filters.date_to)
        dated = bool(text.first) and text.last >= first and (not last or text.first <= last)
        narrowing = {
            "newspapers": not filters.publications or text.publication in filters.publications,
            "languages": not filters.languages or text.language in filters.languages,
            "kinds": not filters.kinds or text.kind in filters.kinds,
            "months": not (first or last) or dated,
        }
        return all(through for facet, through in narrowing.items() if facet != but)


class PlainEngine:
    """See `SearchEngine`."""

    def __init__(self, texts: Iterable[IndexText]) -> None:
        self._texts = {text.excerpt_id: PlainText(text) for text in texts}

    @property
    def excerpts(self) -> int:
        return len(self._texts)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted({text.held.language for text in self._texts.values()}))

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(sorted({text.held.kind for text in self._texts.values()}))

    def lexicon(self, field: str, cancel: CancelToken) -> FieldLexicon:
        cancel.check()
        held = Counter(word for text in self._texts.values() for word in set(text.words[field]))
        # Sorted as the bytes of the index are.
        forms = sorted(held, key=str.encode)
        return FieldLexicon(forms, [held[form] for form in forms])

    def term_counts(self, field: str, term: str) -> TermCounts:
        times = [text.words[field].count(term) for text in self._texts.values()]
        return TermCounts(sum(map(bool, times)), sum(times))

    def let_through(self, filters: Filters) -> Set[int]:
        return {key for key, text in self._texts.items() if text.passes(filters)}

    def search(self, asked: ReadQuery, cancel: CancelToken) -> EngineAnswer:
        tiers = self._tiers(asked, cancel)
        request = asked.request
        narrowed = [self._narrowed(tier, request.filters) for tier in tiers]
        hits = [
            RankedHit(key, number, tier[key])
            for number, tier in enumerate(narrowed, 1)
            for key in self._ordered(tier, request.sort, asked.newspapers)
        ]
        return EngineAnswer(
            total=len(narrowed[0]),
            total_some=len(narrowed[1]),
            hits=tuple(hits[request.offset : request.offset + request.limit]),
            facets=self._facets(tiers[0] or tiers[1], request.filters),
        )

    def matching(self, asked: ReadQuery, cancel: CancelToken) -> Set[int]:
        found = self._narrowed(self._tiers(asked, cancel)[0], asked.request.filters)
        return dict.fromkeys(sorted(found)).keys()

    def holds_all(self, asked: ReadQuery, excerpt_id: int, cancel: CancelToken) -> bool:
        whole = asked.parsed.some_tree is None
        return whole or excerpt_id in self._matches(asked.parsed.tree, cancel)

    def occurrences(self, asked: ReadQuery, cancel: CancelToken) -> Sequence[Occurrence]:
        tree = asked.parsed.tree
        wanted = [
            node
            for node in positive(tree)
            if isinstance(node, query.Term | query.Phrase) and stem_field(node.fieldname) == "text"
        ]
        found = []
        for key in sorted(self._matches(tree, cancel)):
            spans = {span for node in wanted for span in self._spans(self._texts[key], node)}
            found += [Occurrence(key, first, last) for first, last in _joined(sorted(spans))]
        return found

    def prepare(self, cancel: CancelToken) -> None:
        cancel.check()

    def close(self) -> None:
        self._texts = {}

    def _spans(self, text: PlainText, node: query.Query) -> Iterable[tuple[int, int]]:
        if isinstance(node, query.Phrase):
            return text.phrases(node)
        return ((at, at) for at in text.positions(node.fieldname, node.text))

    # Tiers, order, facets

    def _tiers(self, asked: ReadQuery, cancel: CancelToken) -> tuple[Matches, Matches]:
        everything = self._matches(asked.parsed.tree, cancel)
        some: Matches = {}
        if asked.parsed.some_tree is not None:
            some = self._matches(asked.parsed.some_tree, cancel)
        gone = set(asked.gone)
        return (
            {key: score for key, score in everything.items() if key not in gone},
            {key: score for key, score in some.items() if key not in gone | set(everything)},
        )

    def _narrowed(self, tier: Matches, filters: Filters) -> Matches:
        return {key: score for key, score in tier.items() if self._texts[key].passes(filters)}

    def _ordered(self, tier: Matches, by: SortOrder, newspapers: Sequence[int]) -> list[int]:
        place = {key: number for number, key in enumerate(newspapers)}

        def keys(key: int) -> tuple[float, ...]:
            held = self._texts[key].held
            date = held.first or _NEVER
            if by is SortOrder.RELEVANCE:
                return -tier[key], date, key
            if by is SortOrder.DATE:
                return date, -tier[key], key
            return place.get(held.publication, len(place)), date, key

        return sorted(tier, key=keys)

    def _facets(self, tier: Iterable[int], filters: Filters) -> FacetCounts:
        texts = [self._texts[key] for key in tier]

        def of(facet: str) -> list[IndexText]:
            return [text.held for text in texts if text.passes(filters, but=facet)]

        dated = [text for text in of("months") if text.first]
        months = Counter(
            (f"{text.first // 10_000:04d}-{text.first // 100 % 100:02d}", text.publication)
            for text in dated
        )
        return FacetCounts(
            newspapers=_counted(text.publication for text in of("newspapers")),
            languages=_counted(text.language for text in of("languages")),
            kinds=_counted(text.kind for text in of("kinds")),
            months=tuple((*key, count) for key, count in sorted(months.items())),
            undated=len(of("months")) - len(dated),
        )

    # The tree

    def _matches(self, node: query.Query, cancel: CancelToken) -> Matches:
        cancel.check()
        if node is query.NullQuery:
            return {}
        if isinstance(node, query.Term):
            return self._term(node)
        if isinstance(node, query.Phrase):
            return self._phrase(node)
        if isinstance(node, IdSet):
            return {key: 0.0 for key in self._texts if key in node}
        if isinstance(node, query.Every):
            return dict.fromkeys(self._where(lambda text: _has(text, node.fieldname)), 1.0)
        if isinstance(node, query.Not):
            unwanted = self._matches(node.query, cancel)
            return {key: 1.0 for key in self._texts if key not in unwanted}
        parts = list(node)
        found = [self._matches(part, cancel) for part in parts]
        if len(found) == 1:  # as in Whoosh, a group of one has no weight of its own
            return found[0]
        keys = set[int]().union(*found)
        if isinstance(node, query.And):
            keys.intersection_update(*found)
        elif not isinstance(node, query.Or):
            raise TypeError(f"no query can be read as {node!r}")
        return {key: node.boost * sum(each.get(key, 0.0) for each in found) for key in keys}

    def _where(self, holds: Callable[[PlainText], bool]) -> Iterator[int]:
        return (key for key, text in self._texts.items() if holds(text))

    def _term(self, node: query.Term) -> Matches:
        field, word = node.fieldname, node.text
        texts = self._texts.values()
        holding = max(
            sum(word in text.words[each] for text in texts) for each in fields_of_word(field)
        )
        lengths = [len(text.words[field]) for text in texts]
        average = sum(lengths) / max(1, len(lengths)) or 1.0
        weight = idf(len(self._texts), holding) * node.boost
        found = {}
        for key, text in self._texts.items():
            if count := text.words[field].count(word):
                relative = 1 - B + B * len(text.words[field]) / average
                found[key] = weight * count * (K1 + 1) / (count + K1 * relative)
        return found

    def _phrase(self, node: query.Phrase) -> Matches:
        terms = [self._term(query.Term(node.fieldname, word)) for word in node.words]
        held = self._where(lambda text: bool(text.phrases(node)))
        return {key: node.boost * sum(term[key] for term in terms) for key in held}


def _has(text: PlainText, field: str | None) -> bool:
    return not field or bool(text.words[field])


def _counted(values: Iterable[Value]) -> tuple[tuple[Value, int], ...]:
    return tuple(sorted(Counter(values).items()))


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ascending spans, those that overlap made one."""
    found: list[tuple[int, int]] = []
    for first, last in spans:
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found
