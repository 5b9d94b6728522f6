"""What in a query is prose, though it looks like the query language.

Pasted headlines have capitals and signs too. `AND`, `OR` and `NOT` are operators only in a
query that has small letters, and `NOT` only where a sentence would hardly have it.
"""

from __future__ import annotations

import re

from viewer.search.analysis.stop_words import STOP_WORDS
from viewer.search.language.field_names import field_called

#: An operator between white space or brackets.
OPERATOR = re.compile(r"(?<![^\s()])(?:AND|OR|NOT)(?![^\s()])")

_AUXILIARIES = """
am are be been being can could did do does had has have is may might must need ought shall should
was were why will would
"""
#: Before these `NOT` is a word of a sentence: “will NOT surrender”.
_BEFORE_NOT = frozenset(_AUXILIARIES.split())

_WORD_BEFORE = re.compile(r"(\w+)\s+$")
_WORD_AFTER = re.compile(r"\s+(\w+)(?![\w:*?~-])")

_QUOTED = re.compile('"[^"]*"')
_FIELD = re.compile(r"(?<![^\s(])([^\W\d_][\w-]*):(?=\S)")

#: As far as a word before or after an operator is looked for, in code points.
_NEAR = 60


def is_in_capitals(text: str) -> bool:
    """Whether a text has small letters nowhere, operators apart: then it has no operators.

    Who names a field writes in the query language whatever the capitals. Digits and letters that
    have no case say nothing about it (`1941 OR 1945` is a choice), but of a text of nothing else
    than operators they are words.
    """
    if any(map(field_called, _FIELD.findall(text))):
        return False
    rest = OPERATOR.sub(" ", text)
    cased = [letter for letter in rest if letter.lower() != letter.upper()]
    if cased:
        return not any(letter == letter.lower() for letter in cased)
    return not any(letter.isalnum() or letter == "*" for letter in rest)


def is_word_of_sentence(text: str, start: int, end: int) -> bool:
    """Whether the `NOT` at `start, end` is a word of a sentence.

    It is after “is”, “will” and their like, and before a word that would exclude nearly all texts.
    """
    before = _WORD_BEFORE.search(text[max(0, start - _NEAR) : start])
    if before and before[1] in _BEFORE_NOT:
        return True
    after = _WORD_AFTER.match(text[end : end + _NEAR])
    return after is not None and after[1] in STOP_WORDS


def operators(text: str) -> list[str]:
    """The operators in a text outside quotation marks, each once."""
    found = OPERATOR.finditer(_QUOTED.sub(" ", text))
    return list(dict.fromkeys(each.group() for each in found))
