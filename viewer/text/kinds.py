"""The closed sets of words: kinds of text, states of an anchor, kinds of link, orders of hits."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What sort of text an excerpt is."""

    TRANSCRIPTION = "transcription"
    OCR = "ocr"
    EXTRACT = "extract"
    TRANSLATION = "translation"
    ABSTRACT = "abstract"

    @property
    def label(self) -> str:
        """The kind as a reader sees it."""
        return "OCR" if self is Kind.OCR else self.value


class AnchorState(StrEnum):
    """How an annotation stands on the current version of its text; exactly one at a time."""

    EXACT = "exact"
    MOVED = "moved"
    FUZZY = "fuzzy"
    AMBIGUOUS = "ambiguous"
    ORPHAN = "orphan"


class LinkKind(StrEnum):
    """The relation a link states, read from its origin to its target."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    COPIES = "copies"
    TRANSLATES = "translates"
    OMITS = "omits"
    RESPONDS_TO = "responds to"


class SortOrder(StrEnum):
    """How hits are ordered."""

    RELEVANCE = "relevance"
    DATE = "date"
    NEWSPAPER = "newspaper"
