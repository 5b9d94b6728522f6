"""Other searches that are offered, as buttons: one press searches for one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QMargins, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from viewer.services.types import Suggestion

GAP = 4
#: From a button's edge to its words: its border and padding, as the style sheet has them.
INDENT = 6

_ANY_HEIGHT = (QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)


class SuggestionButton(QPushButton):
    """One suggestion as words to press."""

    def __init__(self, suggestion: Suggestion) -> None:
        # A single & would be taken for the mark of a shortcut.
        super().__init__(str(suggestion.text).replace("&", "&&"))
        self.suggestion = suggestion
        self.setProperty("role", "suggestion")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"Suggestion: {suggestion.text}")
        self.setToolTip(f"Search for {suggestion.query}")


class SuggestionColumn(QWidget):
    """All suggestions below each other.

    Signals: `suggestion_chosen(Suggestion)`.
    """

    suggestion_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Suggestions")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(QMargins())
        self._column.setSpacing(GAP)
        self.buttons: list[SuggestionButton] = []

    def show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Offer these in place of those before."""
        if [button.suggestion for button in self.buttons] == list(suggestions):
            return
        _discard(self.buttons)
        self.buttons = [_button(each, self.suggestion_chosen.emit) for each in suggestions]
        for button in self.buttons:
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(self.buttons))


class SuggestionRow(QWidget):
    """As many suggestions beside each other as there is room for; the others in a menu.

    Signals: `suggestion_chosen(Suggestion)`.
    """

    suggestion_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Suggestions")
        self._room = 0
        self._more = QToolButton()
        self._more.setProperty("role", "soft")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(QMenu(self._more))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(QMargins())
        self._row.setSpacing(GAP)
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._more.setSizePolicy(*_ANY_HEIGHT)
        self._row.addWidget(self._more)
        self._more.hide()
        self.buttons: list[SuggestionButton] = []

    def show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Offer these in place of those before."""
        if [button.suggestion for button in self.buttons] == list(suggestions):
            return
        _discard(self.buttons)
        self.buttons = [_button(each, self.suggestion_chosen.emit) for each in suggestions]
        for number, button in enumerate(self.buttons):
            button.setSizePolicy(*_ANY_HEIGHT)
            self._row.insertWidget(number, button)
        self.setVisible(bool(self.buttons))
        self.fit(self._room)

    @override
    def sizeHint(self) -> QSize:
        # No height of its own: the line that it is in must not grow when suggestions come.
        return QSize(self._row.sizeHint().width(), 0)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def fit(self, room: int) -> int:
        """Show what there is room for, in pixels; the pixels that it takes."""
        self._room = room
        widths = [button.sizeHint().width() + GAP for button in self.buttons]
        shown = _fitting(widths, room)
        if shown < len(widths):
            self._more.setText(f"{len(widths)} more")
            shown = _fitting(widths, room - self._more.sizeHint().width() - GAP)
        for number, button in enumerate(self.buttons):
            button.setVisible(number < shown)
        self._offer_others(shown)
        more = self._more.sizeHint().width() + GAP if shown < len(widths) else 0
        return sum(widths[:shown]) + more

    def _offer_others(self, shown: int) -> None:
        others = self.buttons[shown:]
        said = f"{len(others)} more" if shown else f"Suggestions: {len(others)}"
        self._more.setText(said)
        self._more.setAccessibleName(said if not shown else f"{said} suggestions")
        self._more.setVisible(bool(others))
        menu = self._more.menu()
        menu.clear()
        for button in others:
            menu.addAction(button.text(), partial(self.suggestion_chosen.emit, button.suggestion))


def _button(suggestion: Suggestion, chosen: Callable[[Suggestion], None]) -> SuggestionButton:
    button = SuggestionButton(suggestion)
    button.clicked.connect(lambda: chosen(suggestion))
    return button


def _fitting(widths: Sequence[int], room: int) -> int:
    """How many of the first fit."""
    count = 0
    for width in widths:
        room -= width
        if room < 0:
            break
        count += 1
    return count


def _discard(buttons: Sequence[QWidget]) -> None:
    for button in buttons:
        button.hide()
        button.deleteLater()
