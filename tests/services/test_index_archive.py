"""The index against a catalogue that does not stand still, and a folder that others touch."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from viewer.services import index_archive
from viewer.services.archive import Archive
from viewer.services.import_texts import import_texts
from viewer.services.index_archive import ArchiveIndex
from viewer.services.types import ImportOptions


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
