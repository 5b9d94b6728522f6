"""Words, phrases and patterns of a query as leaves of the tree, in the archive's languages.

A word means its stems: in each field, one for each language of the archive whose script
fits it. A phrase means the row of its stems, one row for each language. The exact form
counts a little on top, so that what was typed ranks before what is only related.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from math import prod

import regex
from whoosh import query

from viewer.base.messages import Message
from viewer.search.analysis.analyser import analyse, exact_form, query_forms, query_stems, stem_of
from viewer.search.index.fields import WORD_FIELDS, exact_field
from viewer.search.language.conditions import Label
from viewer.search.language.tree import LastWord, Pattern, Piece, PieceKind, Reading
from viewer.text.segmentation import words as words_of

#: Patterns that are met with the index's forms; each of them is compared with every form.
MOST_PATTERNS = 64
LARGEST_SLOP = 100
LARGEST_DISTANCE = 2

#: What the exact form adds, as a share of its field's weight.
EXACT_BONUS = 0.25

TOO_MANY_PATTERNS = Message.of("query.too-many-patterns", most=MOST_PATTERNS)
TOO_FAR = Message.of("query.too-far", most=LARGEST_SLOP)
TOO_FUZZY = Message.of("query.too-fuzzy", most=LARGEST_DISTANCE)

LONGEST_EXPRESSION = 200

#: The largest product of an expression's counts: no word is longer than a hundred letters.
MOST_REPEATS = 10_000

_COUNTS = re.compile(r"\{(?:\d{1,6}(?:,\d{0,6})?|,\d{1,6})\}")
#: An expression that calls itself or one of its groups.
_CALLS = re.compile(r"\(\?(?:R|&|P>|[+-]?\d)|\{\d*,?\d{7}")

#: What is between the words of a pattern that is several words in one (Port-Art*). A ‘ that no
#: letter follows opens a quotation; other apostrophes may be what a prefix ends in (O’*).
_JOINTS = re.compile(r"(?:[^\w*?\u00ad\u0300-\u036f'’ʼ‘]|‘(?!\w))+")


class LeafBuilder:
    """Builds the leaves of one query, and notes what there is to complain of.

    Every method returns None when nothing searchable is left.
    """

    def __init__(self, languages: Collection[str]) -> None:
        self.languages = tuple(dict.fromkeys(languages)) or ("",)
        self._patterns_left = MOST_PATTERNS
        self.complaints: dict[Message, None] = {}

    def complain(self, complaint: Message) -> None:
        """Note a complaint, once."""
        self.complaints[complaint] = None

    def word(self, text: str, field: str = "") -> query.Query | None:
        """One plain word; if the text is several in one (Port-Arthur), they must be adjacent."""
        tokens = list(analyse(text, ""))
        exacts = [token.exact for token in tokens]
        if not exacts:
            return None
        piece = Piece(PieceKind.WORD, text[tokens[0].start : tokens[-1].end], field)
        if len(exacts) > 1:
            return Reading(self._rows(exacts, field, 1), piece=piece)
        return Reading(self._stems(exacts[0], field) + self._exacts(exacts[0], field), piece=piece)

    def phrase(self, text: str, slop: int = 1, field: str = "") -> query.Query | None:
        """Words in this order, each at most `slop` words after the one before.

        A single word in quotation marks means exactly that form.
        """
        exacts = [token.exact for token in analyse(text, "")]
        if not exacts:
            return None
        if len(exacts) == 1:
            piece = Piece(PieceKind.EXACT, text.strip(), field)
            return Reading(self._exacts(exacts[0], field, bonus=1.0), piece=piece)
        if slop > LARGEST_SLOP:
            self.complain(TOO_FAR)
        slop = min(slop, LARGEST_SLOP)
        piece = Piece(PieceKind.PHRASE, " ".join(text.split()), field, slop)
        return Reading(self._rows(exacts, field, slop), piece=piece)

    def verbatim(self, text: str, field: str = "") -> query.Query | None:
        """One word or several in this order, in just these forms: what is after `=`.

        What the index has folded (capitals, ё, accents, look-alike letters) it cannot tell apart.
        """
        tokens = list(analyse(text, ""))
        exacts = [token.exact for token in tokens]
        if not exacts:
            return None
        shown = " ".join(text[tokens[0].start : tokens[-1].end].split())
        piece = Piece(PieceKind.VERBATIM, shown, field)
        if len(exacts) == 1:
            return Reading(self._exacts(exacts[0], field, bonus=1.0), piece=piece)
        spellings = [query_forms(exact, self.languages) for exact in exacts]
        rows = {tuple(forms[min(at, len(forms) - 1)] for forms in spellings) for at in range(2)}
        phrases = [
            query.Phrase(exact_field(name), list(row), boost=boost)
            for name, boost in _fields(field).items()
            for row in sorted(rows)
        ]
        return Reading(phrases, piece=piece)

    def beginning(self, word: Reading) -> query.Query:
        """A word that is being typed: itself, or what begins with it.

        Of several words in one, the last is the beginning and the others are words.
        """
        *before, last = (token.exact for token in analyse(word.piece.text, ""))
        whole = [part for part in map(self.word, before) if part is not None]
        forms = query_forms(last, self.languages)
        parts: list[query.Query] = [Pattern(Piece(PieceKind.BEGINNING, form)) for form in forms]
        if whole:
            parts = [query.And([*whole, query.Or(parts)])]
        return LastWord([word, *parts])

    def name(self, name: str, labels: Collection[Label]) -> query.Query:
        """Any of a name's labels, each a word or a phrase; they do not count as words."""
        piece = Piece(PieceKind.NAME, name)
        parts = (self.label(piece, label) for label in labels)
        return Reading([part for part in parts if part], piece=piece)

    def label(self, asked: Piece, label: Label, weight: float = 1.0) -> Reading | None:
        """One label of the name that `asked` is a label of, looked for in the field of `asked`;
        what it finds scores `weight` of what it would as a word of its own."""
        exacts = [token.exact for token in analyse(label.text, "")]
        if not exacts:
            return None
        if len(exacts) == 1:
            parts = self._stems(exacts[0], asked.field) + self._exacts(exacts[0], asked.field)
        else:
            parts = self._rows(exacts, asked.field, 1)
        for part in parts:
            part.boost *= weight
        said = Piece(
            PieceKind.LABEL, asked.text, asked.field, label=label.text, language=label.language
        )
        return Reading(parts, piece=said)

    def pattern(
        self, kind: PieceKind, text: str, field: str, distance: int = 1
    ) -> query.Query | None:
        """A prefix, wildcard or fuzzy word, to meet the index's forms later.

        Of a text that is several words in one, the last is the pattern and the others are words.
        """
        *before, last = _JOINTS.sub(" ", text).split() or [""]
        parts = [self.word(word, field) for word in before]
        if any(map(str.isalnum, last)):
            if kind is PieceKind.FUZZY and distance > LARGEST_DISTANCE:
                self.complain(TOO_FUZZY)
                distance = LARGEST_DISTANCE
            if self._takes_pattern():
                patterns = [
                    Pattern(Piece(kind, form, field, distance))
                    for form in query_forms(exact_form(last), self.languages)
                ]
                parts.append(patterns[0] if len(patterns) == 1 else query.Or(patterns))
            else:
                parts += [self.word(word, field) for word in re.split(r"[*?]+", last)]
        elif "*" in last and not before:
            return query.Every(field or None)
        return _all_of(parts)

    def expression(self, text: str, field: str) -> query.Query | None:
        """A regular expression for whole words; one that cannot be read is words."""
        wrong = _fault(text)
        if wrong or not self._takes_pattern():
            words = _all_of([self.word(word, field) for _, _, word in words_of(text)])
            if wrong:
                shown = text if len(text) <= 40 else f"{text[:40]}…"
                id_ = "query.expression-left-out" if words is None else "query.expression-as-words"
                self.complain(Message.of(id_, expression=shown, wrong=wrong))
            return words
        folded = text.replace("ё", "е").replace("Ё", "Е")
        return Pattern(Piece(PieceKind.REGEX, folded, field))

    def _takes_pattern(self) -> bool:
        self._patterns_left -= 1
        if self._patterns_left < 0:
            self.complain(TOO_MANY_PATTERNS)
        return self._patterns_left >= 0

    def _stems(self, exact: str, field: str) -> list[query.Query]:
        stems = sorted(query_stems(exact, self.languages))
        return [
            query.Term(name, stem, boost=boost)
            for name, boost in _fields(field).items()
            for stem in stems
        ]

    def _exacts(self, exact: str, field: str, bonus: float = EXACT_BONUS) -> list[query.Query]:
        return [
            query.Term(exact_field(name), form, boost=boost * bonus)
            for name, boost in _fields(field).items()
            for form in query_forms(exact, self.languages)
        ]

    def _rows(self, exacts: list[str], field: str, slop: int) -> list[query.Query]:
        rows = {tuple(stem_of(exact, language) for exact in exacts) for language in self.languages}
        return [
            query.Phrase(name, list(row), slop=slop, boost=boost)
            for name, boost in _fields(field).items()
            for row in sorted(rows)
        ]


def _fault(expression: str) -> Message | None:
    """What is wrong with an expression, or None.

    Compiling `(a{10000}){10000}` alone takes all memory there is, so counts are looked at first.
    """
    if len(expression) > LONGEST_EXPRESSION:
        return Message.of("query.expression-too-long", most=LONGEST_EXPRESSION)
    counts = (max(map(int, re.findall(r"\d+", part))) for part in _COUNTS.findall(expression))
    if _CALLS.search(expression) or prod(max(1, count) for count in counts) > MOST_REPEATS:
        return Message.of("query.expression-repeats")
    try:
        regex.compile(expression)
    except (regex.error, RecursionError, OverflowError, ValueError) as error:
        return Message.of("query.expression-unreadable", reason=error)
    return None


def _all_of(parts: Iterable[query.Query | None]) -> query.Query | None:
    found = [part for part in parts if part is not None]
    return found[0] if len(found) == 1 else query.And(found) if found else None


def _fields(field: str) -> dict[str, float]:
    """The fields to look in, and the weight of each; a field asked for by name weighs 1."""
    return {field: 1.0} if field else WORD_FIELDS
