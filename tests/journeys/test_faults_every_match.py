"""Faults: with three hits of one paper listed, eighteen passages in six papers were tagged."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QRadioButton

from tests.journeys.conftest import OpenWindow
from viewer.services.archive.archive import Archive
from viewer.services.codebook.change_codebook import create_tag
from viewer.services.passages.list_passages import list_passages
from viewer.services.passages.tag_passage import tag_passage
from viewer.services.types import Filters
from viewer.text.spans import Span
from viewer.ui.exchange.export_scope_choice import COUNTING
from viewer.ui.tour import Driver
from viewer.workspace.tag_choice import NOTHING_TO_MATCH, SEARCH_CHANGED

pytestmark = pytest.mark.journey


@pytest.fixture
def drive(open_window: OpenWindow, sample: Path) -> Driver:
    return open_window(sample)


def narrow_to(drive: Driver, title: str) -> None:
    """Narrow the hits to the newspaper with this title, as the facets do."""
    (paper,) = [
        each for each in drive.workspace.overview.listed.publications if each.title == title
    ]
    drive.panels.facets.filters_changed.emit(Filters(publications=frozenset({paper.id})))
    drive.settle()


def said_by(chooser) -> str:
    return "\n".join(each.text() for each in chooser.findChildren(QLabel) if each.isVisible())


def ask_for_every_match(drive: Driver) -> str:
    """Run the command; what the tag chooser says that is tagged."""
    drive.commands.run("tag-all")
    drive.wait(drive.chooser.isVisible, "the tag chooser")
    return said_by(drive.chooser)


def tag_with(drive: Driver, name: str) -> None:
    before = drive.workspace.archive.last_step()
    drive.type(drive.focus, name)
    drive.press(drive.focus, Qt.Key.Key_Return)
    drive.wait(lambda: drive.workspace.archive.last_step() != before, "a step")
    drive.settle()


def tagged(drive: Driver, name: str) -> list[str]:
    """The newspapers of the passages that carry a tag."""
    passages = list_passages(drive.workspace.archive)
    return [each.publication for each in passages if name in [tag.name for tag in each.tags]]


def test_what_the_list_shows_is_what_is_tagged(drive: Driver) -> None:
    drive.query("army")
    narrow_to(drive, "The Guardian")
    listed = drive.workspace.search.answer.total
    said = ask_for_every_match(drive)
    assert f"in {listed} texts of The Guardian" in said
    assert "only The Guardian" in said
    tag_with(drive, "of one paper")
    papers = tagged(drive, "of one paper")
    assert set(papers) == {"The Guardian"}
    assert f"{len(papers)} passages in {listed} texts" in said
    message = drive.panels.status.message
    assert f"{len(papers)} passages in {listed} texts tagged of one paper." in message
    assert "Ctrl+Z takes it back" in message


def test_leaving_it_leaves_the_active_pane(drive: Driver) -> None:
    drive.query("army")
    first = drive.panels.desk.panes[0]
    drive.panels.desk.activate(first)
    drive.panels.search_bar.focus_field()
    ask_for_every_match(drive)
    drive.press(drive.focus, Qt.Key.Key_Escape)
    drive.settle()
    assert drive.focus is drive.panels.search_bar.field
    assert drive.panels.desk.active_pane is first


def test_what_had_the_tag_is_said(drive: Driver) -> None:
    drive.query("army")
    narrow_to(drive, "The Guardian")
    ask_for_every_match(drive)
    tag_with(drive, "army")
    had = len(tagged(drive, "army"))
    drive.panels.facets.filters_changed.emit(Filters())
    drive.settle()
    ask_for_every_match(drive)
    tag_with(drive, "army")
    assert f"; {had} had the tag already." in drive.panels.status.message


def test_the_request_that_was_shown_is_used_though_the_search_goes_on(drive: Driver) -> None:
    drive.query("army")
    narrow_to(drive, "The Guardian")
    ask_for_every_match(drive)
    drive.workspace.search.narrow(Filters())
    drive.settle()
    tag_with(drive, "shown")
    assert set(tagged(drive, "shown")) == {"The Guardian"}


def test_a_count_that_comes_too_late_opens_nothing(drive: Driver) -> None:
    drive.query("army")
    drive.commands.run("tag-all")
    drive.panels.search_bar.field.setText("army m")
    drive.settle()
    assert not drive.chooser.isVisible()
    assert drive.panels.status.message == SEARCH_CHANGED


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("newspaper:guardian", "no words of the query are in the text"),
        ("zeppelin", "nothing in the archive matches"),
        ("harbin atomic", "To take those, write OR between the words"),
    ],
)
def test_where_there_is_nothing_to_tag_a_sentence_says_so(
    drive: Driver, query: str, said: str
) -> None:
    drive.query(query)
    drive.commands.run("tag-all")
    drive.settle()
    assert said in drive.panels.status.message
    assert not drive.chooser.isVisible()


def test_filters_alone_match_nothing(drive: Driver) -> None:
    narrow_to(drive, "The Guardian")
    drive.commands.run("tag-all")
    drive.settle()
    assert drive.panels.status.message == NOTHING_TO_MATCH


def choices(drive: Driver) -> dict[str, tuple[bool, str]]:
    """What the export page offers: each choice, whether it can be made, and what it says."""
    return {
        each.accessibleName(): (each.isEnabled(), each.accessibleDescription())
        for each in drive.panels.exporting._scopes.findChildren(QRadioButton)
        if not each.isHidden()
    }


def open_export(drive: Driver) -> dict[str, tuple[bool, str]]:
    drive.commands.run("export")
    drive.settle()
    return choices(drive)


def export_to(drive: Driver, path: Path) -> list[dict[str, str]]:
    target = drive.field(drive.panels.exporting, "File to write")
    target.setText(str(path))
    drive.click(drive.button(drive.panels.exporting, "Export"))
    drive.wait(path.exists, "the export")
    drive.settle()
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    path.unlink()
    return rows


def test_the_hits_are_exported_with_their_filters(drive: Driver, tmp_path: Path) -> None:
    drive.query("army")
    narrow_to(drive, "The Guardian")
    offered = open_export(drive)
    name = "In the hits of “army” — only The Guardian"
    enabled, said = offered[name]
    assert enabled
    assert said.endswith("of The Guardian")
    drive.click(drive.button(drive.panels.exporting, "In the hits"))
    rows = export_to(drive, tmp_path / "out.csv")
    assert {row["newspaper"] for row in rows} == {"The Guardian"}
    assert said.startswith(f"{len(rows)} passages in ")


def test_the_hits_are_exported_with_a_filter_and_no_query(drive: Driver, tmp_path: Path) -> None:
    narrow_to(drive, "Izvestia")
    enabled, said = open_export(drive)["In the hits — only Izvestia"]
    assert enabled
    drive.click(drive.button(drive.panels.exporting, "In the hits"))
    rows = export_to(drive, tmp_path / "out.csv")
    assert {row["newspaper"] for row in rows} == {"Izvestia"}
    assert said.startswith(f"{len(rows)} passages in ")


def test_without_query_and_filter_the_hits_are_not_offered(drive: Driver) -> None:
    enabled, said = open_export(drive)["In the hits"]
    assert not enabled
    assert "narrow the hits" in said


def test_what_is_offered_follows_the_search_and_the_archive(drive: Driver) -> None:
    drive.query("army")
    before = open_export(drive)
    drive.click(drive.button(drive.panels.exporting, "In the hits"))
    narrow_to(drive, "The Guardian")
    assert "In the hits of “army” — only The Guardian" in choices(drive)
    assert drive.button(drive.panels.exporting, "In the hits").isChecked()
    drive.query("zeppelin")
    assert choices(drive)["In the hits of “zeppelin” — only The Guardian"] == (
        False,
        "The search finds nothing.",
    )
    assert drive.button(drive.panels.exporting, "All passages").isChecked()
    tag_passage(drive.workspace.archive, 1, Span(0, 3), ["more"])
    drive.settle()
    count = int(before["All passages"][1].split()[0]) + 1
    assert choices(drive)["All passages"][1].startswith(f"{count} passages")


def test_a_tag_is_offered_with_its_count(drive: Driver, tmp_path: Path) -> None:
    (tag,) = [each for each in drive.workspace.overview.listed.tags if each.name == "liberation"]
    drive.workspace.passages.show_tag(tag.id)
    drive.settle()
    enabled, said = open_export(drive)["Tagged framing/liberation"]
    assert (enabled, said.startswith(f"{tag.passages} passages in ")) == (True, True)
    drive.click(drive.button(drive.panels.exporting, "Tagged"))
    assert len(export_to(drive, tmp_path / "out.csv")) == tag.passages


def test_a_tag_chosen_while_the_page_is_open_is_offered(drive: Driver) -> None:
    assert not any("Tagged" in each for each in open_export(drive))
    drive.workspace.passages.show_tag(drive.workspace.overview.listed.tags[0].id)
    drive.settle()
    assert f"Tagged {drive.workspace.overview.listed.tags[0].path}" in choices(drive)
    drive.workspace.passages.show_tag(None)
    drive.settle()
    assert not any("Tagged" in each for each in choices(drive))


def test_nothing_can_be_pressed_before_it_is_counted(drive: Driver, sample: Path) -> None:
    drive.commands.run("export")
    assert COUNTING in said_by(drive.panels.exporting)
    assert not drive.button(drive.panels.exporting, "Export").isEnabled()
    drive.settle()
    assert drive.button(drive.panels.exporting, "Export").isEnabled()
    with Archive.open(sample) as other:
        create_tag(other, "elsewhere")
    drive.settle()
