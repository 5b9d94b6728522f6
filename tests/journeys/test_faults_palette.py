"""What the command palette of the real window finds, and that it does not guess."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.journeys.conftest import OpenWindow
from viewer.ui.tour import Driver

#: What is typed, and the id of the command that comes first ("" where none may be offered).
EXPECTED = {
    # titles, from their beginning and from any word, in any order
    "exp": "export", "Export passages": "export", "passages export": "export", "tag": "tag",
    "every match": "tag-all", "tem": "tag-all", "nt": "new-tag", "journal": "journal",
    "next t": "theme", "rebuild": "rebuild", "pane": "panes-1", "3 panes": "panes-3",
    # other words for it
    "save": "export", "csv": "import", "history": "journal", "dark": "theme-dark",
    "comment": "note", "annotate": "tag", "find": "find", "night": "theme",
    "shortcuts": "help", "sidebar": "fold", "split": "open-beside", "reindex": "rebuild",
    # keys
    "ctrl+e": "export", "f9": "fold", "Ctrl + Z": "undo", "alt 2": "panes-2",
    # slips of the fingers
    "exprot": "export", "improt": "import", "jounral": "journal", "themes": "theme",
    "codebok": "fold", "exprot passags": "export", "expoort": "export",
    # whole sentences
    "delete the passage": "delete-passage", "export all passages": "export",
    "write a note": "note", "delete": "delete-passage", "remove": "delete-passage",
    # nothing that fits: better none than a wrong one
    "xyz": "", "qqq": "", "print": "", "tgm": "", "export zebra": "", "🐈": "", "zzexport": "",
    "selekt all of it": "", "dlt": "",
}  # fmt: skip


@pytest.fixture
def drive(open_window: OpenWindow, sample: Path) -> Driver:
    return open_window(sample)


def test_what_is_typed_finds_its_command_or_none(drive: Driver) -> None:
    drive.commands.run("palette")
    model = drive.palette._model
    found = {}
    for typed in EXPECTED:
        model.rank(typed)
        first = model.command(0)
        found[typed] = first.id if first else ""
    assert found == EXPECTED


def test_delete_never_offers_to_tag(drive: Driver) -> None:
    drive.commands.run("palette")
    model = drive.palette._model
    model.rank("delete")
    offered = {model.command(row).id for row in range(model.rowCount())}
    assert offered == {"delete-passage"}


def test_a_sentence_stands_where_no_command_fits(drive: Driver) -> None:
    drive.commands.run("palette")
    palette = drive.palette
    drive.type(palette._field, "xyz")
    assert palette._none.isVisible()
    assert palette._none.text() == "No command fits “xyz”."
    assert not palette._list.isVisible()
    drive.press(palette._field, Qt.Key.Key_Return)
    assert palette.isVisible(), "Enter on nothing does nothing"
    drive.press(palette._field, Qt.Key.Key_Backspace, times=3)
    assert palette._list.isVisible()
    assert not palette._none.isVisible()


def test_the_passage_shown_is_deleted_from_the_palette(drive: Driver) -> None:
    drive.commands.run("delete-passage")
    assert "Click a passage first" in drive.panels.status._message.text()
    before = drive.workspace.overview.listed.passage_count
    drive.workspace.passage.describe(1)
    drive.wait(lambda: drive.panels.inspector.passage_id == 1, "the passage")
    drive.commands.run("delete-passage")
    drive.wait(lambda: drive.workspace.overview.listed.passage_count == before - 1, "the deletion")
    drive.commands.run("undo")
    drive.wait(lambda: drive.workspace.overview.listed.passage_count == before, "the undoing")
