"""The index against a catalogue that does not stand still, and a folder that others touch."""

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from viewer.base.errors import Cancelled
from viewer.base.jobs import CancelToken
from viewer.search.columnar.engine import ColumnarEngine
from viewer.search.index.fields import exact_field
from viewer.services.archive.archive import Archive, newest_step
from viewer.services.archive.undo_steps import redo, undo
from viewer.services.exchange.import_texts import import_texts
from viewer.services.search import index_archive
from viewer.services.search.index_archive import ArchiveIndex
from viewer.services.search.search_archive import NO_INDEX, ArchiveSearch
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
    assert len(search.match_finder(SearchRequest("arm*")).in_text("The army.", "en")) == 1
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


class Branches:
    """An archive with its index, and a second file that went on from the same step otherwise."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "one" / "a.db"
        self.other = folder / "two" / "a.db"
        self.path.parent.mkdir()
        self.other.parent.mkdir()

    def take_in(self, path: Path, text: str) -> None:
        file = self.folder / f"{text}.txt"
        file.write_text(text, encoding="utf-8")
        with Archive.open(path) as archive:
            import_texts(archive, [file], ImportOptions())

    def branch(self) -> None:
        """Copy the file as it is; its index is only made later, of the first one."""
        shutil.copy(self.path, self.other)

    def index_first(self) -> None:
        """Index the first file, and put its index where the second one looks for its own."""
        with Archive.open(self.path) as archive:
            index = ArchiveIndex(archive)
            index.refresh()
            index.close()
            shutil.copytree(index.path, self.other.with_name("a.db.index"))

    def told_of_second(self) -> tuple[str, list[str]]:
        """What the second archive says of that index, and what its refreshed index holds."""
        with Archive.open(self.other) as archive:
            index = ArchiveIndex(archive)
            said = index.state().state
            index.close()
            search = ArchiveSearch(archive)
            search.refresh()
            answer = search.search(SearchRequest(""))
            search.close()
        return said, sorted(hit.headline for hit in answer.hits)


@pytest.fixture
def branches(tmp_path: Path) -> Branches:
    made = Branches(tmp_path)
    Archive.create(made.path).close()
    made.take_in(made.path, "Common ground 🚩")
    return made


def test_an_index_of_another_history_is_not_current_though_it_is_as_long(
    branches: Branches,
) -> None:
    branches.branch()
    branches.take_in(branches.path, "Only in the first")
    branches.take_in(branches.other, "Only in the second")
    branches.index_first()
    assert branches.told_of_second() == ("stale", ["Common ground 🚩", "Only in the second"])


def test_an_index_that_knows_later_steps_than_the_archive_is_not_current(
    branches: Branches,
) -> None:
    branches.branch()  # a copy that is put back later
    branches.take_in(branches.path, "Only in the first")
    branches.index_first()
    assert branches.told_of_second() == ("stale", ["Common ground 🚩"])


def test_an_index_of_another_archive_is_not_current_though_its_steps_are_the_same(
    branches: Branches,
) -> None:
    branches.branch()
    with sqlite3.connect(branches.other) as connection:
        connection.execute("UPDATE archive SET uid = '00000000-0000-0000-0000-000000000001'")
        connection.execute("UPDATE article SET headline = 'Another archive'")
    connection.close()
    branches.index_first()
    assert branches.told_of_second() == ("stale", ["Another archive"])


def test_an_index_of_the_same_history_is_brought_up_to_date(branches: Branches) -> None:
    branches.index_first()
    branches.branch()
    assert branches.told_of_second()[0] == "current"
    branches.take_in(branches.other, "Later in the second")
    assert branches.told_of_second() == ("stale", ["Common ground 🚩", "Later in the second"])


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[ColumnarEngine]:
    """The engines that were closed, in order."""
    engines: list[ColumnarEngine] = []
    close = ColumnarEngine.close

    def noted(engine: ColumnarEngine) -> None:
        engines.append(engine)
        close(engine)

    monkeypatch.setattr(ColumnarEngine, "close", noted)
    return engines


def test_a_reader_keeps_its_engine_while_another_takes_its_place(
    index: ArchiveIndex, take_in: Callable[[str], None], closed: list[ColumnarEngine]
) -> None:
    index.refresh()
    with index.engine() as lent:
        assert lent is not None
        engine, stamp = lent
        take_in("Submarines off Korea.")
        index.refresh()
        with index.engine() as fresh:
            assert fresh is not None
            assert (fresh[0].excerpts, fresh[0] is engine) == (3, False)
        assert (engine.excerpts, stamp.excerpts, closed) == (2, 2, [])
        assert engine.lexicon(exact_field("text"), CancelToken()).texts_with("army") == 1
    assert closed == [engine]


def test_an_engine_is_closed_by_the_last_of_its_readers(
    index: ArchiveIndex, closed: list[ColumnarEngine]
) -> None:
    index.refresh()
    with index.engine() as first:
        assert first is not None
        with index.engine() as second:
            assert second is not None
            assert second[0] is first[0]
            index.close()
            with index.engine() as none:
                assert none is None
        assert (closed, first[0].excerpts) == ([], 2)
    assert closed == [first[0]]


def test_an_engine_that_nobody_reads_is_closed_when_the_index_is(
    index: ArchiveIndex, closed: list[ColumnarEngine]
) -> None:
    index.refresh()
    with index.engine() as lent:
        assert lent is not None
    assert closed == []
    index.close()
    assert closed == [lent[0]]


def test_one_refresh_waits_for_another(index: ArchiveIndex, take_in: Callable[[str], None]) -> None:
    ended: list[str] = []
    second = threading.Thread(target=lambda: ended.append(index.refresh().state))
    waited: list[bool] = []

    def meanwhile(_done: int, _total: int) -> None:
        if not waited:
            second.start()
            second.join(0.2)
            waited.append(second.is_alive())

    assert index.refresh(meanwhile).state == "current"
    second.join()
    assert (waited, ended) == ([True], ["current"])


def test_what_is_deleted_is_known_for_each_state_of_the_catalogue(
    archive: Archive, index: ArchiveIndex, take_in: Callable[[str], None]
) -> None:
    take_in("Submarines off Korea.")
    index.refresh()
    with index.engine() as lent:
        assert lent is not None
        stamp = lent[1]

    def deleted() -> frozenset[int]:
        with archive.reading() as session:
            return index.deleted_since(session, newest_step(session)[0], stamp)

    assert deleted() == frozenset()
    undo(archive)
    assert deleted() == {3}
    redo(archive)
    assert deleted() == frozenset()
    undo(archive)
    take_in("Rain over Manchester.")
    assert deleted() == {3}


def test_a_rebuild_reads_nothing_of_the_index_that_is_there(index: ArchiveIndex) -> None:
    index.refresh()
    index.close()
    spoil(index)
    assert index.state().state == "damaged"
    index.refresh(rebuild=True)
    assert index.state().state == "current"


def test_a_cancelled_refresh_leaves_the_older_index(
    index: ArchiveIndex, take_in: Callable[[str], None]
) -> None:
    index.refresh()
    take_in("Submarines off Korea.")
    cancel = CancelToken()
    cancel.cancel()
    for rebuild in (False, True):
        with pytest.raises(Cancelled):
            index.refresh(cancel=cancel, rebuild=rebuild)
    with index.engine() as lent:
        assert lent is not None
        assert lent[0].excerpts == 2
    assert index.state().state == "stale"


def test_the_index_lies_with_the_users_data_where_the_archive_cannot_be_written_beside(
    archive: Archive, home_of_its_own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    access = os.access
    beside = archive.path.parent
    monkeypatch.setattr(
        os, "access", lambda path, mode: Path(path) != beside and access(path, mode)
    )
    index = ArchiveIndex(archive)
    assert home_of_its_own in index.path.parents
    assert index.refresh().excerpts == 2
    index.close()
    assert not archive.path.with_name("archive.db.index").exists()
