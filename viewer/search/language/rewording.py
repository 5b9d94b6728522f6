"""A query in other words: the text as it was typed, with a word replaced or a part left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from viewer.search.analysis.analyser import analyse, exact_form
from viewer.search.language.tidying import tidy_text

OPERATORS = frozenset({"AND", "OR", "NOT"})

_TERM = re.compile(r'[()]|(?:[^\s()":]+:)?=?"[^"]*"(?:~\d+)?|[^\s()"]+|"')
_AROUND = "«»“”„‟‘’‚'.,;:!?…—–-"
_PLAIN = re.compile(r"\w[\w'’ʼ-]*")


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One part of a query's text between white space. `word` is the exact form of a plain word,
    the words of several in one (`port-arthur`) with a space between; empty for all else."""

    text: str
    word: str

    @property
    def is_operator(self) -> bool:
        """Whether it joins others and is nothing to look for."""
        return self.text in OPERATORS


def terms_of(query: str) -> list[QueryTerm]:
    """The parts of a query, in order; brackets are parts of their own."""
    readable, _complaints = tidy_text(query)
    return [QueryTerm(text, _word(text)) for text in _TERM.findall(readable)]


def joined(terms: Sequence[QueryTerm]) -> str:
    """The query of these parts."""
    text = " ".join(term.text for term in terms)
    return text.replace("( ", "(").replace(" )", ")")


def with_words(terms: Sequence[QueryTerm], others: dict[str, str]) -> str:
    """The query with other texts in the place of some plain words, given by their exact forms."""
    return joined([QueryTerm(others.get(term.word, term.text), term.word) for term in terms])


def with_either(terms: Sequence[QueryTerm], word: str, other: str) -> str:
    """The query with either of two words where it has the one."""
    either = f"{word} OR {other}"
    return with_words(terms, {word: either if len(terms) == 1 else f"({either})"})


def shorter(terms: Sequence[QueryTerm]) -> list[tuple[QueryTerm, str]]:
    """Each part of a query of words and conditions, and the query without it.

    None for a query of one part, and for one with brackets, OR or NOT, where leaving out one part
    may ask for more.
    """
    parts = [term for term in terms if term.text != "AND"]
    if len(parts) < 2 or any(term.is_operator or term.text in "()" for term in parts):
        return []
    return [
        (part, joined([*parts[:number], *parts[number + 1 :]])) for number, part in enumerate(parts)
    ]


def plain_words(terms: Sequence[QueryTerm], *, but: Collection[str] = ()) -> list[str]:
    """The exact forms of the plain words, each once, without those in `but`."""
    words = dict.fromkeys(term.word for term in terms if term.word and not term.is_operator)
    return [word for word in words if word not in but]


def quoted(value: str) -> str:
    """A value as a field takes it: in quotation marks where it is not one word."""
    return value if re.fullmatch(r"[\w/.-]+", value) else f'"{value}"'


def _word(text: str) -> str:
    bare = text.strip(_AROUND)
    if text in OPERATORS or not _PLAIN.fullmatch(bare) or text.startswith("="):
        return ""
    return " ".join(token.exact for token in analyse(bare, "")) or exact_form(bare)
