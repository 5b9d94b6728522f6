"""What the user folded away stays folded, whatever becomes of the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.journeys.conftest import OpenWindow, make_window
from viewer.base.settings import Settings
from viewer.services.archive.archive import Archive
from viewer.ui.tour import Driver

BROAD, WIDE, NARROW = 1900, 1300, 1000


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def drive(open_window: OpenWindow, sample: Path, settings: Settings) -> Driver:
    return open_window(sample, settings)


def widths(drive: Driver, *sequence: int) -> list[bool]:
    """Whether the side panel is shown at each of these widths, taken one after the other."""
    shown = []
    for width in sequence:
        drive.window.resize(width, 800)
        drive.settle()
        shown.append(drive.layout.right.isVisible())
    return shown


def test_little_room_folds_the_side_panel_until_there_is_more(drive: Driver) -> None:
    assert widths(drive, BROAD, WIDE, NARROW, BROAD) == [True, False, False, True]


def test_what_was_folded_stays_folded_across_resizes(drive: Driver) -> None:
    assert widths(drive, BROAD) == [True]
    drive.commands.run("fold")
    assert widths(drive, BROAD, NARROW, BROAD) == [False, False, False]
    drive.commands.run("fold")
    assert widths(drive, BROAD, NARROW, BROAD) == [True, False, True]


def test_what_was_shown_where_there_is_little_room_stays_shown(drive: Driver) -> None:
    assert widths(drive, NARROW) == [False]
    drive.commands.run("fold")
    assert widths(drive, NARROW, NARROW - 50, BROAD, WIDE) == [True, True, True, True]


def test_a_note_unfolds_the_side_that_it_is_written_on(drive: Driver) -> None:
    drive.workspace.passage.ask_for_note(1)
    drive.settle()
    assert drive.panels.inspector.isVisible()


@pytest.mark.parametrize(
    ("choice", "width", "shown"),
    [
        ("folded", BROAD, False),
        ("shown", NARROW, True),
        ("", BROAD, True),
        ("", WIDE, False),
        ("nonsense", BROAD, True),
    ],
)
def test_it_is_remembered(
    open_window: OpenWindow, sample: Path, tmp_path: Path, choice: str, width: int, shown: bool
) -> None:
    Settings(right_side=choice).save(tmp_path / "settings.json")
    settings = Settings.load(tmp_path / "settings.json")
    archive = Archive.open(sample)
    window = make_window(archive, settings)
    parts = window.parts
    window.resize(width, 800)
    window.show()
    assert parts.layout.right.isVisible() == shown
    assert settings.right_side == choice, "showing a window is no choice of the user's"
    parts.commands.run("fold")
    window.close()
    usual = width == BROAD
    expected = "" if shown != usual else "folded" if shown else "shown"
    assert settings.right_side == expected
    window.deleteLater()


def test_nonsense_in_the_settings_opens_a_usable_window(
    open_window: OpenWindow, sample: Path
) -> None:
    settings = Settings(
        side_parts=["nothing", 7, None],  # type: ignore[list-item]
        side_place="under",
        right_side="shown",
        side_width=-5,
        hits_width=10**12,
        lists_height=-1,
        lists_open=True,
        zoom=10**9,
    )
    archive = Archive.open(sample, read_only=True)
    window = make_window(archive, settings)
    parts = window.parts
    window.resize(WIDE, 800)
    window.show()
    for region in (
        parts.panels.hits,
        parts.panels.desk,
        parts.panels.codebook,
        parts.panels.passages,
    ):
        assert region.isVisible()
        assert region.width() > 100
    assert parts.layout.bottom.height() > 100
    window.close()
    window.deleteLater()


def test_parts_of_the_side_panel_open_and_fold_from_the_rail(
    drive: Driver, settings: Settings
) -> None:
    inside, window = drive.layout, drive.window
    parts = {
        "codebook": drive.panels.codebook,
        "passage": drive.panels.inspector,
        "links": inside.links,
        "record": inside.record,
    }

    def shown() -> list[str]:
        return [name for name, part in parts.items() if part.isVisible()]

    drive.click(inside.rail.button("record"))
    assert shown() == ["record"]
    assert "shown" in inside.rail.button("record").accessibleName()
    drive.click(inside.rail.button("codebook"))
    assert shown() == ["codebook", "record"]
    drive.press(window, Qt.Key.Key_F9)
    assert shown() == []
    assert "folded" in inside.rail.button("record").accessibleName()
    drive.press(window, Qt.Key.Key_F9)
    assert shown() == ["codebook", "record"], "what was open opens again"
    drive.click(inside.rail.button("codebook"))
    drive.click(inside.rail.button("record"))
    assert shown() == []
    assert settings.right_side == ""


def test_the_side_panel_opens_beside_the_papers_or_over_them(drive: Driver) -> None:
    window, inside = drive.window, drive.layout
    drive.press(window, Qt.Key.Key_F9)
    desk = drive.panels.desk.width()
    pin = next(each for each in inside.rail.children() if "over" in _name(each))
    drive.click(pin)
    assert drive.panels.desk.width() > desk + 200, "the papers have the room again"
    assert drive.panels.codebook.isVisible()
    over = inside.right.geometry()
    assert over.right() < inside.rail.x()
    assert over.left() < drive.panels.desk.mapTo(inside, drive.panels.desk.rect().topRight()).x()
    drive.click(pin)
    assert abs(drive.panels.desk.width() - desk) <= 1


def _name(of: object) -> str:
    return of.accessibleName() if hasattr(of, "accessibleName") else ""


def test_hits_fold_away_and_come_back(drive: Driver, settings: Settings) -> None:
    window = drive.window
    width = drive.panels.desk.width()
    drive.press(window, Qt.Key.Key_F8)
    assert not drive.panels.hits.isVisible()
    assert drive.panels.desk.width() > width + 200
    assert settings.hits_folded
    widths(drive, NARROW, 1280)
    assert not drive.panels.hits.isVisible()
    drive.press(window, Qt.Key.Key_F8)
    assert drive.panels.hits.isVisible()
    assert abs(drive.panels.desk.width() - width) <= 1


def test_a_drawer_that_was_drawn_down_to_its_bar_folds_and_stays_folded(
    drive: Driver, sample: Path, settings: Settings
) -> None:
    assert drive.layout.bottom.is_folded, "the papers come first"
    drive.commands.run("fold-lists")
    assert settings.lists_open
    handle = drive.layout._whole.handle(1)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton)
    QTest.mouseMove(handle, QPoint(0, 600))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(0, 600))
    assert not settings.lists_open
    drive.commands.run("export")
    drive.layout.close_page(drive.panels.exporting)
    assert not settings.lists_open
    archive = Archive.open(sample, read_only=True)
    again = make_window(archive, settings)
    parts = again.parts
    again.resize(WIDE, 900)
    again.show()
    assert parts.layout.bottom.height() < 60
    parts.commands.run("all-passages")
    assert settings.lists_open
    again.close()
    again.deleteLater()


def test_the_drawer_keeps_the_height_that_it_was_given(drive: Driver, settings: Settings) -> None:
    window = drive.window
    drive.press(window, Qt.Key.Key_F10)
    drive.layout._whole.moveSplitter(drive.layout._whole.height() - 320, 1)
    height = drive.layout.bottom.height()
    assert 300 < height < 340
    drive.press(window, Qt.Key.Key_F10)
    assert drive.layout.bottom.height() < 60
    drive.press(window, Qt.Key.Key_F10)
    assert drive.layout.bottom.height() == height
    assert settings.lists_height == height


def test_a_folded_drawer_opens_when_a_list_is_asked_for(
    open_window: OpenWindow, sample: Path
) -> None:
    drive = open_window(sample)
    assert not drive.panels.passages.isVisible()
    drive.commands.run("journal")
    drive.settle()
    assert drive.panels.journal.isVisible()
    assert drive.layout.bottom.height() > 120
    drive.commands.run("fold-lists")
    bar = drive.layout.bottom.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(0).center())
    drive.settle()
    assert drive.layout.bottom.currentWidget() is drive.panels.passages
    assert drive.panels.passages.isVisible()
    assert drive.layout.bottom.height() > 120
