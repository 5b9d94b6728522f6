"""The command palette: choosing, and giving the focus back."""

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from viewer.ui.window.command_palette import CommandPalette
from viewer.ui.window.commands_model import PaletteEntry

COMMANDS = (
    PaletteEntry("undo", "Undo", "Ctrl+Z", enabled=False),
    PaletteEntry("tag", "Tag every match…", "Ctrl+Shift+T"),
    PaletteEntry("манул", "Манул 🐈 e\u0301\u00a0x"),
)


@pytest.fixture
def window(qtbot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    return window


@pytest.fixture
def palette(window: QWidget) -> CommandPalette:
    return CommandPalette(window)


def test_a_few_letters_and_enter_choose(palette: CommandPalette) -> None:
    chosen = []
    palette.command_chosen.connect(chosen.append)
    palette.open(COMMANDS)
    QTest.keyClicks(palette._field, "tem")
    QTest.keyClick(palette._field, Qt.Key.Key_Return)
    assert chosen == ["tag"]
    assert not palette.isVisible()


def test_what_cannot_be_done_now_is_dim_and_not_chosen(palette: CommandPalette) -> None:
    chosen = []
    palette.command_chosen.connect(chosen.append)
    palette.open(COMMANDS)
    assert palette._list.currentIndex().row() == 1
    QTest.keyClick(palette._field, Qt.Key.Key_Up)
    assert palette._list.currentIndex().row() == 1
    assert not palette.grab().isNull()
    QTest.keyClicks(palette._field, "undo")
    QTest.keyClick(palette._field, Qt.Key.Key_Return)
    assert chosen == []
    assert palette.isVisible()


def test_dismissing_after_the_focused_widget_was_deleted(
    window: QWidget, palette: CommandPalette
) -> None:
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    palette.open(COMMANDS)
    palette._before = field
    shiboken6.delete(field)
    palette.dismiss()
    assert not palette.isVisible()


def test_dismissing_gives_the_focus_back(window: QWidget, palette: CommandPalette) -> None:
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    palette.open(COMMANDS)
    QTest.keyClick(palette._field, Qt.Key.Key_Escape)
    assert window.focusWidget() is field
