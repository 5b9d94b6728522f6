"""The words that a list of passages is filtered by: each of them must be somewhere in a row.

A row's words are its quotation, its note, the headline of its article and, as they are shown, its
newspaper, issue date, kind of text and tags with their paths. Letters are equal in either case.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Session

from viewer.services.codebook.list_tags import tags_by_id
from viewer.services.passages.passage_sql import sql
from viewer.services.types import Kind, PassageInfo
from viewer.text.dates import shown_date
from viewer.text.wording import NO_NEWSPAPER, UNDATED

_Test = Callable[[str], object]

#: A word of letters alone can only be in a date as a part of one of these.
_LETTERS_OF_DATES = (
    *(
        shown_date(f"1945-{month:02}", short=True).partition(" ")[0].lower()
        for month in range(1, 13)
    ),
    UNDATED,
    "uncertain",
)


@lru_cache(maxsize=20_000)
def date_in_list(issue_date: str) -> str:
    """An issue date as a row shows it."""
    return shown_date(issue_date, short=True) or UNDATED


def article_words(publication: str, issue_date: str, kind: str) -> str:
    """What a row says of its article but for the headline, in lower case."""
    parts = (publication or NO_NEWSPAPER, date_in_list(issue_date), Kind(kind).label)
    return "\n".join(parts).lower()


def holds_words(passage: PassageInfo, words: str) -> bool:
    """Whether the row of a passage holds every one of these words."""
    parts = (
        passage.quote,
        passage.note,
        passage.headline,
        article_words(passage.publication, passage.issue_date, passage.kind),
        *(tag.path for tag in passage.tags),
    )
    # No word goes over a line.
    row = "\n".join(parts).lower()
    return all(word in row for word in words.lower().split())


def passages_with_words(session: Session, words: str) -> list[int]:
    """The ids of the passages whose rows hold every one of these words, ascending."""
    found: set[int] | None = None
    for word in sorted(set(words.split()), key=len, reverse=True):
        these = set(_with_word(session, word))
        found = these if found is None else found & these
        if not found:
            return []
    return sorted(found or ())


def _with_word(session: Session, word: str) -> Iterator[int]:
    like, pattern = _sql_pattern(word)
    yield from _ids(
        session,
        ("SELECT id FROM annotation WHERE quote", like, "OR note != '' AND note", like),
        {"pattern": pattern},
    )
    yield from _of_articles(session, word, like, pattern)
    test = _test_for(word)
    kinds = [kind.value for kind in Kind if test(kind.label)]
    if kinds:
        yield from _ids(
            session,
            (
                "SELECT annotation.id FROM excerpt JOIN version ON version.excerpt_id = excerpt.id",
                "JOIN annotation ON annotation.version_id = version.id",
                "WHERE excerpt.kind IN (SELECT value FROM json_each(:kinds))",
            ),
            {"kinds": json.dumps(kinds)},
        )
    tags = [key for key, tag in tags_by_id(session).items() if test(tag.path)]
    if tags:
        yield from _ids(
            session,
            (
                "SELECT annotation_id AS id FROM tagging",
                "WHERE tag_id IN (SELECT value FROM json_each(:tags))",
            ),
            {"tags": json.dumps(tags)},
        )


def _of_articles(session: Session, word: str, like: str, pattern: str) -> Iterator[int]:
    """By headline, issue date and newspaper."""
    test = _test_for(word)
    papers = [
        key
        for key, title in session.execute(sql("SELECT id, title FROM publication"))
        if test(title)
    ]
    anonymous = "OR publication_id IS NULL" if test(NO_NEWSPAPER) else ""
    yield from _ids(
        session,
        (
            "SELECT annotation.id FROM article CROSS JOIN excerpt CROSS JOIN version",
            "CROSS JOIN annotation WHERE excerpt.article_id = article.id",
            "AND version.excerpt_id = excerpt.id AND annotation.version_id = version.id",
            "AND (headline",
            like,
            anonymous,
            "OR publication_id IN (SELECT value FROM json_each(:papers))",
            "OR issue_date IN (SELECT value FROM json_each(:dates)))",
        ),
        {
            "pattern": pattern,
            "papers": json.dumps(papers),
            "dates": json.dumps(_dates(session, word)),
        },
    )


def _dates(session: Session, word: str) -> list[str]:
    """The issue dates of the archive that are shown with this word."""
    if word.isalpha() and not any(word.lower() in each for each in _LETTERS_OF_DATES):
        return []
    test = _test_for(word)
    dates = session.scalars(sql("SELECT DISTINCT issue_date FROM article"))
    return [each for each in dates if test(date_in_list(each))]


def _ids(session: Session, statement: Sequence[str], values: dict[str, Any]) -> Iterable[int]:
    # One text of a hundred thousand numbers is read four times quicker than as many rows.
    whole = session.execute(sql("SELECT json_group_array(id) FROM (", *statement, ")"), values)
    found: list[int] = json.loads(whole.scalar_one())
    return found


def _sql_pattern(word: str) -> tuple[str, str]:
    """An operator of SQL with its operand `:pattern`, and that pattern.

    SQLite's LIKE is several times quicker than its GLOB, but knows the case of ASCII alone.
    """
    if word.isascii():
        escaped = re.sub(r"([%_\\])", r"\\\1", word)
        return "LIKE :pattern ESCAPE '\\'", f"%{escaped}%"
    return "GLOB :pattern", f"*{''.join(map(_glob_class, word))}*"


def _glob_class(character: str) -> str:
    forms = _forms(character)
    return f"[{forms}]" if len(forms) > 1 or character in "*?[" else character


def _test_for(word: str) -> _Test:
    """A test of whether a text holds the word."""
    lowered = word.lower()
    return lambda part: lowered in part.lower()


def _forms(character: str) -> str:
    """A character in either case, where that is one character again."""
    forms = {character, character.lower(), character.upper(), character.title()}
    return "".join(sorted(form for form in forms if len(form) == 1))
