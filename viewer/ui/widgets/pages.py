"""What presenters ask of the window that holds their panels."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget


class Pages(Protocol):
    """The room that the window has for lists, pages and the side; the layout implements it."""

    def show_page(self, page: QWidget, title: str) -> None:
        """Show a page among the lists at the bottom, with room to work."""

    def close_page(self, page: QWidget) -> None:
        """Take a page away again, back to where it was opened from."""

    def has_page(self, page: QWidget) -> bool:
        """Whether a page is open."""

    def show_list(self, page: QWidget) -> None:
        """Bring a list to the front, with room where only the tabs were shown."""

    def name_list(self, page: QWidget, title: str) -> None:
        """Name the tab of a list."""

    def unfold_right(self) -> None:
        """Show the codebook and the passage, also where there is little room for them."""
