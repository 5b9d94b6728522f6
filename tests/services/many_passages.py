"""An archive of passages that are hard to sort and to filter, drawn at random."""

from __future__ import annotations

import random
import uuid

from viewer.base.messages import verbatim
from viewer.catalogue.models import (
    Annotation,
    Article,
    Body,
    Excerpt,
    Publication,
    Source,
    Tag,
    Tagging,
    Version,
)
from viewer.services.archive.archive import Archive

AT = "2025-08-09T06:05:09Z"
PAPERS = ("Izvestia", "izvestia weekly", "Известия", "The Guardian", "the guardian (north)", "Zeit")
DATES = ("", "1945", "1945-08", "1945-08-09", "1945-08-09?", "1945-08-10", "1945-08-09/1945-08-14")
KINDS = ("transcription", "ocr", "extract", "translation", "abstract")
QUOTES = (
    "Harbin fell", "harbin FELL", "Харбин взят", "харбин Взят", "🚩 Манжуур", "the café (e\u0301)",
    "a\u00a0line\r\nand more", "  spaced", "100 % of_it*", "[x] at nine o'clock?", "Яблоко", "ёлка",
    "x" * 300,
)  # fmt: skip
NOTES = ("", "", "", "", " \n", "see Wangyemiao", "См. Харбин", "see wangyemiao", "Zz")
HEADLINES = ("War", "Война", "Russia joins war", "")


def make_passages(
    archive: Archive, draw: random.Random, *, texts: int, passages: int, tags: int = 12
) -> None:
    """Put texts with passages and a codebook three levels deep into an empty archive."""
    with archive.writing(verbatim("Make passages")) as write:
        session = write.session

        def uid() -> str:
            return str(uuid.UUID(int=draw.getrandbits(128), version=4))

        session.add(Source(id=1, uid=uid(), imported_at=AT))
        session.add_all(
            Publication(id=number, uid=uid(), title=title, kind="newspaper")
            for number, title in enumerate(PAPERS, 1)
        )
        session.flush()
        for number in range(1, texts + 1):
            session.add(
                Article(
                    id=number,
                    uid=uid(),
                    publication_id=draw.choice([None, *range(1, len(PAPERS) + 1)]),
                    headline=draw.choice(HEADLINES),
                    issue_date=draw.choice(DATES),
                )
            )
            session.add(Body(id=number, sha256=f"{number:064}", text="x" * 400))
            session.flush()
            kind = draw.choice(KINDS)
            session.add(Excerpt(id=number, uid=uid(), article_id=number, source_id=1, kind=kind))
            session.flush()
            session.add(
                Version(id=number, uid=uid(), excerpt_id=number, body_id=number, created_at=AT)
            )
        for number in range(1, tags + 1):
            parent = None if number < 4 else draw.randrange(1, number)
            name = draw.choice(("frame", "Frame", "Рамка", "actors", "x")) + str(number)
            session.add(Tag(id=number, uid=uid(), parent_id=parent, name=name, position=number))
            session.flush()
        for number in range(1, passages + 1):
            start = draw.randrange(20)
            session.add(
                Annotation(
                    id=number,
                    uid=uid(),
                    version_id=draw.randint(1, texts),
                    start=start,
                    end=start + draw.randint(1, 9),
                    quote=draw.choice(QUOTES),
                    note=draw.choice(NOTES),
                    created_at=AT,
                    modified_at=AT,
                )
            )
        session.flush()
        for number in range(1, passages + 1):
            carried = draw.sample(range(1, tags + 1), draw.choice((0, 1, 1, 2, 3)))
            session.add_all(Tagging(annotation_id=number, tag_id=tag) for tag in carried)
