"""A user's whole task on the real window: search, read, tag, undo after a restart, export."""

import csv
import io
import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.journeys.conftest import OpenWindow
from viewer.ui.tour import Driver

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

pytestmark = pytest.mark.journey


def open_first(drive: Driver, newspaper: str, *, beside: bool = False) -> None:
    """Open the first hit of a newspaper by keyboard."""
    hits = drive.panels.hits
    rows = range(hits.model.rowCount())
    row = next(row for row in rows if newspaper in hits.model.hit(row).publication)
    hits.focus_first()
    hits.select_row(row)
    excerpt = hits.model.hit(row).id
    drive.press(hits.view, Qt.Key.Key_Return, CONTROL if beside else Qt.KeyboardModifier.NoModifier)
    drive.wait(
        lambda: any(pane.excerpt_id == excerpt for pane in drive.panels.desk.panes),
        "the article in a pane",
    )
    drive.settle()


def tag_words(drive: Driver, typed: str) -> str:
    """Tag some words of the active pane by keyboard; the words."""
    pane = drive.panels.desk.active_pane
    drive.select_words(pane, 3, 4)
    quote = pane.selected_span().of(pane.reading.text)
    before = drive.workspace.overview.listed.passage_count
    drive.press(pane.text_view, Qt.Key.Key_T)
    drive.wait(drive.chooser.isVisible, "the tag chooser")
    drive.type(drive.focus, typed)
    drive.press(drive.focus, Qt.Key.Key_Return)
    drive.wait(
        lambda: drive.workspace.overview.listed.passage_count == before + 1, "one passage more"
    )
    drive.settle()
    return quote


def test_two_papers_are_compared_and_the_evidence_taken_away(
    open_window: OpenWindow, sample: Path, tmp_path: Path
) -> None:
    drive = open_window(sample)
    drive.query("harbin OR japan*")
    open_first(drive, "Guardian")
    open_first(drive, "Izvestia", beside=True)
    panes = [pane for pane in drive.panels.desk.panes if pane.reading]
    assert len({pane.reading.article.publication.title for pane in panes}) == 2
    assert any(pane.match_count for pane in panes)

    quote = tag_words(drive, "a tag of my own")
    assert drive.workspace.overview.listed.undo.undo_what == "Tag a passage “a tag of my own”"
    drive.press(drive.window, Qt.Key.Key_Z, CONTROL)
    drive.wait(lambda: drive.workspace.overview.listed.undo.undo_what == "", "undo")
    drive.press(drive.window, Qt.Key.Key_Z, CONTROL | SHIFT)
    drive.wait(lambda: "my own" in drive.workspace.overview.listed.undo.undo_what, "redo")

    again = open_window(sample)
    assert again.workspace.overview.listed.undo.undo_what == "Tag a passage “a tag of my own”"
    again.query('tag:"a tag of my own"')
    assert again.workspace.search.answer.total == 1
    path = tmp_path / "out.csv"
    again.workspace.exchange.export("csv", path, tags=["a tag of my own"])
    again.settle()
    (row,) = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    assert row["quote"] == quote
    assert row["citation"].endswith(".")

    again.press(again.window, Qt.Key.Key_Z, CONTROL)
    again.wait(
        lambda: "my own" not in again.workspace.overview.listed.undo.undo_what,
        "undo after a restart",
    )
    again.query('"a tag of my own"')
    assert not again.panels.status.sentence


def test_a_folder_is_imported_and_its_texts_are_found_at_once(
    open_window: OpenWindow, sample: Path, texts: Path
) -> None:
    drive = open_window(sample)
    window = drive.window
    before = drive.workspace.overview.listed.excerpts
    drive.commands.run("import")
    drive.panels.importing.set_paths([texts])
    drive.click(drive.button(drive.panels.importing, "Import"))
    drive.wait(lambda: drive.workspace.overview.listed.excerpts == before + 4, "four excerpts more")
    drive.settle()
    drive.query("перешли границы")
    assert drive.workspace.search.answer.total == 1
    assert "Маньчжурии" in drive.workspace.search.answer.hits[0].snippet
    drive.query('newspaper:times headline:"harbin taken"')
    assert drive.workspace.search.answer.hits[0].date == "1945-08-20"
    drive.query("hacked")
    assert drive.workspace.search.answer.total == 0
    drive.press(window, Qt.Key.Key_Z, CONTROL)
    drive.wait(lambda: drive.workspace.overview.listed.excerpts == before, "the import undone")
    drive.settle()
    drive.query("nineteenth of august mukden")
    assert drive.workspace.search.answer.total == 0


def test_a_note_is_kept_and_found(open_window: OpenWindow, sample: Path) -> None:
    drive = open_window(sample)
    drive.query("army")
    open_first(drive, "Guardian")
    tag_words(drive, "claim")
    drive.wait(lambda: drive.panels.inspector.passage_id, "the passage in hand")
    drive.panels.inspector.focus_note()
    drive.type(drive.focus, "Zyx wvut")
    drive.panels.search_bar.focus_field()
    drive.settle()
    drive.query("note:wvut")
    assert drive.workspace.search.answer.total == 1


def test_a_change_by_another_program_shows(open_window: OpenWindow, sample: Path) -> None:
    from viewer.services.archive.archive import Archive
    from viewer.services.codebook.change_codebook import create_tag

    drive = open_window(sample)
    with Archive.open(sample) as other:
        create_tag(other, "made elsewhere")
    drive.wait(
        lambda: any(tag.path == "made elsewhere" for tag in drive.workspace.overview.listed.tags),
        "the tag made elsewhere",
    )


def test_all_three_formats_agree(open_window: OpenWindow, sample: Path, tmp_path: Path) -> None:
    drive = open_window(sample)
    exchange, count = drive.workspace.exchange, drive.workspace.overview.listed.passage_count
    assert count >= 12
    for name in ("csv", "markdown", "webannotation"):
        exchange.export(name, tmp_path / name)
    drive.settle()
    rows = list(csv.DictReader(io.StringIO((tmp_path / "csv").read_text(encoding="utf-8-sig"))))
    page = json.loads((tmp_path / "webannotation").read_text(encoding="utf-8"))
    passages = [item for item in page["items"] if item["motivation"] != "linking"]
    exact = {
        selector["exact"]
        for item in passages
        for selector in item["target"]["selector"]
        if selector["type"] == "TextQuoteSelector"
    }
    assert len(rows) == len(passages) == count
    assert {row["quote"] for row in rows} == exact
