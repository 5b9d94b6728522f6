"""One list for each kind of thing: what is added there, with a file of its own, is everywhere.

(Commands and lists of the window: `tests/journeys/test_registered_views.py`.)
"""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer
from PySide6.QtWidgets import QComboBox, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot
from typer.testing import CliRunner

import viewer.cli.export
import viewer.cli.import_files
import viewer.cli.main
from viewer.base.messages import catalogue, verbatim
from viewer.base.registry import Lazy, Named, Registry
from viewer.exchange.exporters.columns import EXPORT_COLUMNS, ExportColumn
from viewer.exchange.exporters.formats import EXPORT_FORMATS, ExportFormat
from viewer.exchange.importers.formats import IMPORT_FORMATS, ImportFormat
from viewer.exchange.importers.metadata import METADATA_FIELDS, MetadataField, field_of
from viewer.search.index.fields import WORD_FIELDS
from viewer.search.language.conditions import Refused, Resolution
from viewer.search.language.field_names import (
    QUERY_FIELDS,
    AnsweredBy,
    QueryField,
    catalogue_fields,
)
from viewer.services.archive.archive import Archive
from viewer.services.exchange.import_texts import import_texts
from viewer.services.passages.tag_passage import tag_passage
from viewer.services.records.read_excerpt import read_excerpt
from viewer.services.search.resolve_terms import TermResolver
from viewer.services.types import ImportOptions
from viewer.text.spans import Span
from viewer.ui.exchange.export_panel import ExportPanel
from viewer.ui.exchange.file_dialogs import text_filters
from viewer.ui.exchange.import_panel import ImportPanel
from viewer.ui.search.query_help import query_examples
from viewer.ui.window.list_views import LIST_VIEWS

_REGISTRIES: tuple[Registry[Any], ...] = (
    IMPORT_FORMATS,
    EXPORT_FORMATS,
    EXPORT_COLUMNS,
    METADATA_FIELDS,
    QUERY_FIELDS,
    LIST_VIEWS,
)


def _add(registry: Registry[Any], entry: Named, patch: pytest.MonkeyPatch) -> None:
    """Add an entry until the end of the test."""
    patch.setattr(registry, "entries", (*registry.entries, entry))


class _Cli:
    """A command of the command line, its help made from the lists as they are now."""

    def __init__(self) -> None:
        self._reloaded: list[ModuleType] = []

    def __call__(self, module: ModuleType, command: str, *words: object) -> str:
        self._reloaded.append(importlib.reload(module))
        app = typer.Typer(rich_markup_mode=None)
        app.command()(getattr(module, command))
        return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False).output

    def restore(self) -> None:
        """Let the commands' help say again what it said before the test."""
        for module in self._reloaded:
            importlib.reload(module)


@pytest.fixture
def cli() -> Iterator[_Cli]:
    """Runs single commands; set up before `monkeypatch` is, and so undone after it."""
    made = _Cli()
    yield made
    made.restore()


@pytest.fixture
def tagged(tmp_path: Path) -> Path:
    """An archive of one text with one tagged passage."""
    text = tmp_path / "war.txt"
    text.write_text("War declared! Soviet troops march.", encoding="utf-8")
    with Archive.create(tmp_path / "tagged.db", "Test") as archive:
        (info,) = import_texts(archive, [text], ImportOptions()).imported
        tag_passage(archive, read_excerpt(archive, info.id).version_id, Span(0, 13), ["war"])
    return tmp_path / "tagged.db"


@pytest.mark.parametrize("registry", _REGISTRIES)
def test_every_name_means_one_entry(registry: Registry[Any]) -> None:
    names = registry.names
    assert len(names) == len(set(names))
    assert [registry.find(f" {name.upper()} ") for name in names] == [
        next(each for each in registry if name in each.names) for name in names
    ]
    assert registry.find("no such thing") is None


def test_every_implementation_is_where_its_entry_says() -> None:
    lazy = [each.read for each in IMPORT_FORMATS]
    lazy += [each.decode for each in IMPORT_FORMATS if each.decode]
    lazy += [each.write for each in EXPORT_FORMATS]
    assert all(callable(each.load()) for each in lazy)


def test_the_catalogue_answers_every_field_that_the_index_does_not() -> None:
    answered = [name for name in catalogue_fields() if callable(getattr(TermResolver, f"_{name}"))]
    assert len(answered) == len(QUERY_FIELDS.entries) - len(WORD_FIELDS)


