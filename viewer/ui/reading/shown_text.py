"""The text as a QTextDocument may hold it: as many UTF-16 units, nothing Qt would eat or break.

`QTextDocument` starts a paragraph at CR, U+2029 and two non-characters of its own, takes U+FFFC for
a picture, and the way from `str` to `QString` drops a byte order mark. Each such character is shown
by a stand-in of the same width, so that a position in the document is a position in the text. The
shown text is never read back.
"""

from __future__ import annotations

import re

_TROUBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2029\ufdd0\ufdd1\ufeff\ufffc\ud800-\udfff]")

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
    if _TROUBLE.search(text) is None:
        return text
    return _TROUBLE.sub(_stand_in, text)


def _stand_in(found: re.Match[str]) -> str:
    character = found.group()
    if character in _STAND_INS:
        return _STAND_INS[character]
    if character < " ":
        return chr(0x2400 + ord(character))
    return "\ufffd"
