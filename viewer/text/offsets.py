"""Code points to UTF-16 code units and back, at the border to Qt and to formats that count so.

A code point above U+FFFF takes two UTF-16 units, every other one takes one. So the two counts
differ by the number of such characters before a position, which is found by bisection.
"""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Map:
    """Positions of one text in both counts.

    Made once for a text, in linear time; each conversion takes O(log n) in the number of
    characters above U+FFFF, and nothing where there are none.
    """

    __slots__ = ("_astral", "_code_points", "_pairs", "length")

    #: Length of the text in UTF-16 units.
    length: int

    def __init__(self, text: str) -> None:
        self._code_points = len(text)
        #: Code point positions of the characters above U+FFFF, ascending.
        self._astral = [] if text.isascii() else [hit.start() for hit in _ASTRAL.finditer(text)]
        #: UTF-16 positions of their first units.
        self._pairs = [position + before for before, position in enumerate(self._astral)]
        self.length = len(text) + len(self._astral)

    def to_utf16(self, code_point: int) -> int:
        """The UTF-16 position of a code point position in `[0, len(text)]`, else `ValueError`."""
        if not 0 <= code_point <= self._code_points:
            raise ValueError(f"code point {code_point} is outside [0, {self._code_points}]")
        if not self._astral:
            return code_point
        return code_point + bisect_left(self._astral, code_point)

    def to_code_point(self, utf16: int) -> int:
        """The code point position of a UTF-16 position in `[0, length]`, else `ValueError`.

        A position between the two halves of a pair gives the position before the pair.
        """
        if not 0 <= utf16 <= self.length:
            raise ValueError(f"UTF-16 position {utf16} is outside [0, {self.length}]")
        if not self._astral:
            return utf16
        before = bisect_left(self._pairs, utf16)
        if before and utf16 == self._pairs[before - 1] + 1:
            return self._astral[before - 1]
        return utf16 - before
