"""An archive of each test's own, and what its tables hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from viewer.base.messages import verbatim
from viewer.catalogue.models import (
    Annotation,
    Article,
    Base,
    Body,
    Excerpt,
    Source,
    Tag,
    Version,
)
from viewer.services.archive.archive import Archive

Rows = Callable[[str], list[dict[str, Any]]]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive, open."""
    with Archive.create(tmp_path / "архив 🗞.db", "Test") as archive:
        yield archive


@pytest.fixture
def rows(archive: Archive) -> Rows:
    """`rows("tag")`: the rows of a table as they are in the file, in the order of their keys."""

    def rows(table: str) -> list[dict[str, Any]]:
        of = Base.metadata.tables[table]
        with archive.reading() as session:
            found = session.connection().execute(select(of).order_by(*of.primary_key))
            return [dict(row) for row in found.mappings()]

    return rows


AT = "1945-08-09T00:00:00Z"


@pytest.fixture
def passage(archive: Archive) -> None:
    """Annotation 1 in version 1 of excerpt 1, and the tags 1 and 2, which it does not carry."""
    with archive.writing(verbatim("Make a passage")) as write:
        excerpt = Excerpt(
            uid="e",
            article=Article(uid="a", headline="Cafe\u0301\u00a0🗞"),
            source=Source(uid="s", imported_at=AT),
        )
        body = Body(sha256="0" * 64, text="Война 🚩 Японии\nCafe\u0301\u00a0")
        version = Version(uid="v", excerpt=excerpt, body=body, created_at=AT)
        write.session.add(
            Annotation(
                uid="n",
                version=version,
                start=0,
                end=5,
                quote="Война",
                created_at=AT,
                modified_at=AT,
            )
        )
        write.session.add_all([Tag(uid="t1", name="event"), Tag(uid="t2", name="actor")])
