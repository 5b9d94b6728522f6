"""The steps of the tour, in their order. Each does one thing, checks that it happened, takes a
picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from viewer.ui.tour import (
    exchange_steps,
    reading_steps,
    room_steps,
    search_steps,
    tagging_steps,
    window_steps,
)
from viewer.ui.tour.driver import Driver


def run_steps(driver: Driver, work: Path, size: tuple[int, int]) -> None:
    """Go through every step; `work` is a folder for files on the way. Raises `TourError`."""
    driver.show(*size)
    steps: list[Callable[[Driver], None]] = [
        search_steps.open_window,
        search_steps.search,
        search_steps.find_a_name_in_another_script,
        search_steps.take_a_suggestion,
        search_steps.find_what_is_tagged,
        search_steps.narrow,
        reading_steps.read_an_abstract,
        reading_steps.read_beside,
        reading_steps.walk_matches,
        room_steps.open_the_filters,
        room_steps.find_in_a_pane,
        room_steps.zoom,
        room_steps.only_the_papers,
        room_steps.open_the_drawer,
        tagging_steps.tag_a_passage,
        tagging_steps.write_a_note,
        tagging_steps.undo_and_redo,
        tagging_steps.look_over_a_tag,
        reading_steps.follow_a_link,
        room_steps.open_the_side_panel,
        window_steps.use_the_palette,
        lambda drive: exchange_steps.import_a_folder(drive, work),
        exchange_steps.export_three_formats,
        room_steps.fold_a_long_headline,
        reading_steps.three_panes,
        tagging_steps.think_better_of_deleting_a_tag,
        window_steps.show_help,
        room_steps.show_at_every_size,
    ]
    for step in steps:
        step(driver)
        driver.settle()