def test_an_importer(
    cli: _Cli, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path: Path, tagged: Path
) -> None:
    read = Lazy("tests.throwaway", "read_telegram")
    telegram = ImportFormat(label="Telegram", suffix=".tgm", aliases=("wire",), read=read)
    _add(IMPORT_FORMATS, telegram, monkeypatch)

    path = tmp_path / "wire.tgm"
    path.write_text("WAR DECLARED STOP", encoding="utf-8")
    (tmp_path / "note.tgx").write_text("no", encoding="utf-8")
    command = (viewer.cli.import_files, "import_files")
    said = cli(*command, tagged, tmp_path / "note.tgx", path, "--json")
    document = json.loads(said)
    assert [each["headline"] for each in document["imported"]] == ["A telegram"]
    assert ".tsv and .tgm can" in document["skipped"][0]["reason"]
    assert ".tsv and .tgm" in (help_ := cli(*command, "--help"))
    assert "tsv, tgm." in " ".join(help_.split())

    panel = ImportPanel()
    qtbot.addWidget(panel)
    choice = panel.findChild(QComboBox)
    choice.setCurrentText("Telegram")
    assert panel.options.format == "tgm"
    assert "*.tgm" in text_filters()[0]


def test_an_exporter(
    cli: _Cli, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path: Path, tagged: Path
) -> None:
    write = Lazy("tests.throwaway", "write_telegrams")
    telegram = ExportFormat(
        name="telegram", label="Telegrams", suffix=".tgm", use="To wire.", write=write
    )
    _add(EXPORT_FORMATS, telegram, monkeypatch)

    command = (viewer.cli.export, "export")
    cli(*command, tagged, "--format", "telegram", "--to", tmp_path / "out")
    assert (tmp_path / "out").read_text(encoding="utf-8") == "War declared! STOP\n"
    assert "webannotation or telegram." in " ".join(cli(*command, "--help").split())
    refused = cli(*command, tagged, "--format", "x", "--to", tmp_path / "out")
    assert "telegram" in refused

    panel = ExportPanel()
    qtbot.addWidget(panel)
    panel.set_folder(tmp_path)
    _choice(panel, "Telegrams").click()
    (file,) = panel.findChildren(QLineEdit)
    assert file.text().endswith(".tgm")


def test_an_export_column(
    cli: _Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tagged: Path
) -> None:
    loudness = Lazy("tests.throwaway", "loudness").load()
    _add(EXPORT_COLUMNS, ExportColumn("loudness", loudness), monkeypatch)
    cli(viewer.cli.export, "export", tagged, "--format", "csv", "--to", tmp_path / "out")
    head, row = (tmp_path / "out").read_text(encoding="utf-8-sig").splitlines()
    assert (head.split(",")[-2], row.split(",")[-2]) == ("loudness", "1")
    help_ = CliRunner().invoke(viewer.cli.main.app, ["export", "--help"]).output
    assert "version_sha256, loudness" in " ".join(help_.split())


def test_a_fact_that_files_state(monkeypatch: pytest.MonkeyPatch) -> None:
    _add(METADATA_FIELDS, MetadataField("section", ("рубрика",)), monkeypatch)
    assert field_of("Рубрика") == "section"
    help_ = CliRunner().invoke(viewer.cli.main.app, ["import", "--help"]).output
    assert "place in source, section." in " ".join(help_.split())


def test_a_query_field(monkeypatch: pytest.MonkeyPatch, tagged: Path) -> None:
    loud = QueryField(
        name="loud",
        aliases=("громко",),
        answered_by=AnsweredBy.CATALOGUE,
        said="read-as.loud",
        help="texts that shout",
        examples=("loud:very",),
    )
    _add(QUERY_FIELDS, loud, monkeypatch)
    monkeypatch.setitem(catalogue("en"), "read-as.loud", "as loud as {text}")

    def resolve(_self: TermResolver, text: str) -> Resolution:
        return Refused(verbatim(f"Nothing is {text} loud."))

    monkeypatch.setattr(TermResolver, "_loud", resolve, raising=False)

    run = CliRunner().invoke(viewer.cli.main.app, ["search", str(tagged), "war ГРОМКО:very"])
    assert "as loud as very" in run.output
    assert "Nothing is very loud." in run.output
    assert query_examples()[-1] == (("loud:very",), "texts that shout")
    help_ = CliRunner().invoke(viewer.cli.main.app, ["search", "--help"]).output
    assert re.search(r"loud:very +texts that shout", help_)


def _choice(panel: QWidget, name: str) -> QRadioButton:
    (found,) = [each for each in panel.findChildren(QRadioButton) if each.text() == name]
    return found
