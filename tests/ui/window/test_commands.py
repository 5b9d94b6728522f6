"""From one list come keys, menu, palette and help; a command is added in one place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from viewer.ui.window.commands import Command, CommandRegistry


@pytest.fixture
def ran() -> list[str]:
    return []


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def registry(window: QWidget, ran: list[str]) -> CommandRegistry:
    registry = CommandRegistry(window)
    registry.add(
        [
            Command(
                "larger", "Larger", lambda: ran.append("larger"), "Ctrl++; Ctrl+=", help="size"
            ),
            Command("smaller", "Smaller", lambda: ran.append("smaller"), "Ctrl+-", help="size"),
            Command("open", "Open…", lambda: ran.append("open"), words="file load", menu=2),
            Command("new", "New…", lambda: ran.append("new"), menu=1),
            Command("slash", "Search", print, "/", help="search", in_palette=False),
            Command("tag", "Tag", print, help="tag", panel_key="T"),
        ]
    )
    return registry


def test_every_key_of_a_command_runs_it(
    window: QWidget, registry: CommandRegistry, ran: list[str], qtbot: QtBot
) -> None:
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    registry.run("open")
    assert ran == ["larger", "larger", "smaller", "open"]
    with pytest.raises(KeyError):
        registry.run("none")


def test_the_menu_has_its_groups_in_order(registry: CommandRegistry) -> None:
    assert [[action.text() for action in group] for group in registry.menu_groups()] == [
        ["New…"],
        ["Open…"],
    ]


def test_the_palette_has_all_but_those_that_say_no(registry: CommandRegistry) -> None:
    entries = {entry.id: entry for entry in registry.palette_entries()}
    assert list(entries) == ["larger", "smaller", "open", "new", "tag"]
    assert entries["larger"].shortcut == "Ctrl++"
    assert entries["open"].words == "file load"


def test_the_help_joins_the_keys_of_one_line(registry: CommandRegistry) -> None:
    assert registry.help_keys() == [("Ctrl++, Ctrl+-", "size"), ("/", "search"), ("T", "tag")]


def test_no_two_commands_have_one_id(registry: CommandRegistry) -> None:
    with pytest.raises(ValueError, match="open"):
        registry.add([Command("open", "Again", print)])
