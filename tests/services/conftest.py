"""A small archive whose texts hold everything that positions trip over."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.base.ids import ExcerptId
from viewer.services.archive import Archive
from viewer.services.import_texts import import_texts
from viewer.services.read_excerpt import read_excerpt
from viewer.services.search_archive import ArchiveSearch
from viewer.services.types import ExcerptReading, ImportOptions

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
