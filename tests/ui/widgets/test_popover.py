"""A sheet below a button: where it opens, and what closes it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from viewer.ui.widgets.popover import Popover


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


@pytest.fixture
def button(window: QWidget) -> QPushButton:
    made = QPushButton("Dates", window)
    made.setGeometry(300, 10, 80, 24)
    made.show()
    return made


@pytest.fixture
def elsewhere(window: QWidget) -> QLineEdit:
    made = QLineEdit(window)
    made.setGeometry(10, 260, 80, 24)
    made.show()
    return made


@pytest.fixture
def popover(window: QWidget, button: QPushButton) -> Popover:
    inside = QWidget()
    column = QVBoxLayout(inside)
    for name in ("from", "to"):
        field = QLineEdit()
        field.setObjectName(name)
        column.addWidget(field)
    made = Popover(inside, "Dates", 200)
    made.setParent(window)
    made.open_below(button)
    return made


def test_it_opens_below_its_button_inside_the_window(
    window: QWidget, button: QPushButton, popover: Popover
) -> None:
    assert popover.isVisible()
    assert popover.y() > button.geometry().bottom()
    assert window.rect().contains(popover.geometry())
    focus = window.focusWidget()
    assert focus is not None
    assert focus.objectName() == "from"


def test_escape_closes_it_and_goes_back(
    window: QWidget, button: QPushButton, popover: Popover
) -> None:
    focus = window.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert popover.isHidden()
    assert window.focusWidget() is button


def test_the_focus_elsewhere_closes_it_and_stays_there(
    window: QWidget, popover: Popover, elsewhere: QLineEdit
) -> None:
    elsewhere.setFocus()
    assert popover.isHidden()
    assert window.focusWidget() is elsewhere


def test_a_press_outside_closes_it(window: QWidget, popover: Popover) -> None:
    QTest.mouseClick(popover, Qt.MouseButton.LeftButton, pos=QPoint(5, 2))
    assert popover.isVisible()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(20, 200))
    assert popover.isHidden()


def test_it_is_no_higher_than_the_window(window: QWidget, button: QPushButton) -> None:
    inside = QWidget()
    column = QVBoxLayout(inside)
    for _ in range(40):
        column.addWidget(QLineEdit())
    tall = Popover(inside, "Many", 200)
    tall.setParent(window)
    tall.open_below(button)
    assert window.rect().contains(tall.geometry())
    tall.close_up()
