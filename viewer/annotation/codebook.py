"""Tag paths and tag colours: how a place in the codebook is written, and what it is painted with.

A tag is a node of a tree. Its path is the names from the root joined by `/`; a name itself can
hold no slash.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from viewer.base.errors import InputError

SEPARATOR = "/"
#: The longest name of a tag, in code points, and the most levels that a typed path may have.
LONGEST_NAME = 200
MOST_LEVELS = 12

#: Twelve colours, `#RRGGBB`, the most different ones first. Chosen by search in OKLab: no two are
#: nearer than 0.12; each has a contrast of at least 3 : 1 as a bracket on the light, sepia and dark
#: paper; text keeps at least 4.5 : 1 on an underlay of 22 to 30 % in all three.
PALETTE: tuple[str, ...] = (
    "#066CE4",
    "#EA5A00",
    "#008400",
    "#D25AC0",
    "#9072FC",
    "#B47884",
    "#D23066",
    "#A26000",
    "#8460A8",
    "#7E9042",
    "#4290C0",
    "#1E7E72",
)

# Directional embeddings, overrides and isolates reorder whatever is printed after them.
_DIRECTION_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Control characters, lone surrogates, line and paragraph separators.
_REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})


def split_path(path: str) -> tuple[str, ...]:
    """The names of a tag path such as `framing/liberation`, root first, each trimmed.

    Raises `InputError` where a name is empty (or has nothing to see in it), holds a control
    character or is longer than `LONGEST_NAME`, and where there are more than `MOST_LEVELS`.
    """
    names = tuple(_checked(name, path) for name in path.split(SEPARATOR))
    if len(names) > MOST_LEVELS:
        raise InputError("tag.too-deep", path=_shown(path), count=len(names), most=MOST_LEVELS)
    longest = max(names, key=len)
    if len(longest) > LONGEST_NAME:
        raise InputError(
            "tag.name-too-long", name=_shown(longest), length=len(longest), most=LONGEST_NAME
        )
    return names


def join_path(names: Iterable[str]) -> str:
    """The path of the names, root first: what `split_path` takes apart again.

    Raises `InputError` where a name is empty, or holds a slash or a control character.
    """
    parts = list(names)
    for name in parts:
        if SEPARATOR in name:
            raise InputError("tag.slash-in-level", name=_shown(name))
    return SEPARATOR.join(_checked(name, SEPARATOR.join(parts)) for name in parts or [""])


def next_colour(used: Iterable[str]) -> str:
    """The first palette colour that is not in `used`; when all are, the one used least.

    `used` may name a colour more than once, in either case, and colours outside the palette.
    """
    times = Counter(colour.upper() for colour in used)
    return min(PALETTE, key=lambda colour: times[colour])


def _checked(name: str, path: str) -> str:
    """`name` trimmed, or `InputError`; `path` is what the sentence quotes."""
    trimmed = name.strip()
    if any(
        unicodedata.category(character) in _REFUSED_CATEGORIES or character in _DIRECTION_CONTROLS
        for character in trimmed
    ):
        raise InputError("tag.control-character", path=_shown(path))
    if not any(character.isprintable() and not character.isspace() for character in trimmed):
        raise InputError("tag.empty-level", path=_shown(path))
    return trimmed


def _shown(text: str) -> str:
    """`text` on one line, short enough for a sentence, with what cannot be printed left out."""
    printable = "".join(character for character in text if character.isprintable()).strip()
    return printable if len(printable) <= 60 else printable[:59] + "…"
