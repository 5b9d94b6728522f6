"""Where a query matches in a text: the same answer as the index's, with code points.

The tree is the one that was evaluated (resolved and expanded): its terms, phrases and forms. What
is under NOT marks nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from whoosh import query

from viewer.search.analysis.analyser import forms_of
from viewer.search.index.fields import EXACT_SUFFIX, stem_field
from viewer.search.language.tree import Piece, PieceKind, Reading
from viewer.search.results.phrases import phrase_places
from viewer.text.segmentation import STRETCH, placed, stretches, word_strings, words
from viewer.text.spans import Span

#: Matches of each piece of a query in one text after which `Highlighter.first` looks for no more.
FIRST_MATCHES = 50

#: Code points from a text's beginning in which `Highlighter.first` looks at every word.
LOOKED_THROUGH = 1 << 17

#: Code points that `Highlighter.first` looks at in one go.
_STEP = 1 << 12

# How the rest of a long text is searched: the most beginnings of words that are looked for, the
# places where each is tried, the code points around a place that are read, and the letters that
# a word may lose or change where its stem ends.
_MOST_NEEDLES = 6
_MOST_TRIES = 20
_AROUND = 500
_CHANGING = 1


@dataclass(frozen=True, slots=True)
class Match:
    """One place: its characters, and the piece of the query that it answers."""

    span: Span
    piece: Piece


class _MatchedToken(NamedTuple):
    """A word that is looked for: its number among the words of the text (its position in the
    index, where every word has a form), its place, the piece that it answers alone if any, and
    its stem and exact form, either of which may be a word of a phrase."""

    number: int
    span: Span
    piece: Piece | None
    stem: str
    exact: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a tree looks for in one field."""

    stems: dict[str, Piece] = field(default_factory=dict)
    exacts: dict[str, Piece] = field(default_factory=dict)
    phrases: dict[query.Phrase, Piece] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.stems or self.exacts or self.phrases)

    def beginnings(self) -> list[str]:
        """What words that are looked for may begin with, a few of them, as they may be written."""
        longest = (max(phrase.words, key=len) for phrase in self.phrases)
        stems = [*self.stems, *longest]
        shortened = [stem[: max(2, len(stem) - _CHANGING)] for stem in stems]
        some = [*shortened, *self.exacts]
        written = (form(each) for each in some for form in (str.lower, str.capitalize, str.upper))
        return list(dict.fromkeys(written))[:_MOST_NEEDLES]


