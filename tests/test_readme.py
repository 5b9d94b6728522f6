"""What the README and the help name is there, and does something on the shipped archive."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from viewer.base.paths import shipped_archive
from viewer.cli.main import app
from viewer.exchange.exporters.formats import EXPORT_FORMATS
from viewer.exchange.importers.formats import IMPORT_FORMATS
from viewer.services.archive.archive import Archive
from viewer.services.search.list_query_fields import list_query_fields
from viewer.services.search.search_archive import ArchiveSearch
from viewer.services.types import SearchRequest
from viewer.ui.search.query_help import query_examples

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")

#: Examples in the README's table of queries that are whole queries.
_ROWS = re.findall(r"^\| (`.+`) \| ", README, re.MULTILINE)
_EXAMPLES = [
    query
    for row in _ROWS
    for query in re.findall(r"`([^`]+)`", row)
    if query not in ("( )",) and not re.search(r":( |$)", query)
]


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArchiveSearch]:
    path = tmp_path_factory.mktemp("readme") / "archive.db"
    shutil.copyfile(shipped_archive(), path)
    with Archive.open(path) as archive:
        search = ArchiveSearch(archive)
        search.refresh()
        yield search
        search.close()


@pytest.mark.parametrize(
    "query", [*_EXAMPLES, *(each for row in query_examples() for each in row[0])]
)
def test_every_example_finds_something_and_is_read_whole(search: ArchiveSearch, query: str) -> None:
    answer = search.search(SearchRequest(query))
    assert answer.total > 0
    assert answer.complaints == ()


def test_the_examples_were_found_in_the_readme() -> None:
    assert len(_EXAMPLES) >= 14


def test_it_names_every_field_of_a_query() -> None:
    table = README.partition("## Queries")[2].partition("##")[0]
    named = set(re.findall(r"\b([a-z]+):", " ".join(re.findall(r"`([^`]+)`", table))))
    assert {each.name for each in list_query_fields()} <= named


def test_its_commands_are_those_of_the_command_line() -> None:
    named = set(re.findall(r"^archive-viewer ([a-z]+) ", README, re.MULTILINE))
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert named == {name for name, command in commands.items() if not command.hidden}


def test_it_names_every_format_that_comes_in_and_goes_out() -> None:
    exported = "|".join(each.name for each in EXPORT_FORMATS)
    assert f"archive-viewer export ARCHIVE --format {exported} --to FILE" in README
    imported = {each.suffix for each in IMPORT_FORMATS if not each.is_table}
    sentence = re.search(r"`Ctrl\+I` imports folders of (.+?) files, or a CSV table", README)
    assert sentence is not None
    assert set(re.findall(r"`(\.\w+)`", sentence[1])) == imported


def test_its_make_targets_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)\b", README)) <= targets


def test_its_pictures_are_there() -> None:
    pictures = re.findall(r"\]\((resources/[^)]+)\)", README)
    assert len(pictures) >= 5
    assert all((ROOT / picture).is_file() for picture in pictures)
