"""How two texts are compared without regard to how they were typed."""

from __future__ import annotations

from unicodedata import normalize


def fold(text: str) -> str:
    """The text for comparing: composed, case folded, ё as е, runs of white space as one space."""
    return " ".join(normalize("NFC", text).casefold().replace("ё", "е").split())
