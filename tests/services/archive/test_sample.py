"""The shipped archive is what its folder builds, and holds what it must."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.services.listed import list_publications
from viewer.base.errors import InputError
from viewer.base.paths import shipped_archive
from viewer.base.resources import resources_dir
from viewer.catalogue.models import Base
from viewer.services.archive.archive import Archive
from viewer.services.archive.build_from_folder import build_from_folder
from viewer.services.archive.check_archive import check_archive
from viewer.services.archive.list_journal import list_journal
from viewer.services.passages.list_passages import list_links, list_passages
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import Kind, SearchRequest

SAMPLE = resources_dir() / "sample"


def contents(archive: Archive) -> dict[str, list[tuple[Any, ...]]]:
    with archive.reading() as session:
        return {
            table.name: [tuple(row) for row in session.connection().execute(select(table))]
            for table in Base.metadata.sorted_tables
        }


@pytest.fixture(scope="module")
def shipped():
    with Archive.open(shipped_archive(), read_only=True) as archive:
        yield archive


def test_the_committed_archive_is_what_the_folder_builds(shipped: Archive, tmp_path: Path) -> None:
    with build_from_folder(SAMPLE, tmp_path / "built.db") as built:
        assert contents(built) == contents(shipped)
        again = built.path.read_bytes()
    with build_from_folder(SAMPLE, tmp_path / "again.db") as built:
        assert built.path.read_bytes() == again


def test_it_is_sound(shipped: Archive) -> None:
    assert check_archive(shipped).problems == ()
    assert [step.what for step in list_journal(shipped)] == ["Build Manchuria 1945"]


def test_it_holds_the_four_newspapers_and_their_two_carriers(shipped: Archive) -> None:
    publications = {info.title: info for info in list_publications(shipped)}
    assert {"The Stars and Stripes", "The Guardian", "Izvestia", "The New York Times"} < set(
        publications
    )
    assert len(publications) == 6
    assert publications["Izvestia"].original_title == "Известия"
    assert publications["The Guardian"].former_titles == (("The Manchester Guardian", "1959"),)
    assert publications["The Guardian"].colour == "#1D4F8C"


def test_it_has_something_for_every_view(shipped: Archive) -> None:
    passages = list_passages(shipped)
    links = list_links(shipped, [passage.id for passage in passages])
    papers = {passage.id: passage.publication for passage in passages}
    assert len(passages) >= 12
    assert len(set(papers.values())) >= 5
    assert len([each for each in links if papers[each.origin_id] != papers[each.target_id]]) >= 4
    assert any(tag.path == "editorial" for passage in passages for tag in passage.tags)


def test_its_questions_can_be_answered(shipped: Archive, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copyfile(shipped.path, copy)
    with Archive.open(copy) as archive:
        search = ArchiveSearch(archive)
        search.refresh()
        assert search.search(SearchRequest("mongol* newspaper:izvestia")).total >= 1
        figures = search.search(SearchRequest("tag:claim/figure"))
        assert len({hit.publication for hit in figures.hits}) >= 2
        towns = search.search(SearchRequest("harbin linkou newspaper:guardian date:1945-08-14"))
        assert towns.total >= 1
        ulanhot = search.search(SearchRequest("name:ulanhot"))
        assert any("Wangyehuan" in hit.snippet for hit in ulanhot.hits)
        kinds = {hit.kind for hit in search.search(SearchRequest("", limit=100)).hits}
        assert kinds >= {Kind.EXTRACT, Kind.TRANSLATION, Kind.ABSTRACT}
        search.close()


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("archive.toml", "title =", "titel =", "'title'"),
        ("archive.toml", 'namespace = "', 'namespace = "x', "namespace"),
        ("articles.toml", 'text = "', 'text = "nowhere/', "nowhere"),
        ("articles.toml", "publication =", "newspaper =", "'publication'"),
    ],
)
def test_an_entry_that_cannot_be_used_is_named(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    folder = tmp_path / "folder"
    shutil.copytree(SAMPLE, folder)
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=said):
        build_from_folder(folder, tmp_path / "x.db")
    assert [each.name for each in tmp_path.iterdir()] == ["folder"]


def test_a_folder_that_cannot_be_used_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"archive\.toml"):
        build_from_folder(tmp_path, tmp_path / "x.db")
    (tmp_path / "archive.toml").write_text("title = [")
    with pytest.raises(InputError, match="cannot be read"):
        build_from_folder(tmp_path, tmp_path / "x.db")
    assert not (tmp_path / "x.db").exists()
