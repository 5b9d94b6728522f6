"""Names in plain words: what is a label in the thesaurus also finds the name's other labels.

A plain word, a phrase, or a run of adjacent plain words is compared with the labels by stems in
each label's language, so «Квантунской армии» is the label «Квантунская армия». Of several runs
that begin at one word the longest counts. What was written stays, and ranks a little before its
other labels; `=word` and single words in quotation marks are left as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from whoosh import query

from viewer.search.analysis.analyser import analyse, query_stems, stem_of
from viewer.search.index.lexicon import TermCounts
from viewer.search.language.conditions import Label
from viewer.search.language.leaves import LeafBuilder
from viewer.search.language.query import ParsedQuery
from viewer.search.language.thesaurus import Thesaurus, is_telling
from viewer.search.language.tree import (
    AllWords,
    Named,
    Piece,
    PieceKind,
    Reading,
    tidied,
)
from viewer.search.results.scoring import idf

#: Labels that one query may look for besides its own words.
MOST_LABELS_IN_QUERY = 128

#: What another label's score is of what the typed word's would be.
LABEL_WEIGHT = 0.9


class Counts(Protocol):
    """How often words occur in an index: see `viewer.search.engine.SearchEngine`."""

    @property
    def excerpts(self) -> int:
        """How many excerpts there are."""
        ...

    def term_counts(self, field: str, term: str) -> TermCounts:
        """How often a term of a field occurs in them."""
        ...


def with_names(parsed: ParsedQuery, thesaurus: Thesaurus, counts: Counts) -> ParsedQuery:
    """`parsed` with the other labels of the names that its plain words are, in both tiers."""
    naming = _Naming(parsed.languages, thesaurus, counts)
    tree = naming.named(parsed.tree)
    if not naming.found:
        return parsed
    return parsed.with_tree(tree)


class _Naming:
    def __init__(self, languages: Sequence[str], thesaurus: Thesaurus, counts: Counts) -> None:
        self._thesaurus = thesaurus
        self._counts = counts
        self._languages = languages
        self._leaves = LeafBuilder(languages)
        self._left = MOST_LABELS_IN_QUERY
        #: Whether there is a name in what was read.
        self.found = False

    def named(self, node: query.Query) -> query.Query:
        """The node with a `Named` in the place of each run of words that is a label."""
        if isinstance(node, AllWords):
            return _like(node, list(self._joined(list(node))))
        if _is_of(node, PieceKind.WORD) or _is_exact_phrase(node):
            return next(self._named_words([node]))
        if isinstance(node, Reading) or node.is_leaf():
            return node
        return node.apply(self.named)

    def _joined(self, parts: list[query.Query]) -> Iterator[query.Query]:
        """The parts of a group of words, those that are a name together made one."""
        at = 0
        while at < len(parts):
            end = at
            while end < len(parts) and _goes_on(parts[at], parts[end]):
                end += 1
            if end > at:
                yield from self._named_words(parts[at:end])
            else:
                yield self.named(parts[at])
            at = max(end, at + 1)

    def _named_words(self, readings: Sequence[Reading]) -> Iterator[query.Query]:
        words: list[str] = []
        owners: list[int] = []
        for number, reading in enumerate(readings):
            exacts = [token.exact for token in analyse(reading.piece.text, "")]
            words += exacts
            owners += [number] * len(exacts)
        at = 0
        for run in self._thesaurus.runs(words, owners):
            first, last = owners[run.first], owners[run.end - 1] + 1
            yield from readings[at:first]
            yield self._with_labels(readings[first:last], words[run.first : run.end], run.labels)
            at = last
        yield from readings[at:]

    def _with_labels(
        self, readings: Sequence[Reading], words: Sequence[str], labels: Sequence[Label]
    ) -> query.Query:
        written: query.Query = readings[0] if len(readings) == 1 else AllWords(list(readings))
        text, field = " ".join(each.piece.text for each in readings), readings[0].piece.field
        asked = Piece(PieceKind.NAME, text, field)
        others = _others(words, labels)[: self._left]
        self._left -= len(others)
        parts = []
        for label in others:
            weight = LABEL_WEIGHT * min(1.0, self._share(words, label))
            parts.append(self._leaves.label(asked, label, weight))
        said = [part for part in parts if part is not None]
        if not said:
            return written
        self.found = True
        return Named([written, *said], piece=asked)

    def _share(self, words: Sequence[str], label: Label) -> float:
        """How telling what was written is, as a share of what the label is: a label that is
        rarer than the word typed would otherwise rank before it."""
        telling = self._telling(_exacts(label.text))
        return self._telling(words) / telling if telling > 0 else 1.0

    def _telling(self, words: Sequence[str]) -> float:
        """How telling some exact forms are: the sum of their inverse document frequencies."""
        held = (
            max(
                self._counts.term_counts("text", stem).texts
                for stem in query_stems(word, self._languages)
            )
            for word in words
        )
        return sum(idf(self._counts.excerpts, texts) for texts in held)


def _others(words: Sequence[str], labels: Sequence[Label]) -> list[Label]:
    """The labels that find what the words do not, each form once: not those that hold all of the
    words, nor those of which nothing but words like "us" would be looked for."""
    asked = {stem_of(word, "") for word in words}
    kept: dict[tuple[str, ...], Label] = {}
    for label in labels:
        exacts = _exacts(label.text)
        if is_telling(exacts) and not asked <= {stem_of(exact, "") for exact in exacts}:
            kept.setdefault(exacts, label)
    return list(kept.values())


def _exacts(text: str) -> tuple[str, ...]:
    return tuple(token.exact for token in analyse(text, ""))


def _is_of(node: query.Query, kind: PieceKind) -> bool:
    return isinstance(node, Reading) and node.piece.kind is kind


def _is_exact_phrase(node: query.Query) -> bool:
    return _is_of(node, PieceKind.PHRASE) and node.piece.distance == 1


def _goes_on(first: query.Query, node: query.Query) -> bool:
    """Whether `node` is a plain word, to be looked for where `first` is."""
    return (
        _is_of(first, PieceKind.WORD)
        and _is_of(node, PieceKind.WORD)
        and node.piece.field == first.piece.field
    )


def _like(node: query.Query, parts: list[query.Query]) -> query.Query:
    return tidied(type(node)(parts, boost=node.boost))
