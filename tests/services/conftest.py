"""A small archive whose texts hold everything that positions trip over."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.base.ids import AnnotationId, ExcerptId
from viewer.base.messages import verbatim
from viewer.catalogue.models import Link
from viewer.services.archive.archive import Archive
from viewer.services.exchange.import_texts import import_texts
from viewer.services.passages.tag_passage import tag_passage
from viewer.services.records.read_excerpt import read_excerpt
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import ExcerptReading, ImportOptions
from viewer.text.kinds import LinkKind
from viewer.text.spans import Span

#: Emoji, a combining mark, Cyrillic, an NBSP and CRLF line ends, as they come from a file.
TRICKY = (
    "Война 🚩 Японии\r\n\r\n"
    "Квантунская\u00a0армия сдалась у Харби\u0301на.\r\n"
    "The Kwantung Army gave up at Harbin; the army gave up.\r\n"
)


@pytest.fixture
def tricky() -> str:
    return TRICKY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "тексты"
    folder.mkdir()
    (folder / "1945-08-14 война.txt").write_bytes(TRICKY.encode())
    (folder / "plain.txt").write_text(
        "Russia joins war against Japan.\n\nThe announcement was made in the three capitals "
        "at nine o'clock, and it was at once known that the war would not be long.\n"
    )
    return folder


@pytest.fixture
def archive(tmp_path: Path, folder: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "archive.db", "Test") as archive:
        import_texts(archive, [folder], ImportOptions(publication="Izvestia"))
        yield archive


@pytest.fixture
def search(archive: Archive) -> Iterator[ArchiveSearch]:
    """The search of the test's archive, its index made; a file may have an archive of its own."""
    search = ArchiveSearch(archive)
    search.refresh()
    yield search
    search.close()


@pytest.fixture
def reading(archive: Archive) -> ExcerptReading:
    return read_excerpt(archive, ExcerptId(1))


#: Four articles of three papers, the last without a date; excerpts 1 to 4.
PAPERS = """headline,newspaper,date,language,kind,page,text
Russians Advance 🚩,The Guardian,1945-08-14,en,,5,The Soviet armies advance in Manchuria 🚩.
Обращение,Известия,1945-09,ru,,1,Советская армия разгромила Квантунскую армию в Маньчжурии.
Withdrawal,The New York Times,1945,en,ocr,"1, 15",Soviet withdrawal from Manchuria; cafe\u0301.
Weather,The Guardian,,en,extract,2,Rain over\u00a0Manchester; no army anywhere.
"""


@pytest.fixture
def papers(tmp_path: Path) -> Iterator[Archive]:
    """An archive of `PAPERS`."""
    table = tmp_path / "papers.csv"
    table.write_bytes(PAPERS.replace("\n", "\r\n").encode())
    with Archive.create(tmp_path / "papers.db", "Papers") as archive:
        import_texts(archive, [table], ImportOptions())
        yield archive


def tag_words(archive: Archive, excerpt: int, words: str, *tags: str) -> AnnotationId:
    """Tag the first place of `words` in an excerpt."""
    reading = read_excerpt(archive, ExcerptId(excerpt))
    start = reading.text.index(words)
    return tag_passage(archive, reading.version_id, Span(start, start + len(words)), tags)


def link(
    archive: Archive, origin: AnnotationId, target: AnnotationId, kind: LinkKind, note: str = ""
) -> int:
    """Link two passages."""
    with archive.writing(verbatim("Link two passages")) as write:
        row = Link(
            uid=f"{origin} {kind} {target}",
            origin_id=origin,
            target_id=target,
            kind=kind.value,
            note=note,
            created_at=write.at,
        )
        write.session.add(row)
        write.session.flush()
        return row.id
