"""What is done to a tag in the panel is done to it in the archive."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QTableView

from tests.services.listed import list_tags
from tests.ui.bound_window import BoundWindow


@pytest.fixture
def tagged(bound: BoundWindow) -> BoundWindow:
    """Two passages with the tags 1 (`event`), 2 (`event/war`) and 3 (`place`)."""
    bound.tag(1, "Soviet", "event/war")
    bound.tag(2, "армию", "place")
    return bound


def paths(bound: BoundWindow) -> list[str]:
    return [tag.path for tag in list_tags(bound.archive)]


def listed(bound: BoundWindow) -> int:
    """How many passages the list shows."""
    view = bound.panels.passages.findChild(QTableView)
    assert view is not None
    return view.model().rowCount()


def test_a_tag_is_deleted_and_comes_back_by_undo(tagged: BoundWindow) -> None:
    tagged.panels.codebook.tag_deleted.emit(1)
    tagged.settle()
    assert paths(tagged) == ["place"]
    tagged.panels.journal.undo_requested.emit()
    tagged.settle()
    assert paths(tagged) == ["event", "event/war", "place"]


def test_a_tag_is_made_renamed_coloured_defined_and_given_a_key(tagged: BoundWindow) -> None:
    codebook = tagged.panels.codebook
    codebook.tag_created.emit("actor 🚩")
    codebook.tag_renamed.emit(3, "место")
    codebook.tag_recoloured.emit(3, "#112233")
    codebook.tag_defined.emit(3, "Где это было")
    codebook.shortcut_changed.emit(3, "7")
    tagged.settle()
    assert paths(tagged) == ["event", "event/war", "место", "actor 🚩"]
    place = list_tags(tagged.archive)[2]
    assert (place.colour, place.definition, place.shortcut) == ("#112233", "Где это было", "7")


def test_a_tag_that_is_chosen_lists_its_passages(tagged: BoundWindow) -> None:
    tagged.panels.codebook.tag_chosen.emit(1)
    tagged.settle()
    assert tagged.panels.passages.isVisible()
    assert listed(tagged) == 1
    tagged.panels.passages.all_requested.emit()
    tagged.settle()
    assert listed(tagged) == 2
