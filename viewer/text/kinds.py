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

    @property
    def mention(self) -> str:
        """The label in a list, empty for a transcription: the page as printed is the rule."""
        return "" if self is Kind.TRANSCRIPTION else self.label

    @property
    def is_own_words(self) -> bool:
        """Whether the words are the newspaper's own, in the language in which it printed them."""
        return not self.caution

    @property
    def caution(self) -> str:
        """What must be said wherever words that are not the newspaper's own are shown under its
        name; empty for its own."""
        return _CAUTIONS.get(self, "")

    @property
    def described(self) -> str:
        """The kind as the beginning of a sentence, with its caution: "Abstract, not the …"."""
        named = self.label[0].upper() + self.label[1:]
        return f"{named}, {self.caution}" if self.caution else named


#: The values, for places that take a kind as text.
KINDS = tuple(kind.value for kind in Kind)

_CAUTIONS = {
    Kind.TRANSLATION: "not the words as printed",
    Kind.ABSTRACT: "not the newspaper's own words",
}


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
