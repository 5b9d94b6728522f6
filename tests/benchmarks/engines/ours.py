"""This program's own index, asked as the program does: read, expand, evaluate, take the best."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from drawn_queries import SLOP, Asked, Class
from generated_texts import Excerpt
from texts import Texts

from engines import TOP, Query, Reading
from viewer.base.jobs import CancelToken
from viewer.search.columnar.engine import ColumnarEngine
from viewer.search.engine import IndexText
from viewer.search.index.index_folder import IndexFolder
from viewer.search.index.stamp import IndexStamp
from viewer.search.language.conditions import Excerpts
from viewer.search.language.expansions import expand
from viewer.search.language.query import ParsedQuery, parse, resolve
from viewer.search.requests import Filters
from viewer.text.dates import day_number

LANGUAGES = ("en", "ru")


def index_folder(folder: Path) -> IndexFolder:
    """The index in that folder."""
    return IndexFolder(folder, b"benchmark key of 32 known bytes.")


def stamp(step: int) -> IndexStamp:
    """What is noted of an index as of that step of its archive."""
    return IndexStamp(0, "benchmark", step, f"step {step}", 0, LANGUAGES)


def index_text(excerpt: Excerpt) -> IndexText:
    """What the index takes of an excerpt."""
    day = day_number(excerpt.date)
    return IndexText(
        excerpt.number,
        excerpt.language,
        excerpt.headline,
        "",
        excerpt.text,
        kind="transcription",
        publication=len(excerpt.publication),  # a number of its own for each of the four
        first=day,
        last=day,
    )


def build(folder: Path, texts: Iterable[Excerpt], count: int, processes: int = 1) -> None:
    """The index as an import leaves it."""
    index_folder(folder).build(map(index_text, texts), count, stamp(1), processes=processes)


def open_index(folder: Path, texts: Texts) -> Reading:
    """The text field only, but for the classes that ask all fields."""
    return Asking(index_folder(folder).open()[0]).query


class Asking:
    """Asks one engine."""

    def __init__(self, engine: ColumnarEngine) -> None:
        self._engine = engine
        self._token = CancelToken()

    def query(self, asked: Asked) -> Query:
        """Both tiers of a sentence, as the program asks them; for the others there is only one."""
        parsed = self.read(written(asked))
        if asked.sort is not Class.SENTENCE:
            parsed = replace(parsed, some_tree=None)
        return partial(self.answer, parsed)

    def answer(self, parsed: ParsedQuery) -> int:
        """Expand, evaluate, take the best; the total of the last tier."""
        expanded = expand(parsed, self._engine, self._token)
        total = 0
        for tree in (expanded.tree, expanded.some_tree):
            if tree is not None:
                found = self._engine.evaluate(tree, self._token)
                found.best(TOP)
                total = len(found)
        return total

    def read(self, query: str) -> ParsedQuery:
        """The query with days as ids."""
        return resolve(parse(query, LANGUAGES), self._in_days, self._engine.let_through)

    def _in_days(self, _field: str, text: str) -> Excerpts:
        first, last = text.split("..")
        return Excerpts(filters=(Filters(date_from=first, date_to=last),))


def written(asked: Asked) -> str:
    """In the program's language; the words of a field are named one by one."""
    words = [f"text:{word}" for word in asked.words]
    match asked.sort:
        case Class.OR:
            return " OR ".join(words)
        case Class.AND:
            return " AND ".join(words)
        case Class.NOT:
            return " NOT ".join(words)
        case Class.PHRASE:
            return f'text:"{" ".join(asked.words)}"'
        case Class.NEAR:
            return f'text:"{" ".join(asked.words)}"~{SLOP}'
        case Class.PREFIX:
            return f"{words[0]}*"
        case Class.FUZZY_1:
            return f"{words[0]}~"
        case Class.FUZZY_2:
            return f"{words[0]}~2"
        case Class.DATES:
            assert asked.days
            return f"{words[0]} date:{asked.days[0]}..{asked.days[1]}"
        case Class.SENTENCE | Class.ALL_FIELDS:
            return " ".join(asked.words)
    return words[0]
