"""Texts as Markdown in which every character is literal.

Texts are escaped for CommonMark (with the tables, strike-through and footnotes of its dialects) so
that they render as they are stored, to the character: line ends are hard breaks, a blank line parts
paragraphs, and white space that Markdown would swallow is written as a character reference.
"""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~|#$]")
#: What begins a list, a rule or the line under a heading, at the start of a line.
_OPENING = re.compile(r"\d{1,9}(?=[.)])|(?=[-+=:])")
#: Control characters have no reference in CommonMark; they stay as they are.
_NO_REFERENCE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


def escape_line(text: str) -> str:
    """`text` on one line, every character of it literal."""
    return _line(" ".join(text.split("\n")))


def escape_text(text: str) -> str:
    """`text` as paragraphs that render as it stands.

    A blank line parts paragraphs, any other LF is a hard break; further LF are references.
    """
    core = text.strip("\n")
    before = text.index(core) if core else len(text)
    pieces = ["&#10;" * before]
    for index, part in enumerate(re.split(r"(\n{2,})", core)):
        if index % 2:
            pieces.append("\n\n" + "&#10;" * (len(part) - 2))
        else:
            pieces.append("\\\n".join(_line(line) for line in part.split("\n")))
    pieces.append("&#10;" * (len(text) - before - len(core)))
    return "".join(pieces)


def with_footnote(escaped: str, number: int) -> str:
    """An escaped text with a reference to a footnote at its end."""
    if escaped.endswith(("!", "^")):  # else this would begin a picture, or a footnote of its own
        escaped = f"{escaped[:-1]}\\{escaped[-1]}"
    return f"{escaped}[^{number}]"


def _line(line: str) -> str:
    """A line with its markup escaped, white space at its edges as character references."""
    words = line.lstrip()
    before = line[: len(line) - len(words)]
    words = words.rstrip()
    behind = line[len(before) + len(words) :]
    words = _SPECIAL.sub(lambda match: f"\\{match[0]}", words)
    opening = _OPENING.match(words)
    if opening:
        words = f"{words[: opening.end()]}\\{words[opening.end() :]}"
    return _references(before) + words + _references(behind)


def _references(spaces: str) -> str:
    return "".join(space if _NO_REFERENCE.match(space) else f"&#{ord(space)};" for space in spaces)
