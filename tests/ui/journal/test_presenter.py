"""Undo and redo from the journal's panel."""

from __future__ import annotations

from tests.ui.bound_window import BoundWindow


def test_the_journal_undoes_and_redoes(bound: BoundWindow) -> None:
    bound.tag(1, "Soviet", "event")
    journal = bound.panels.journal
    journal.undo_requested.emit()
    bound.settle()
    assert bound.passages == []
    journal.redo_requested.emit()
    bound.settle()
    assert [passage.quote for passage in bound.passages] == ["Soviet"]
