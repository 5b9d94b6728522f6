"""The citation of an excerpt that is open in a pane."""

from __future__ import annotations

from viewer.exchange.citation import Cited, plain_citation
from viewer.services.types import ExcerptReading
from viewer.text.article_facts import article_facts


def cite_reading(reading: ExcerptReading) -> str:
    """The footnote for the excerpt's article, naming the carrier where the text is quoted."""
    article, publication = reading.article, reading.article.publication
    return plain_citation(
        Cited(
            **article_facts(article),
            publication=publication.title if publication else "",
            original_title=publication.original_title if publication else "",
            place=publication.place if publication else "",
            kind=reading.kind.value,
            language=reading.language,
            original_language=publication.language if publication else "",
            source_citation=reading.source.citation,
        )
    )
