"""Parts of a line kept apart where directions of writing meet. For display only.

Without it an Arabic name draws the date and the page after it to its other side (UAX #9).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_FIRST_STRONG_ISOLATE, _POP = "\u2068", "\u2069"
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]"
)


def runs_from_right(text: str) -> bool:
    """Whether a paragraph of this text begins at the right: by its first strong letter."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((each for each in strong if each in ("L", "R", "AL")), "L") != "L"


def isolated(part: str) -> str:
    """`part` so that it does not reorder what stands beside it; as it is if it cannot."""
    return f"{_FIRST_STRONG_ISOLATE}{part}{_POP}" if _RIGHT_TO_LEFT.search(part) else part


def isolated_line(parts: Iterable[str], separator: str = " · ") -> str:
    """The parts that are not empty, in the order given, each isolated from the others."""
    said = [part for part in parts if part]
    return separator.join(map(isolated, said)) if len(said) > 1 else "".join(said)
