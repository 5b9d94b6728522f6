"""A command and a list that are added in one place each are everywhere in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from tests.journeys.conftest import OpenWindow
from viewer.ui.window import command_list
from viewer.ui.window.command_list import Targets
from viewer.ui.window.commands import Command
from viewer.ui.window.list_views import LIST_VIEWS, ListView, Surroundings


def test_a_command_of_the_window(
    open_window: OpenWindow, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def group(on: Targets) -> list[Command]:
        title = on.workspace.archive.title
        shout = Command(
            "shout", "Shout", lambda: done.append(title), "Ctrl+Alt+0", "cry", help="yell"
        )
        return [shout]

    monkeypatch.setattr(command_list, "GROUPS", (*command_list.GROUPS, group))

    commands = open_window(sample).commands
    entry = commands.palette_entries()[-1]
    assert (entry.id, entry.title, entry.words) == ("shout", "Shout", "cry")
    assert commands.help_keys()[-1] == ("Ctrl+Alt+0", "yell")
    commands.run("shout")
    assert done == ["Manchuria 1945"]


def test_a_view(open_window: OpenWindow, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def bind(around: Surroundings, label: QLabel) -> object:
        label.setText(around.workspace.archive.title)
        return around

    timeline = ListView(name="timeline", title="Timeline", make=QLabel, bind=bind, words="when")
    monkeypatch.setattr(LIST_VIEWS, "entries", (*LIST_VIEWS.entries, timeline))

    drive = open_window(sample)
    drawer = drive.layout.bottom
    assert drawer.tabText(2) == "Timeline"
    assert "timeline" in [entry.id for entry in drive.commands.palette_entries()]
    drive.commands.run("timeline")
    assert drawer.currentIndex() == 2
    assert not drawer.is_folded
    assert drawer.currentWidget().text() == "Manchuria 1945"
