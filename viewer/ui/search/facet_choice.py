"""The values of one facet as buttons: which are there, and which are chosen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QLayout, QWidget


@dataclass(frozen=True, slots=True)
class FacetRow:
    """What one button shows. `colour` None draws no square."""

    key: str
    label: str
    other_label: str
    count: int
    colour: QColor | None


class FacetButton(QAbstractButton):
    """One value; on when only it and others that are on are let through."""

    def __init__(self) -> None:
        super().__init__()
        self.row = FacetRow("", "", "", 0, None)
        #: Whether another value is chosen and this one is not.
        self.dimmed = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_row(self, row: FacetRow, *, chosen: bool, any_chosen: bool) -> None:
        """Show this value and its state, without telling anyone."""
        self.row, self.dimmed = row, any_chosen and not chosen
        self.blockSignals(True)
        self.setChecked(chosen)
        self.blockSignals(False)
        state = ", only this" if chosen else ""
        hits = "1 hit" if row.count == 1 else f"{row.count:,} hits"
        self.setAccessibleName(f"{row.label}, {hits}{state}")
        self.setToolTip(f"{row.label} {row.other_label}".strip())
        self.updateGeometry()
        self.update()


class FacetChoice(QWidget):
    """Signals: `chosen_changed(frozenset of keys)`. Values stay chosen when counts change."""

    chosen_changed = Signal(object)

    def __init__(self, name: str, button: type[FacetButton], layout: QLayout) -> None:
        """`layout` takes the buttons, each made by `button`; `name` is for screen readers."""
        super().__init__()
        self.setAccessibleName(name)
        self._button = button
        self._chosen: set[str] = set()
        self._buttons: list[FacetButton] = []
        self._rows: list[FacetRow] = []
        self._layout = layout
        self.setLayout(layout)

    @property
    def chosen(self) -> frozenset[str]:
        """The keys that are let through; empty for all."""
        return frozenset(self._chosen)

    @property
    def rows(self) -> tuple[FacetRow, ...]:
        """What is shown, in order."""
        return tuple(self._rows)

    def set_rows(self, rows: Sequence[FacetRow]) -> None:
        """Show these rows; a chosen key without a row stays, as it last was, with count 0."""
        known = {row.key for row in rows}
        kept = [
            replace(row, count=0)
            for row in self._rows
            if row.key in self._chosen and row.key not in known
        ]
        self._rows = [*rows, *kept]
        while len(self._buttons) < len(self._rows):
            button = self._button()
            button.toggled.connect(lambda on, button=button: self._on_toggled(button.row.key, on))
            self._buttons.append(button)
            self._layout.addWidget(button)
        while len(self._buttons) > len(self._rows):
            spare = self._buttons.pop()
            self._layout.removeWidget(spare)
            spare.hide()
            spare.deleteLater()
        self._show_state()

    def first_row(self) -> QWidget:
        """The first row's button. Raises `IndexError` without rows."""
        return self._buttons[0]

    def choose(self, keys: Collection[str] = ()) -> None:
        """Let only these through, without telling anyone; none lets everything through."""
        self._chosen = set(keys)
        self._show_state()

    def _show_state(self) -> None:
        for button, row in zip(self._buttons, self._rows, strict=True):
            chosen = row.key in self._chosen
            button.show_row(row, chosen=chosen, any_chosen=bool(self._chosen))

    def _on_toggled(self, key: str, on: bool) -> None:
        (self._chosen.add if on else self._chosen.discard)(key)
        self._show_state()
        self.chosen_changed.emit(self.chosen)
