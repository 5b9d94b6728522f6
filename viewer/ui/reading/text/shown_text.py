"""The text as a QTextDocument may hold it: as many UTF-16 units, nothing Qt would eat or break.

`QTextDocument` starts a paragraph at CR, U+2029 and two non-characters of its own, takes U+FFFC for
a picture, and the way from `str` to `QString` drops a byte order mark. Each such character is shown
by a stand-in of the same width, so that a position in the document is a position in the text. The
shown text is never read back.

Qt lays out a paragraph in one go, and looks for a place in it from its start: one of two million
characters, as careless OCR leaves them, would take seconds to open and a quarter of one for each
step down. So a paragraph far longer than any that was ever set is shown in pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TROUBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2029\ufdd0\ufdd1\ufeff\ufffc\ud800-\udfff]")

#: Code points of a paragraph after which it goes on in another, where there is a space.
LONGEST_PARAGRAPH = 8_000

_STAND_INS = {
    "\x0b": " ",
    "\x0c": " ",
    "\x7f": "␡",
    "\x85": " ",
    "\u2029": "\n",
    "\ufdd0": "\ufffd",
    "\ufdd1": "\ufffd",
    "\ufeff": "\u2060",
    "\ufffc": "\ufffd",
}


def shown_text(text: str) -> str:
    """`text` with stand-ins for what Qt cannot hold; the same length in UTF-16 units."""
    if _TROUBLE.search(text) is not None:
        text = _TROUBLE.sub(_stand_in, text)
    return "\n".join(_pieces(text)) if len(text) > LONGEST_PARAGRAPH else text


def _pieces(text: str) -> Iterator[str]:
    """The text cut at some of its spaces and line ends; it is as long joined as it was."""
    start, end = 0, -1
    while len(text) - start > LONGEST_PARAGRAPH:
        far = start + LONGEST_PARAGRAPH
        # the line end of a paragraph that is short enough, as far on as can be
        cut = text.rfind("\n", start, far)
        if cut < 0:
            if end < far:
                end = text.find("\n", far)
                end = len(text) if end < 0 else end
            cut = text.find(" ", far, end)
            if cut < 0 and end == len(text):
                break
            cut = end if cut < 0 else cut
        yield text[start:cut]
        start = cut + 1
    yield text[start:]


def _stand_in(found: re.Match[str]) -> str:
    character = found.group()
    if character in _STAND_INS:
        return _STAND_INS[character]
    if character < " ":
        return chr(0x2400 + ord(character))
    return "\ufffd"
