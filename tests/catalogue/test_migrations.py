"""The migrations give the schema of the models, both ways, and stand on their own."""

import ast
import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from viewer.base.errors import ArchiveError
from viewer.catalogue import migrate
from viewer.catalogue.database import APPLICATION_ID, HEAD, stamp, writing_engine
from viewer.catalogue.models import Base
from viewer.services.archive.archive import Archive
from viewer.services.archive.undo_steps import undo
from viewer.services.passages.list_passages import list_passages
from viewer.text.one_line import sort_key

#: An archive as each released schema left it, by the number of the schema.
RELEASED = sorted((Path(__file__).parents[1] / "data").glob("archive-0*.db"))
VERSIONS = Path(migrate.__file__).parent / "migrations" / "versions"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "архив 🗞.db"
    migrate.create_schema(path)
    return path


def test_head_is_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(migrate._config()).get_current_head() == HEAD


def test_migrated_schema_is_that_of_the_models(empty: Path) -> None:
    engine = writing_engine(empty)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_downgrade_leaves_no_table(empty: Path) -> None:
    engine = writing_engine(empty)
    with engine.begin() as connection:
        command.downgrade(migrate._config(connection), "base")
    with engine.connect() as connection:
        left = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        assert {row[0] for row in left} <= {"alembic_version"}
    engine.dispose()


@pytest.mark.parametrize("path", sorted(VERSIONS.glob("0*.py")), ids=lambda path: path.stem)
def test_a_migration_imports_nothing_of_ours(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert not (node.module or "").startswith("viewer")
        elif isinstance(node, ast.Import):
            assert not any(name.name.startswith("viewer") for name in node.names)


def test_a_current_file_is_left_alone(empty: Path) -> None:
    before = empty.read_bytes()
    assert migrate.bring_up_to_date(empty) is None
    assert empty.read_bytes() == before


def test_a_newer_file_is_refused_untouched(empty: Path) -> None:
    with sqlite3.connect(empty) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = empty.read_bytes()
    with pytest.raises(ArchiveError, match="newer version"):
        migrate.bring_up_to_date(empty)
    assert empty.read_bytes() == before


def test_a_backup_is_whole_and_checked(empty: Path, tmp_path: Path) -> None:
    copy = migrate.back_up(empty, tmp_path / "copy.db")
    assert stamp(copy) == HEAD


def test_a_file_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(ArchiveError, match="another program"):
        stamp(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a database", b"SQLite format 3\x00junk"])
def test_what_is_not_a_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "strange.db"
    path.write_bytes(content)
    with pytest.raises(ArchiveError):
        stamp(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive at"):
        stamp(tmp_path / "none.db")
    with pytest.raises(ArchiveError, match="is a folder"):
        stamp(tmp_path)


def test_the_file_says_whose_it_is(empty: Path) -> None:
    connection = sqlite3.connect(empty)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    connection.close()


@pytest.fixture(params=RELEASED, ids=lambda path: path.stem)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    shutil.copyfile(request.param, path)
    return path


def _rows(path: Path, statement: str) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


def test_every_released_schema_has_an_archive() -> None:
    numbers = [path.stem.removeprefix("archive-") for path in RELEASED]
    assert numbers == [f"{number:04}" for number in range(1, int(HEAD))]


def test_an_archive_of_a_released_schema_opens_with_all_it_holds(released: Path) -> None:
    quotes = "SELECT id, quote, note, state FROM annotation"
    before = _rows(released, quotes)
    with Archive.open(released) as archive:
        assert stamp(released) == HEAD
        # What was deleted under the old schema comes back under the new one.
        assert undo(archive).what == "Delete a passage"
        found = {each.id: each for each in list_passages(archive)}
    after = _rows(released, quotes)
    assert set(before) < set(after)
    keys = dict(_rows(released, "SELECT id, sort_key FROM annotation"))
    assert keys == {each.id: sort_key(each.quote) for each in found.values()}
    assert len(keys) == 3


def test_a_migrated_archive_has_the_schema_of_the_models_and_goes_back(released: Path) -> None:
    old = _rows(released, "SELECT version_num FROM alembic_version")[0][0]
    shape = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
    before = [name for name, _ in _rows(released, shape)]
    quotes = _rows(released, "SELECT * FROM annotation")
    migrate.bring_up_to_date(released)
    engine = writing_engine(released)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    with engine.begin() as connection:
        command.downgrade(migrate._config(connection), str(old))
    engine.dispose()
    assert [name for name, _ in _rows(released, shape)] == before
    assert _rows(released, "SELECT * FROM annotation") == quotes
