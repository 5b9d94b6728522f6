"""Which passages to export: all, those in the hits or those of a tag, each with how many it is."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from viewer.services.types import ExportScope, ExportScopes, PassageCount, SearchRequest
from viewer.ui.widgets.elided_label import ElidedLabel
from viewer.workspace.vocabulary import passages_in_words

#: Where the words of a radio button begin.
_INDENT = 21
_RIGHT = 4
COUNTING = "Counting…"


class ExportScopeChoice(QWidget):
    """Signals: `changed()` when another choice was made, or the same one holds other passages."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scopes: ExportScopes | None = None
        self._group = QButtonGroup(self)
        self._all, self._in_hits, self._of_tag = _Choice(), _Choice(), _Choice()
        self._counts = {each: ElidedLabel() for each in (self._all, self._in_hits, self._of_tag)}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        for button, count in self._counts.items():
            self._group.addButton(button)
            count.setProperty("role", "soft")
            # A layout's margins: a label's own were lost when it was polished again.
            indented = QHBoxLayout()
            indented.setContentsMargins(_INDENT, 0, 0, 5)
            indented.addWidget(count)
            column.addWidget(button)
            column.addLayout(indented)
        self._all.setChecked(True)
        self._group.buttonToggled.connect(self._on_toggled)
        self.forget()

    def forget(self) -> None:
        """Offer nothing until it is counted."""
        self._scopes = None
        self._show(self._all, "All passages", COUNTING)
        self._show(self._in_hits, "In the hits", COUNTING)
        self._of_tag.hide()
        self._counts[self._of_tag].hide()
        self.changed.emit()

    def set_scopes(self, scopes: ExportScopes) -> None:
        """Offer what was counted. A choice that holds nothing any more is not kept."""
        self._scopes = scopes
        self._offer(self._all, scopes.everything)
        self._offer(self._in_hits, scopes.in_hits)
        self._of_tag.setVisible(scopes.of_tag is not None)
        self._counts[self._of_tag].setVisible(scopes.of_tag is not None)
        if scopes.of_tag is not None:
            self._offer(self._of_tag, scopes.of_tag)
        gone = scopes.of_tag is None and self._of_tag.isChecked()
        if gone or not self._checked.isEnabled():
            self._all.setChecked(True)
        self.changed.emit()

    @property
    def passages(self) -> int:
        """How many passages the choice holds, as far as it was counted."""
        return self._chosen.passages

    @property
    def request(self) -> SearchRequest | None:
        """The request whose hits were chosen."""
        if self._scopes is None or not self._in_hits.isChecked():
            return None
        return self._scopes.request

    @property
    def tag(self) -> str:
        """The path of the tag that was chosen, or nothing."""
        return self._scopes.tag if self._scopes is not None and self._of_tag.isChecked() else ""

    @property
    def _checked(self) -> _Choice:
        return next(button for button in self._counts if button.isChecked())

    @property
    def _chosen(self) -> PassageCount:
        if self._scopes is None:
            return PassageCount()
        if self._in_hits.isChecked():
            return self._scopes.in_hits.count
        if self._of_tag.isChecked() and self._scopes.of_tag is not None:
            return self._scopes.of_tag.count
        return self._scopes.everything.count

    def _offer(self, button: _Choice, scope: ExportScope) -> None:
        there = scope.count.passages > 0
        said = passages_in_words(scope.count) if there else scope.why_none or ""
        self._show(button, str(scope.title), str(said))
        button.setEnabled(there or button is self._all)

    def _show(self, button: _Choice, words: str, count: str) -> None:
        button.set_words(words)
        button.setAccessibleDescription(count)
        self._counts[button].setText(count)

    def _on_toggled(self, _button: _Choice, checked: bool) -> None:
        if checked:
            self.changed.emit()


class _Choice(QRadioButton):
    """A radio button that gives way: its words are elided, and the tool tip has all of them."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        """Show `words`, as many of them as fit."""
        self._words = words
        self.setAccessibleName(words)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(self.width() - _INDENT - _RIGHT, 0)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip("" if shown == self._words else f"<p>{escape(self._words)}</p>")
