"""The journal: its steps, and the buttons that name what they would do."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from viewer.base.messages import verbatim
from viewer.services.types import StepInfo, UndoState
from viewer.ui.journal.journal_panel import NO_STEPS, JournalPanel


def _step(number: int, what: str) -> StepInfo:
    return StepInfo(number, "2025-08-09T06:05:09Z", "nara", verbatim(what), "do", 3)  # type: ignore[arg-type]


@pytest.fixture
def panel(qtbot: QtBot) -> JournalPanel:
    made = JournalPanel()
    qtbot.addWidget(made)
    made.show()
    return made


def _words(panel: JournalPanel) -> list[str]:
    return [each.text() for each in panel.findChildren(QLabel) if each.isVisible()]


def test_without_steps_it_says_so(panel: JournalPanel) -> None:
    assert NO_STEPS in _words(panel)
    panel.focus_first()


@pytest.mark.parametrize(("count", "words"), [(1, "1 step"), (2, "2 steps")])
def test_the_newest_step_comes_first(panel: JournalPanel, count: int, words: str) -> None:
    steps = tuple(_step(each, f"step {each}") for each in range(count, 0, -1))
    panel.replace_rows(0, 0, steps)
    panel.set_total(count)
    assert words in _words(panel)
    assert NO_STEPS not in _words(panel)
    assert panel.findChild(QTableView).model().index(0, 2).data() == f"step {count}"
    panel.focus_first()


def test_the_buttons_name_the_step(panel: JournalPanel, qtbot: QtBot) -> None:
    panel.set_undo_state(UndoState(verbatim("Tag “Манжуур & co”" + "…" * 80), None))
    undo, redo = panel.findChildren(QPushButton)
    assert undo.accessibleName().startswith("Undo: Tag “Манжуур & co”")
    assert len(undo.text()) < 65
    assert "&&" in undo.text()
    assert redo.text() == "Nothing to redo"
    assert not redo.isEnabled()
    with qtbot.waitSignal(panel.undo_requested):
        undo.click()
    panel.set_undo_state(UndoState(None, verbatim("Delete tag")))
    assert not undo.isEnabled()
    with qtbot.waitSignal(panel.redo_requested):
        redo.click()


def test_new_steps_come_on_top_and_the_end_asks_for_more(panel: JournalPanel, qtbot: QtBot) -> None:
    table = panel.findChild(QTableView)
    panel.replace_rows(0, 0, tuple(_step(each, f"step {each}") for each in range(60, 0, -1)))
    panel.set_total(2000)
    assert "2,000 steps" in _words(panel)
    panel.replace_rows(0, 0, (_step(61, "newest"),))
    assert table.model().index(0, 2).data() == "newest"
    with qtbot.waitSignal(panel.more_requested):
        table.scrollToBottom()
