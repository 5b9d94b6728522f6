"""The index against a catalogue that does not stand still, and a folder that others touch."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from viewer.base.jobs import CancelToken
from viewer.services import index_archive
from viewer.services.archive import Archive
from viewer.services.import_texts import import_texts
from viewer.services.index_archive import ArchiveIndex
from viewer.services.search_archive import NO_INDEX, ArchiveSearch
from viewer.services.types import ImportOptions, SearchRequest


@pytest.fixture
def index(archive: Archive) -> Iterator[ArchiveIndex]:
    index = ArchiveIndex(archive)
    yield index
    index.close()


@pytest.fixture
def take_in(archive: Archive, tmp_path: Path) -> Callable[[str], None]:
    """Import one more text, named by its words."""

    def take_in(text: str) -> None:
        path = tmp_path / f"{text}.txt"
        path.write_text(text, encoding="utf-8")
        import_texts(archive, [path], ImportOptions())

    return take_in


@pytest.mark.parametrize("built", [False, True], ids=["build", "update"])
def test_a_text_that_comes_in_while_the_index_is_written_is_found_by_the_next_refresh(
    index: ArchiveIndex,
    take_in: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    built: bool,
) -> None:
    if built:
        index.refresh()
        take_in("A cruiser 🚢 for Порт\u00a0Артур.")
    waiting = ["Submarines off Korea."]
    languages_of = index_archive.languages_of

    def meanwhile(session: Session) -> tuple[str, ...]:
        found = languages_of(session)
        while waiting:
            take_in(waiting.pop())
        return found

    monkeypatch.setattr(index_archive, "languages_of", meanwhile)
    index.refresh()
    index.refresh()
    with index.engine() as lent:
        assert lent is not None
        assert lent[0].excerpts == (4 if built else 3)
        assert lent[1].excerpts == lent[0].excerpts
    assert index.state().state == "current"


def test_an_index_that_was_removed_meanwhile_is_built_anew(
    index: ArchiveIndex, take_in: Callable[[str], None]
) -> None:
    index.refresh()
    shutil.rmtree(index.path)
    take_in("Submarines off Korea.")
    assert index.refresh().excerpts == 3
    assert index.state().state == "current"


def spoil(index: ArchiveIndex) -> None:
    """Change the first term of every segment: what no opening looks at, and most queries meet."""
    for path in index.path.glob("*.segment"):
        content = bytearray(path.read_bytes())
        content[64] ^= 1
        path.write_bytes(content)


def test_a_damaged_index_is_dropped_by_the_search_that_meets_it(
    archive: Archive, index: ArchiveIndex
) -> None:
    index.refresh()
    spoil(index)
    search = ArchiveSearch(archive)
    search.refresh()
    answer = search.search(SearchRequest("army"))
    assert (answer.index_lost, answer.total, answer.complaints) == (True, 0, (NO_INDEX,))
    assert search.refresh().state == "current"
    answer = search.search(SearchRequest("army"))
    assert (answer.index_lost, answer.total) == (False, 1)
    search.close()


def test_what_must_be_exact_has_a_damaged_index_made_anew_first(
    archive: Archive, index: ArchiveIndex
) -> None:
    index.refresh()
    spoil(index)
    search = ArchiveSearch(archive)
    search.refresh()
    assert len(search.matching_excerpts(SearchRequest("army"))) == 1
    spoil(index)
    search.close()
    search.refresh()
    assert len(search.match_finder(SearchRequest("arm*"))("The army.", "en")) == 1
    search.close()


def test_reading_ahead_changes_nothing_and_drops_what_is_damaged(
    archive: Archive, index: ArchiveIndex
) -> None:
    index.prepare(CancelToken())  # where there is none yet
    index.refresh()
    index.prepare(CancelToken())
    assert index.state().state == "current"
    index.close()
    spoil(index)
    index.refresh()
    index.prepare(CancelToken())
    assert index.state().state == "missing"


def test_many_texts_are_indexed_by_several_processes(
    index: ArchiveIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_archive, "_MANY_TEXTS", 1)
    assert index.refresh().excerpts == 2
    assert index.state().state == "current"
