"""The drawer: a bar with names, and a page while it is open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QSplitter, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from viewer.ui.window.drawer import BAR, Drawer


@pytest.fixture
def split(qtbot: QtBot) -> QSplitter:
    made = QSplitter(Qt.Orientation.Vertical)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def drawer(split: QSplitter) -> Drawer:
    """A drawer below something else."""
    made = Drawer()
    made.addTab(QLineEdit(), "Passages")
    made.addTab(QLineEdit(), "Journal")
    split.addWidget(QWidget())
    split.addWidget(made)
    split.resize(1000, 600)
    split.show()
    split.setSizes([400, 200])
    return made


def _button(drawer: Drawer) -> QToolButton:
    button = drawer.findChild(QToolButton, "foldDrawer")
    assert isinstance(button, QToolButton)
    return button


def test_folded_it_has_its_bar_only_and_gives_no_page_the_focus(drawer: Drawer) -> None:
    told: list[bool] = []
    drawer.folded_changed.connect(told.append)
    drawer.set_folded(True)
    drawer.set_folded(True)
    assert told == [True]
    assert drawer.height() == BAR
    assert not drawer.currentWidget().isVisible()
    assert drawer.tabBar().isVisible()
    drawer.toggle()
    assert told == [True, False]
    assert drawer.currentWidget().isVisible()


def test_its_button_says_what_it_does(drawer: Drawer) -> None:
    button = _button(drawer)
    assert button.accessibleName() == "Fold the lists"
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert drawer.is_folded
    assert button.accessibleName() == "Open the lists"
    assert "F10" in button.toolTip()


def test_the_hint_gives_way_in_a_narrow_window(drawer: Drawer) -> None:
    drawer.show_hint(1440)
    assert drawer._hint.isVisible()
    drawer.show_hint(640)
    assert not drawer._hint.isVisible()
