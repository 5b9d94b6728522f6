"""`place` in a table and in front matter: the newspaper's, else the dateline's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.listed import list_publications
from viewer.base.ids import ExcerptId
from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import undo
from viewer.services.exchange.import_texts import import_texts
from viewer.services.records.read_excerpt import read_excerpt
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import ImportOptions, SearchRequest

TABLE = """text,newspaper,place,dateline,headline
The first text 🚩,Izvestia,Moscow,,a
The second text,Izvestia,MOSCOW,,b
The third text,Izvestia,Chita,9 August,c
The fourth text,Izvestia,Chita,"Chita, 9 August",d
The fifth text,,Harbin,,e
The sixth text,Pravda,,,f
"""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    table = tmp_path / "list.csv"
    table.write_text(TABLE, encoding="utf-8")
    with Archive.create(tmp_path / "a.db") as archive:
        report = import_texts(archive, [table], ImportOptions())
        assert not report.warnings
        yield archive


def _places(archive: Archive) -> dict[str, str]:
    return {each.title: each.place for each in list_publications(archive)}


def test_a_place_is_the_newspapers_where_it_has_none_and_else_the_datelines(
    archive: Archive,
) -> None:
    assert _places(archive) == {"Izvestia": "Moscow", "Pravda": ""}
    datelines = [
        read_excerpt(archive, ExcerptId(number)).article.dateline for number in range(1, 7)
    ]
    assert datelines == ["", "", "Chita, 9 August", "Chita, 9 August", "Harbin", ""]


def test_every_place_can_be_searched(archive: Archive) -> None:
    search = ArchiveSearch(archive)
    search.refresh()
    found = {
        place: {hit.headline for hit in search.search(SearchRequest(f"place:{place}")).hits}
        for place in ("chita", "harbin", "moscow")
    }
    search.close()
    assert found == {"chita": {"c", "d"}, "harbin": {"e"}, "moscow": {"a", "b", "c", "d"}}


def test_front_matter_gives_a_newspaper_that_is_held_its_place(
    archive: Archive, tmp_path: Path
) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\nnewspaper: pravda\nместо: Москва\n---\n\nA text.", encoding="utf-8")
    import_texts(archive, [file], ImportOptions())
    assert _places(archive)["Pravda"] == "Москва"
    undo(archive)
    assert _places(archive)["Pravda"] == ""
