"""The end of the filter line: how the query was read, what of it could not be, and what else
could be searched for."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from viewer.services.types import SearchAnswer, Suggestion
from viewer.ui.search.suggestion_buttons import SuggestionRow
from viewer.ui.theme import current_theme

#: The most of the line that suggestions take.
_SHARE = 0.45


class ReadAsLine(QWidget):
    """Words of one height at the right, elided; the tool tip has all of them. Suggestions are at
    the very end.

    A query in another script, whose letters are taller, does not move what is below.
    Signals: `suggestion_chosen(Suggestion)`.
    """

    suggestion_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readAsLine")
        self._read_as = ""
        self._complaints: tuple[str, ...] = ()
        self._label = QLabel()
        self._label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.suggestions = SuggestionRow()
        self.suggestions.hide()
        self.suggestions.suggestion_chosen.connect(self.suggestion_chosen)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addWidget(self._label, 1)
        self._layout.addWidget(self.suggestions)
        self._fix_height()

    def show_answer(self, answer: SearchAnswer) -> None:
        """Say how the answer's query was read."""
        self._read_as = str(answer.read_as)
        self._complaints = tuple(map(str, answer.complaints))
        spoken = f"Read as: {self._read_as}. {' '.join(self._complaints)}"
        self._label.setAccessibleName(spoken)
        self.setToolTip(f"<p>{escape(spoken)}</p>")
        self._fit()

    def show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Offer other searches beside how this one was read."""
        self.suggestions.show_suggestions(suggestions)
        self._fit()

    @property
    def text(self) -> str:
        """What is said, without colours, not elided."""
        return " ".join([f"Read as: {self._read_as}.", *self._complaints])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fix_height()
        if event.type() == QEvent.Type.PaletteChange:
            # The colours are part of the rich text.
            self._fit()

    def _fix_height(self) -> None:
        self._label.ensurePolished()
        self._label.setFixedHeight(QFontMetrics(self._label.font()).height() + 4)

    def _fit(self) -> None:
        theme = current_theme()
        metrics = QFontMetrics(self._label.font())
        taken = self.suggestions.fit(int(self.width() * _SHARE))
        warning = " ".join(self._complaints)
        room = max(self.width() - taken - 20, 0)
        warning = metrics.elidedText(warning, Qt.TextElideMode.ElideRight, room * 2 // 3)
        room -= metrics.horizontalAdvance("read as: " + warning)
        words = metrics.elidedText(self._read_as, Qt.TextElideMode.ElideMiddle, max(room, 80))
        shown = f"read as: <span style='color:{theme.ink}'>{escape(words)}</span>"
        if warning:
            shown += f" &nbsp; <span style='color:{theme.warning}'>{escape(warning)}</span>"
        self._label.setText(shown)