class Highlighter:
    """Finds what a tree looks for in one field, text after text. For one thread at a time."""

    def __init__(self, tree: query.Query, in_field: str = "text") -> None:
        self._wanted = _Wanted()
        _collect(tree, in_field, Piece(PieceKind.WORD, ""), self._wanted)
        stems, exacts = set(self._wanted.stems), set(self._wanted.exacts)
        for phrase in self._wanted.phrases:
            (exacts if _is_exact(phrase) else stems).update(phrase.words)
        self._stems, self._exacts = stems, exacts
        answered = (*self._wanted.stems.values(), *self._wanted.exacts.values())
        #: By identity, which is quicker than comparing: the tree keeps each piece it has.
        self._pieces = {id(piece) for piece in answered}

    def looks_for(self, words: Collection[str], language: str) -> bool:
        """Whether each of these words, as a text in `language` has it, is a word looked for."""
        return all(
            stem in self._stems or exact in self._exacts
            for exact, stem in forms_of(words, language)
        )

    def places(self, text: str, language: str) -> list[Span]:
        """Every place in `text`, in `language`, that the tree looks for.

        Code points, ascending, never overlapping: a word inside a phrase that matched is part of
        its place, and places that overlap are one.
        """
        return merged(match.span for match in self.matches(text, language))

    def matches(self, text: str, language: str) -> list[Match]:
        """Every match with its piece, words before phrases; they may overlap."""
        return self._matches(self._matched(text, language)) if self._wanted else []

    def first(self, text: str, language: str) -> list[Match]:
        """Matches from the beginning of `text`, for a page of hits: quick however long it is.

        They are those of `matches` up to where each piece of the query has `FIRST_MATCHES` words
        that answer it, at most to `LOOKED_THROUGH`. Only if that gives none, the rest is looked
        through quickly for the letters that the words begin with, and what is around the
        first such places is given; a word that begins otherwise (лётчик for летчик) is missed.
        """
        if not self._wanted:
            return []
        found = self._matches(self._first_matched(text, language))
        if found or len(text) <= LOOKED_THROUGH:
            return found
        around = (self._around(text, at, language) for at in self._likely_places(text))
        return next(filter(None, around), [])

    def _matched(self, text: str, language: str, step: int = STRETCH) -> Iterator[_MatchedToken]:
        """The words that are looked for, in order; `step` code points are read at a time."""
        stems, exacts = self._stems, self._exacts
        before = 0
        for offset, stretch in stretches(text, step):
            strings = word_strings(stretch)
            every = forms_of(strings, language)
            if any(stem in stems or exact in exacts for exact, stem in every):
                each = zip(placed(text, strings, offset), every, strict=True)
                for number, ((start, end, _), (exact, stem)) in enumerate(each, before):
                    if stem in stems or exact in exacts:
                        piece = self._wanted.stems.get(stem) or self._wanted.exacts.get(exact)
                        yield _MatchedToken(number, Span(start, end), piece, stem, exact)
            before += len(strings)

    def _first_matched(self, text: str, language: str) -> Iterator[_MatchedToken]:
        """As `_matched`, no further than `first` looks."""
        _, head = next(stretches(text, LOOKED_THROUGH))
        # How often a phrase matches is not known from its words: it is looked for to the end.
        room = {} if self._wanted.phrases else dict.fromkeys(self._pieces, FIRST_MATCHES)
        for met in self._matched(head, language, _STEP):
            yield met
            key = id(met.piece)
            if key in room:
                room[key] -= 1
                if not room[key]:
                    del room[key]
                    if not room:
                        return

    def _matches(self, every: Iterable[_MatchedToken]) -> list[Match]:
        """The matches that these words are and make."""
        found: list[Match] = []
        stems: dict[str, list[int]] = {}
        exacts: dict[str, list[int]] = {}
        spans: dict[int, Span] = {}
        for number, span, piece, stem, exact in every:
            if piece:
                found.append(Match(span, piece))
            if self._wanted.phrases:
                stems.setdefault(stem, []).append(number)
                exacts.setdefault(exact, []).append(number)
                spans[number] = span
        for phrase, piece in self._wanted.phrases.items():
            places = exacts if _is_exact(phrase) else stems
            standing = [places.get(word, []) for word in phrase.words]
            for first, last in phrase_places(standing, phrase.slop):
                found.append(Match(Span(spans[first].start, spans[last].end), piece))
        return found

    def _likely_places(self, text: str) -> Iterator[int]:
        """Where beyond `LOOKED_THROUGH` the letters are that words looked for begin with."""
        for needle in self._wanted.beginnings():
            at = LOOKED_THROUGH
            for _ in range(_MOST_TRIES):
                at = text.find(needle, at)
                if at < 0:
                    break
                yield at
                at += _AROUND

    def _around(self, text: str, at: int, language: str) -> list[Match]:
        """The matches near a place, without the words that may be cut at the ends."""
        start, end = max(0, at - _AROUND), min(len(text), at + _AROUND)
        whole = list(words(text[start:end]))[1 : None if end == len(text) else -1]
        if not whole:
            return []
        end = start + whole[-1][1]
        start += whole[0][0]
        return [
            Match(Span(match.span.start + start, match.span.end + start), match.piece)
            for match in self._matches(self._matched(text[start:end], language))
        ]


def answered(matches: Iterable[Match]) -> tuple[list[Span], list[frozenset[str]]]:
    """The places of `matches` as `merged` gives them, and what of the query each answers.

    A piece is told by its text: a name and its other labels are one.
    """
    places: list[Span] = []
    pieces: list[frozenset[str]] = []
    for start, end, text in sorted((m.span.start, m.span.end, m.piece.text) for m in matches):
        if places and start < places[-1].end:
            places[-1] = Span(places[-1].start, max(end, places[-1].end))
            pieces[-1] |= {text}
        else:
            places.append(Span(start, end))
            pieces.append(frozenset((text,)))
    return places, pieces


def merged(spans: Iterable[Span]) -> list[Span]:
    """Ascending spans, those that overlap made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(span.end, found[-1].end))
        else:
            found.append(span)
    return found


def _is_exact(phrase: query.Phrase) -> bool:
    """Whether the words of a phrase are exact forms, not stems."""
    return bool(phrase.fieldname.endswith(EXACT_SUFFIX))


def _collect(node: query.Query, in_field: str, piece: Piece, wanted: _Wanted) -> None:
    if isinstance(node, query.Not):
        return
    if isinstance(node, Reading):
        piece = node.piece
    if isinstance(node, query.Term) and stem_field(node.fieldname) == in_field:
        forms = wanted.exacts if node.fieldname.endswith(EXACT_SUFFIX) else wanted.stems
        forms.setdefault(node.text, piece)
    elif isinstance(node, query.Phrase) and stem_field(node.fieldname) == in_field:
        wanted.phrases.setdefault(node, piece)
    else:
        for part in node.children():
            _collect(part, in_field, piece, wanted)
