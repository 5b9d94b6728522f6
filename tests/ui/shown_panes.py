"""Panes on a desk without a workspace: what the workspace's desk would have it show."""

from viewer.ui.reading.reading_desk import ReadingDesk
from viewer.workspace.panes import PaneId


def show_panes(desk: ReadingDesk, *numbers: int, active: int = 1) -> None:
    """Have the panes with these numbers."""
    desk.show_panes([PaneId(number) for number in numbers], PaneId(active))
