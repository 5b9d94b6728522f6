"""Opening, locking and writing an archive."""

import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from viewer.base.errors import ArchiveError, BusyError, ReadOnlyError
from viewer.base.messages import verbatim
from viewer.catalogue import database
from viewer.catalogue.models import JournalStep, Publication
from viewer.services.archive import archive as archive_module
from viewer.services.archive.archive import Archive
from viewer.services.archive.list_journal import list_journal
from viewer.services.types import ArchiveChanged


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    Archive.create(path, "Test").close()
    return path


def add(archive: Archive, title: str) -> None:
    with archive.writing(verbatim(f"Add {title}")) as write:
        write.session.add(Publication(uid=title, title=title))


def titles(archive: Archive) -> list[str]:
    with archive.reading() as session:
        return list(session.scalars(select(Publication.title).order_by(Publication.id)))


def test_create_refuses_a_name_that_is_taken(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="exists already"):
        Archive.create(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "name", ["а 🗞 б.db", "50%23 #1.db", "what?.db", "a&b=c;d.db", "quote'\".db", "%41.db"]
)
def test_any_name_that_a_file_can_have_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with Archive.create(path, "Test") as archive:
        add(archive, "Izvestia")
    with Archive.open(path) as archive:
        assert titles(archive) == ["Izvestia"]
        archive.close()
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_reading_does_not_change_the_file(path: Path) -> None:
    before = path.read_bytes()
    with Archive.open(path) as archive:
        titles(archive)
    assert path.read_bytes() == before
    assert sorted(each.name for each in path.parent.iterdir()) == ["archive.db"]


def test_a_reading_session_cannot_write(path: Path) -> None:
    with Archive.open(path) as archive, pytest.raises(ReadOnlyError), archive.reading() as session:
        session.add(Publication(uid="x", title="x"))
        session.flush()


def test_subscribers_hear_of_each_change_after_it_is_committed(path: Path) -> None:
    heard: list[tuple[ArchiveChanged, list[str]]] = []
    with Archive.open(path) as archive:
        end = archive.subscribe(lambda changed: heard.append((changed, titles(archive))))
        add(archive, "Izvestia")
        end()
        add(archive, "Guardian")
    ((changed, seen),) = heard
    assert (changed.what, changed.tables, seen) == (
        "Add Izvestia",
        frozenset({"publication"}),
        ["Izvestia"],
    )


def test_a_file_that_another_program_writes_to_opens_read_only(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "OPEN_WAIT", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("BEGIN IMMEDIATE")
    with Archive.open(path) as archive:
        assert "Another program is writing" in str(archive.read_only_reason)
        with pytest.raises(ReadOnlyError, match="Nothing was changed"):
            add(archive, "x")
    other.close()


def test_a_lock_that_is_held_for_a_moment_is_waited_for(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.8, other.rollback)
    release.start()
    with Archive.open(path) as archive:
        assert archive.read_only_reason is None
    release.join()
    other.close()


def test_trouble_that_is_no_lock_is_not_called_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect

    def full(*args: Any, timeout: float, **more: Any) -> sqlite3.Connection:
        if timeout == database.OPEN_WAIT:
            raise sqlite3.OperationalError("unable to open database file")
        return connect(*args, timeout=timeout, **more)

    monkeypatch.setattr(sqlite3, "connect", full)
    reason = str(database.why_not_writable(path))
    assert "Another program" not in reason
    assert "unable to open" in reason


def test_what_a_writer_has_not_folded_in_yet_is_read_without_write_access(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.open(path) as writer:
        add(writer, "Izvestia")
        monkeypatch.setattr(database, "_can_write", lambda _path: False)
        with Archive.open(path) as archive:
            assert archive.read_only
            assert titles(archive) == ["Izvestia"]


def test_an_archive_that_cannot_be_made_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(archive_module, "writing_engine", full)
    with pytest.raises(ArchiveError, match="full"):
        Archive.create(tmp_path / "archive.db")
    assert list(tmp_path.iterdir()) == []


def test_an_archive_has_its_name_only_when_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "архив 🗞.db"
    store = archive_module._store

    def look_then_store(partial: Path, mark: Any) -> None:
        assert not path.exists()
        store(partial, mark)
        path.write_bytes(b"somebody else's")

    monkeypatch.setattr(archive_module, "_store", look_then_store)
    with pytest.raises(ArchiveError, match="exists already"):
        Archive.create(path)
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"somebody else's"]


def test_an_archive_can_be_made_where_files_cannot_be_linked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_old: Path, _new: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    Archive.create(tmp_path / "a.db", "Test").close()
    assert [each.name for each in tmp_path.iterdir()] == ["a.db"]


def test_the_way_out_of_read_only_fits_the_reason(path: Path) -> None:
    with (
        Archive.open(path, read_only=True) as archive,
        pytest.raises(ReadOnlyError, match="Open a copy") as caught,
    ):
        add(archive, "x")
    assert "other program" not in str(caught.value)
    other = str(database.remedy(database.read_only_while_busy(path)))
    assert other.startswith("Close the other program")


def test_a_lock_taken_later_is_one_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "LOCK_WAIT", 0.05)
    with Archive.open(path) as archive:
        add(archive, "Izvestia")
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyError, match="try again"):
            add(archive, "Guardian")
        other.close()
        assert titles(archive) == ["Izvestia"]


