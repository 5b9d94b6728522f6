"""How two texts are compared without regard to how they were typed."""

from __future__ import annotations

import re
from unicodedata import normalize


def fold(text: str) -> str:
    """The text for comparing: composed, case folded, ё as е, runs of white space as one space."""
    return " ".join(normalize("NFC", text).casefold().replace("ё", "е").split())


#: Signs that fold to one of these letters besides its own capital.
_ALSO = {
    "е": "Ёё", "s": "ſ", "k": "\u212a", "в": "ᲀ", "д": "ᲁ", "о": "ᲂ", "с": "ᲃ", "т": "ᲄᲅ",
    "ъ": "ᲆ", "ѣ": "ᲇ",
}  # fmt: skip

#: Letters that may come of one sign: ß, what old type joins (each letter of a run may be of the
#: ligature before or after it), a letter with its mark. At an end of what is looked for, a letter
#: may be a part of such a sign.
_MAY_BE_ONE = re.compile("(?:[filst]*(?:[a-z]?[\u02b0-\u036f]+[a-z]?)+)+[filst]*|[filst]{2,}")
_MAY_BE_PART = "afhijlnstwy"
#: Latin and Cyrillic. In other scripts signs fold to one letter or several in more ways than are
#: told here, so none of their letters is held against a text.
_TOLD_APART = re.compile("[a-z\u00df-\u024f\u0400-\u052f]")


def rough_glob(folded: str) -> str:
    """A pattern of SQLite's GLOB that every text fits whose `fold` holds `folded`.

    Others may fit too. The database tells apart what cannot be meant, in every script, many times
    quicker than reading and folding each text would; its own LIKE knows the case of ASCII alone.
    """
    parts = _MAY_BE_ONE.split(folded.strip(_MAY_BE_PART))
    return f"*{'*'.join(''.join(map(_any_case, part)) for part in parts)}*"


def _any_case(character: str) -> str:
    """A letter in either case; anything where other signs may stand for it in a text."""
    forms = {character, character.upper(), character.lower(), character.title()}
    forms.update(_ALSO.get(character, ""))
    is_plain = character.isalpha() and normalize("NFD", character) == character
    is_plain = is_plain and _TOLD_APART.match(character) is not None
    return f"[{''.join(sorted(forms))}]" if is_plain and max(map(len, forms)) == 1 else "*"
