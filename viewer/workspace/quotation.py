"""What is copied of a text: its words with a citation, and what to say of that."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.services.records.cite_reading import cite_reading
from viewer.services.types import ExcerptReading, PassageInfo
from viewer.text.spans import Span

NO_LONGER_THERE = (
    "Only the citation was copied: the words of this passage no longer stand in the text as they "
    "were tagged. Select the words to quote."
)
NO_WORDS = "Citation copied. Select words or click a passage to copy a quotation with it."
OPEN_FIRST = "Open a text first; its words can then be copied with their citation."


@dataclass(frozen=True, slots=True)
class Quotation:
    """Text for the clipboard, and the sentence that says what it is."""

    text: str
    told: str


def quote(
    reading: ExcerptReading,
    selected: Span | None,
    passage: PassageInfo | None,
    in_hand: PassageInfo | None,
) -> Quotation:
    """The selected words with the citation of their text, else those of `passage`, else neither.

    A quotation is never wrong: a passage whose words differ from the text now is not quoted. What
    a text no longer holds at all is not marked in it, and then only in hand.
    """
    citation = cite_reading(reading)
    words = selected.of(reading.text) if selected else ""
    if not selected and passage is not None and passage.span.of(reading.text) == passage.quote:
        words = passage.quote
    if words:
        return Quotation(f"“{words}”\n\n{citation}", "Quotation and citation copied.")
    meant = passage or in_hand
    if meant is not None and meant.excerpt_id == reading.id:
        return Quotation(citation, NO_LONGER_THERE)
    return Quotation(citation, NO_WORDS)