def test_a_full_disk_keeps_what_was_there(path: Path) -> None:
    with Archive.open(path) as archive:
        add(archive, "Izvestia")
        with archive.reading() as session:
            pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
        with pytest.raises(ArchiveError, match="full"), archive.writing(verbatim("Fill")) as write:
            write.session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
            for number in range(400):
                write.session.add(Publication(uid=str(number), title=f"{number} " + "x" * 500))
            write.session.flush()
        assert titles(archive) == ["Izvestia"]


def test_once_prepared_a_writer_does_not_wait_for_a_reader(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = DELETE")  # as the shipped archive is
    connection.close()
    monkeypatch.setattr(database, "LOCK_WAIT", 0.05)
    with Archive.open(path) as archive:
        archive.prepare_writing()
        with archive.reading() as session:
            session.execute(select(Publication)).all()
            add(archive, "Izvestia")
        assert titles(archive) == ["Izvestia"]


def test_threads_take_turns(path: Path) -> None:
    with Archive.open(path) as archive:
        threads = [
            threading.Thread(target=add, args=(archive, f"paper {number}")) for number in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with archive.reading() as session:
            assert session.scalar(select(func.count(Publication.id))) == 8


def test_a_reader_keeps_the_state_it_began_with_during_a_write(path: Path) -> None:
    with Archive.open(path) as archive:
        add(archive, "Izvestia")
        with archive.reading() as before:
            assert before.scalar(select(func.count(Publication.id))) == 1
            with archive.writing(verbatim("Add")) as write:
                write.session.add(Publication(uid="g", title="Guardian"))
                write.session.flush()
                assert titles(archive) == ["Izvestia"]  # not committed yet
            assert before.scalar(select(func.count(Publication.id))) == 1
        assert titles(archive) == ["Izvestia", "Guardian"]


def test_a_second_writer_waits_for_the_first_one(path: Path) -> None:
    order: list[str] = []
    begun, waiting = threading.Event(), threading.Event()

    def second() -> None:
        begun.wait()
        waiting.set()
        with archive.writing(verbatim("Second")) as write:
            order.append("second")
            write.session.add(Publication(uid="2", title="2"))

    with Archive.open(path) as archive:
        thread = threading.Thread(target=second)
        thread.start()
        with archive.writing(verbatim("First")) as write:
            begun.set()
            waiting.wait()
            write.session.add(Publication(uid="1", title="1"))
            write.session.flush()
            order.append("first")
        thread.join()
        assert order == ["first", "second"]
        assert titles(archive) == ["1", "2"]


def test_a_write_inside_a_write_is_refused_at_once_and_leaves_the_lock_free(path: Path) -> None:
    with Archive.open(path) as archive:
        with (
            pytest.raises(RuntimeError, match="inside another"),
            archive.writing(verbatim("Outer")) as write,
        ):
            write.session.add(Publication(uid="x", title="x"))
            add(archive, "inner")
        add(archive, "Izvestia")
        assert titles(archive) == ["Izvestia"]


def test_subscribers_are_told_on_the_thread_that_wrote_and_may_write(path: Path) -> None:
    heard: list[tuple[str, threading.Thread]] = []

    def follow(changed: ArchiveChanged) -> None:
        heard.append((changed.what, threading.current_thread()))
        if len(heard) == 1:
            add(archive, "second")

    with Archive.open(path) as archive:
        archive.subscribe(follow)
        thread = threading.Thread(target=add, args=(archive, "first"))
        thread.start()
        thread.join()
        assert heard == [("Add first", thread), ("Add second", thread)]


def test_a_write_that_fails_is_not_told(path: Path) -> None:
    heard: list[ArchiveChanged] = []
    with Archive.open(path) as archive:
        archive.subscribe(heard.append)
        with pytest.raises(RuntimeError, match="stop"), archive.writing(verbatim("Add")) as write:
            write.session.add(Publication(uid="x", title="x"))
            raise RuntimeError("stop")
        assert heard == []


def test_a_subscriber_that_raises_keeps_nothing_from_the_others_or_the_archive(path: Path) -> None:
    heard: list[str] = []

    def fail(_changed: ArchiveChanged) -> None:
        heard.append("fails")
        raise LookupError("a bug")

    with Archive.open(path) as archive:
        archive.subscribe(lambda _changed: heard.append("before"))
        archive.subscribe(fail)
        archive.subscribe(lambda _changed: heard.append("after"))
        with pytest.raises(LookupError, match="a bug"):
            add(archive, "Izvestia")
        assert heard == ["before", "fails", "after"]
        assert titles(archive) == ["Izvestia"]
        with pytest.raises(LookupError):
            add(archive, "Guardian")
        assert titles(archive) == ["Izvestia", "Guardian"]


def test_a_subscriber_may_end_its_subscription_when_it_is_told(path: Path) -> None:
    heard: list[str] = []
    with Archive.open(path) as archive:
        end = archive.subscribe(lambda changed: (heard.append(changed.what), end()))  # type: ignore[func-returns-value]
        archive.subscribe(lambda changed: heard.append(changed.what))
        add(archive, "Izvestia")
        assert heard == ["Add Izvestia", "Add Izvestia"]


def test_a_second_writer_of_one_program_waits_however_long_the_first_takes(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "LOCK_WAIT", 0.0)  # the file itself is not waited for
    with Archive.open(path) as archive:
        second = threading.Thread(target=add, args=(archive, "second"))
        with archive.writing(verbatim("First")) as write:
            write.session.add(Publication(uid="first", title="first"))
            second.start()
            second.join(0.2)
            assert second.is_alive()
        second.join()
        assert titles(archive) == ["first", "second"]


def test_subscribers_are_told_when_the_next_writer_may_begin(path: Path) -> None:
    left_waiting: list[bool] = []

    def wait_for_another(_changed: ArchiveChanged) -> None:
        if not left_waiting:
            left_waiting.append(True)
            other = threading.Thread(target=add, args=(archive, "second"), daemon=True)
            other.start()
            other.join(10)
            left_waiting[0] = other.is_alive()

    with Archive.open(path) as archive:
        archive.subscribe(wait_for_another)
        add(archive, "first")
        assert left_waiting == [False]
        assert titles(archive) == ["first", "second"]


def test_a_subscription_that_was_ended_hears_nothing_more(path: Path) -> None:
    heard: list[str] = []
    with Archive.open(path) as archive:
        ends = [archive.subscribe(lambda _changed, n=n: heard.append(n)) for n in "abc"]  # type: ignore[misc]
        ends[1]()
        add(archive, "Izvestia")
    assert heard == ["a", "c"]


def test_a_discarded_write_leaves_nothing_and_is_not_told(path: Path) -> None:
    heard: list[ArchiveChanged] = []
    with Archive.open(path) as archive:
        archive.subscribe(heard.append)
        with archive.writing(verbatim("Look what it would do")) as write:
            write.session.add(Publication(uid="x", title="x"))
            write.session.flush()
            write.discard()
        assert (titles(archive), archive.last_step(), heard) == ([], (0, ""), [])
        add(archive, "Izvestia")
        assert titles(archive) == ["Izvestia"]


def test_a_write_that_changes_nothing_is_no_step_and_is_not_told(path: Path) -> None:
    heard: list[ArchiveChanged] = []
    with Archive.open(path) as archive:
        archive.subscribe(heard.append)
        with archive.writing(verbatim("Nothing")):
            pass
        assert (archive.last_step(), heard) == ((0, ""), [])


def test_a_write_that_raises_is_rolled_back_whole(path: Path) -> None:
    with Archive.open(path) as archive:
        add(archive, "Izvestia")
        with pytest.raises(KeyboardInterrupt), archive.writing(verbatim("Add")) as write:
            write.session.add(Publication(uid="x", title="x"))
            write.session.flush()
            raise KeyboardInterrupt
        assert titles(archive) == ["Izvestia"]
        add(archive, "Guardian")
    with Archive.open(path) as archive:
        assert titles(archive) == ["Izvestia", "Guardian"]


def test_a_step_says_who_did_what_when_and_how_much(path: Path) -> None:
    with Archive.open(path, who="Анна 🗞") as archive:
        with archive.writing(verbatim("Add papers"), at="1945-08-09T10:00:00Z") as write:
            assert (write.who, write.at) == ("Анна 🗞", "1945-08-09T10:00:00Z")
            write.session.add_all(Publication(uid=str(n), title=str(n)) for n in range(3))
            write.forget_rows()
            write.rename(verbatim("Add 3 papers"))
            write.identify("00000000-0000-0000-0000-000000000007")
        with archive.writing(verbatim("Import"), who="archive-viewer") as write:
            write.session.add(Publication(uid="x", title="x"))
        first, second = reversed(list_journal(archive))
        assert archive.last_step()[0] == second.id == 2
        with archive.reading() as session:
            uids = list(session.scalars(select(JournalStep.uid).order_by(JournalStep.id)))
    assert (first.who, first.at, first.changes) == ("Анна 🗞", "1945-08-09T10:00:00Z", 3)
    assert str(first.what) == "Add 3 papers"
    assert (second.who, second.changes) == ("archive-viewer", 1)
    assert uids[0] == "00000000-0000-0000-0000-000000000007"


def test_an_archive_that_became_busy_before_it_was_prepared_is_for_reading_only(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    monkeypatch.setattr(database, "LOCK_WAIT", 0.0)
    with Archive.open(path) as archive:
        assert not archive.read_only
        other.execute("BEGIN EXCLUSIVE")
        archive.prepare_writing()
        assert archive.read_only
        assert "Another program is writing" in str(archive.read_only_reason)
        other.close()
        with pytest.raises(ReadOnlyError):
            add(archive, "x")


def test_an_archive_is_made_with_the_identity_that_it_is_given(tmp_path: Path) -> None:
    uid = "00000000-0000-0000-0000-000000000001"
    with Archive.create(tmp_path / "a b.db", uid=uid) as archive:
        assert (archive.uid, archive.title) == (uid, "a b")
    with Archive.create(tmp_path / "b.db", "Война 🚩") as other:
        assert other.title == "Война 🚩"
        assert other.uid not in ("", uid)
