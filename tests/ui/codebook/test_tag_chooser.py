"""Tagging by typing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from viewer.services.types import TagInfo
from viewer.ui.codebook.tag_chooser import TagChooser


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window with a field that has the focus."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(700, 500)
    QVBoxLayout(made).addWidget(QLineEdit())
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    _behind(made).setFocus()
    return made


@pytest.fixture
def chooser(window: QWidget, tags: list[TagInfo]) -> TagChooser:
    made = TagChooser(window)
    made.open_at(QRect(100, 60, 80, 20), tags, ["event/surrender"])
    return made


@pytest.fixture
def field(chooser: TagChooser) -> QLineEdit:
    return chooser.findChild(QLineEdit)


def _behind(window: QWidget) -> QLineEdit:
    return window.findChild(QLineEdit, options=Qt.FindChildOption.FindDirectChildrenOnly)


def _rows(chooser: TagChooser) -> list[str]:
    rows = chooser.findChild(QListWidget)
    return [rows.item(row).text() for row in range(rows.count())]


def test_it_opens_with_the_recent_tags_first(chooser: TagChooser, field: QLineEdit) -> None:
    assert field.hasFocus()
    assert _rows(chooser)[:2] == ["event/surrender", "framing"]
    assert not chooser.isModal()


def test_enter_takes_the_marked_row(
    chooser: TagChooser, field: QLineEdit, window: QWidget, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "lib")
    with (
        qtbot.assertNotEmitted(chooser.dismissed),
        qtbot.waitSignal(chooser.tag_chosen) as chosen,
    ):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert chosen.args == ["framing/liberation"]
    assert not chooser.isVisible()
    assert _behind(window).hasFocus()


def test_arrows_go_round(chooser: TagChooser, field: QLineEdit, qtbot: QtBot) -> None:
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.accessibleDescription() == _rows(chooser)[-1]
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    with qtbot.waitSignal(chooser.tag_chosen) as chosen:
        qtbot.keyClick(field, Qt.Key.Key_Enter)
    assert chosen.args == ["framing"]


def test_a_new_tag_can_be_made(chooser: TagChooser, field: QLineEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "claim / credit")
    assert _rows(chooser) == ["Create “claim/credit”"]
    with qtbot.waitSignal(chooser.tag_chosen) as chosen:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert chosen.args == ["claim/credit"]


def test_an_existing_tag_is_not_made_again(chooser: TagChooser, field: QLineEdit) -> None:
    field.setText("Framing/Liberation")
    assert _rows(chooser) == ["framing/liberation"]


def test_an_unfinished_path_cannot_be_taken(
    chooser: TagChooser, field: QLineEdit, qtbot: QtBot
) -> None:
    field.setText("zzz/")
    assert _rows(chooser) == ["A name stands before and after a slash."]
    with qtbot.assertNotEmitted(chooser.tag_chosen):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert chooser.isVisible()


def test_escape_gives_the_focus_back(
    chooser: TagChooser, field: QLineEdit, window: QWidget, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(chooser.dismissed):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not chooser.isVisible()
    assert _behind(window).hasFocus()


def test_going_elsewhere_closes_it(chooser: TagChooser, window: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chooser.dismissed):
        _behind(window).setFocus()
    assert not chooser.isVisible()
    assert _behind(window).hasFocus()


def test_a_click_takes_a_row(chooser: TagChooser, qtbot: QtBot) -> None:
    rows = chooser.findChild(QListWidget)
    at = rows.visualItemRect(rows.item(1)).center()
    with qtbot.waitSignal(chooser.tag_chosen) as chosen:
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args == ["framing"]


@pytest.mark.parametrize(
    "near",
    [QRect(0, 0, 10, 10), QRect(690, 480, 60, 20), QRect(-40, 490, 9, 9), QRect(300, 250, 2000, 3)],
)
def test_it_stays_inside_the_window(
    chooser: TagChooser, window: QWidget, tags: list[TagInfo], near: QRect
) -> None:
    chooser.open_at(near, tags, [], "Tag 14 passages")
    assert window.rect().contains(chooser.geometry())
    assert chooser.accessibleName() == "Tag 14 passages"


def test_it_does_not_cover_the_passage_if_there_is_room_above(
    chooser: TagChooser, tags: list[TagInfo]
) -> None:
    near = QRect(100, 420, 80, 20)
    chooser.open_at(near, tags, [])
    assert not chooser.geometry().intersects(near)
