"""The citation of what is open says all that is known of it."""

from __future__ import annotations

from dataclasses import replace

from viewer.base.ids import ExcerptId
from viewer.base.messages import verbatim
from viewer.catalogue.models import Article, Excerpt, Publication
from viewer.services.archive.archive import Archive
from viewer.services.records.cite_reading import cite_reading
from viewer.services.records.read_excerpt import read_excerpt
from viewer.text.kinds import Kind


def test_every_fact_of_article_newspaper_and_source_is_in_it(papers: Archive) -> None:
    with papers.writing(verbatim("Fill in all that there is")) as write:
        article = write.session.get_one(Article, 2)
        for name, value in {
            "byline": "Эренбург",
            "edition": "Late",
            "page": "1",
            "column": "3",
            "url": "https://example.org/🗞",
        }.items():
            setattr(article, name, value)
        paper = write.session.get_one(Publication, 2)
        paper.original_title, paper.place, paper.language = "«Известия»", "Moscow", "ru"
        paper.title = "Izvestia"
        excerpt = write.session.get_one(Excerpt, 2)
        excerpt.kind, excerpt.language = "translation", "en"
        excerpt.source.citation = "Cafe\u0301 Press, 1951."
    assert cite_reading(read_excerpt(papers, ExcerptId(2))) == (
        "Эренбург, “Обращение,” Izvestia [«Известия»] (Moscow), September 1945, Late edition, "
        "p. 1, col. 3, https://example.org/🗞, in translation from Russian, as quoted in "
        "Cafe\u0301 Press, 1951."
    )


def test_what_is_not_known_is_said_and_nothing_else(papers: Archive) -> None:
    reading = read_excerpt(papers, ExcerptId(4))
    bare = replace(
        reading,
        kind=Kind.TRANSCRIPTION,
        article=replace(reading.article, publication=None, headline="", page=""),
    )
    assert cite_reading(bare) == "Untitled item, n.d."
