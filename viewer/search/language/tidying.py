"""The text of a query made fit for the parser: quotes of one kind, pairs closed, limits kept.

Whatever is mended or left out is said in a message; nothing is refused.
"""

from __future__ import annotations

import re
import unicodedata

from viewer.base.messages import Message

LONGEST_QUERY = 4_000
DEEPEST_BRACKETS = 20

#: `/…/` standing by itself or after a field's colon; no spaces in it, as words have none.
REGEX = r"(?<![^\s(:])/(?P<text>(?:[^/\\\s]|\\\S)+)/(?=[\s)]|$)"

TOO_LONG = Message.of("query.too-long", most=LONGEST_QUERY)
TOO_DEEP = Message.of("query.too-deep", most=DEEPEST_BRACKETS)
QUOTE_MISSING = Message.of("query.quote-missing")
BRACKET_MISSING = Message.of("query.bracket-missing")
BRACKET_STRAY = Message.of("query.bracket-stray")

_QUOTES = dict.fromkeys(map(ord, "“”„‟«»〝〞〟＂"), '"')
_BRACKETS = {ord("（"): "(", ord("）"): ")"}

#: A phrase (to the end of the text where it is not closed), an expression, a bracket, all else.
_PARTS = re.compile(rf'(?P<quoted>"[^"]*"?)|{REGEX}|[()]|[^"()/]+|/')


def tidy_text(query: str) -> tuple[str, list[Message]]:
    """The query as the parser shall read it, and what there is to say about it."""
    complaints = []
    if len(query) > LONGEST_QUERY:
        query = query[:LONGEST_QUERY]
        complaints.append(TOO_LONG)
    readable = "".join(map(_printable, query)).translate(_QUOTES | _BRACKETS)
    balanced, said = _balanced(readable)
    return balanced, complaints + said


def _printable(letter: str) -> str:
    """White space, controls, NULs and lone surrogates become a space."""
    if letter.isspace() or unicodedata.category(letter) in ("Cc", "Cs"):
        return " "
    return letter


def _balanced(text: str) -> tuple[str, list[Message]]:
    said: dict[Message, None] = {}
    kept: list[str] = []
    #: One entry for each bracket that is open: whether it was kept.
    opened: list[bool] = []
    deep = 0
    for found in _PARTS.finditer(text):
        part = found.group()
        if part == "(":
            opened.append(deep < DEEPEST_BRACKETS)
            deep += opened[-1]
            kept.append("(" if opened[-1] else " ")
            if not opened[-1]:
                said[TOO_DEEP] = None
        elif part == ")":
            if not opened:
                said[BRACKET_STRAY] = None
            closes = bool(opened) and opened.pop()
            deep -= closes
            kept.append(")" if closes else " ")
        elif part.startswith('"') and (part == '"' or not part.endswith('"')):
            said[QUOTE_MISSING] = None
            kept.append(part + '"')
        else:
            kept.append(part)
    if opened:
        said[BRACKET_MISSING] = None
        kept.append(")" * deep)
    return "".join(kept), list(said)
